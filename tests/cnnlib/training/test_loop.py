"""Training: the same numbers for the same seed, stopped and taken up anywhere, and really learning the digits."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from cnnlib.data.datasets import LabelledImages, digits, split
from cnnlib.errors import InvalidSetting
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import digits_net
from cnnlib.training.loop import Progress, confusion, evaluate, train
from cnnlib.training.optimisers import optimizer
from cnnlib.training.schedule import Schedule
from cnnlib.training.update import one_update

DIGITS = digits(Path(__file__).parents[3] / "assets/data/digits.npz")
NETWORK = parse("INPUT 8x8x1 - CONV 8 F3 P1 - RELU - POOL 2 - FC 10")
DROPOUT = parse("INPUT 8x8x1 - CONV 2 F3 - RELU - DROPOUT 0.5 - FC 10")
FEW = DIGITS.subset(slice(0, 50))
HOW = {"batch_size": 16, "learning_rate": 0.05, "epochs": 3, "seed": 7}


def numbers(record):
    """All of a record but its time, with its parameters as bytes: equal only if the same to the last bit."""
    weights = {name: w.tobytes() for name, w in record.params.items()}
    plain = replace(record, seconds=0.0, progress=None)
    return plain, weights


# ---- what the records say


@pytest.mark.parametrize("drop_last", [False, True])
def test_one_record_a_step_and_one_an_epoch(drop_last):
    records = list(train(NETWORK, FEW, drop_last=drop_last, **HOW))
    steps = 3 if drop_last else 4  # 50 = 3 · 16 + 2
    assert [(r.kind, r.step, r.epoch) for r in records] == [
        line
        for epoch in (1, 2, 3)
        for line in [("step", (epoch - 1) * steps + i, epoch) for i in range(1, steps + 1)]
        + [("epoch", epoch * steps, epoch)]
    ]
    assert all(a.seconds <= b.seconds for a, b in zip(records, records[1:], strict=False)) and records[0].seconds > 0
    assert all(w.dtype == np.float32 for w in records[-1].params.values())


def test_each_step_is_one_update_on_its_batch():
    """The whole run again, written out: batches of the schedule, updates one by one."""
    params, state = initial_parameters(NETWORK, np.random.default_rng(7)), None
    schedule, how = Schedule(50, 16, 3), optimizer("adam", 0.05)
    records = iter(list(train(NETWORK, FEW, optimizer="adam", **HOW)))
    for epoch in range(3):
        losses, right, norms = 0.0, 0, []
        for batch in schedule.batches(epoch, 7):
            update = one_update(NETWORK, params, FEW.x[batch], FEW.y[batch], how, state)
            record, scores = next(records), update.trace.scores
            correct = sum(scores[i].argmax() == FEW.y[n] for i, n in enumerate(batch))
            norm = np.sqrt(sum((g.astype(float) ** 2).sum() for g in update.grads.values()))
            assert (record.loss, record.accuracy) == (update.loss, correct / len(batch))
            assert record.gradient_norm == pytest.approx(norm, rel=1e-6)
            params, state = update.after, update.state
            assert all(np.array_equal(record.params[name], w) for name, w in params.items())
            losses, right, norms = losses + update.loss * len(batch), right + correct, [*norms, norm]
        whole = next(records)
        assert whole.loss == pytest.approx(losses / 50, rel=1e-12) and whole.accuracy == right / 50
        assert whole.gradient_norm == pytest.approx(np.mean(norms), rel=1e-6)
        assert whole.held_out_loss is whole.held_out_accuracy is None


def test_held_out_pictures_are_tried_after_each_epoch():
    other = DIGITS.subset(slice(60, 90))
    for record in train(NETWORK, FEW, held_out=other, **HOW):
        if record.kind == "epoch":
            assert (record.held_out_loss, record.held_out_accuracy) == evaluate(NETWORK, record.params, other)
        else:
            assert record.held_out_loss is None


def test_evaluation_is_the_mean_over_all_pictures(monkeypatch):
    params = initial_parameters(NETWORK, np.random.default_rng(0))
    scores = NETWORK.forward(params, DIGITS.x).astype(float)
    odds = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    loss = -np.log(odds[np.arange(1797), DIGITS.y]).mean()
    right = sum(scores.argmax(axis=1) == DIGITS.y) / 1797
    assert evaluate(NETWORK, params, DIGITS) == (pytest.approx(loss, rel=1e-5), right)
    monkeypatch.setattr("cnnlib.training.loop.EVALUATED", 100)  # in another number of portions
    assert evaluate(NETWORK, params, (DIGITS.x, DIGITS.y)) == (pytest.approx(loss, rel=1e-5), right)


# ---- the same numbers again


@pytest.mark.parametrize("network", [NETWORK, DROPOUT], ids=["plain", "dropout"])
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_stopped_anywhere_it_goes_on_to_the_same_numbers(network, optimizer):
    whole = [numbers(r) for r in train(network, FEW, optimizer=optimizer, **HOW)]
    records = list(train(network, FEW, optimizer=optimizer, **HOW))
    assert [numbers(r) for r in records] == whole
    for i, record in enumerate(records):
        rest = train(network, FEW, optimizer=optimizer, progress=record.progress, **HOW)
        assert [numbers(r) for r in rest] == whole[i + 1 :]


def test_more_epochs_go_on_from_fewer():
    last = list(train(NETWORK, FEW, **HOW | {"epochs": 2}))[-1]
    rest = list(train(NETWORK, FEW, progress=last.progress, **HOW))
    assert [numbers(r) for r in rest] == [numbers(r) for r in train(NETWORK, FEW, **HOW)][10:]
    assert rest[0].seconds > last.seconds


def test_another_seed_is_another_run():
    runs = [[r.loss for r in train(NETWORK, FEW, **HOW | {"seed": seed})] for seed in (7, 8)]
    assert runs[0] != runs[1]


def test_two_runs_from_the_same_first_weights():
    params = initial_parameters(NETWORK, np.random.default_rng(5))
    kept = {name: w.copy() for name, w in params.items()}
    small, large = (next(train(NETWORK, FEW, params=params, batch_size=B, seed=3)) for B in (50, 50))
    assert numbers(small) == numbers(large)
    assert all(np.array_equal(params[name], w) for name, w in kept.items())
    assert numbers(next(train(NETWORK, FEW, batch_size=50, seed=5))) != numbers(small)


def test_a_reader_that_stops_costs_nothing_more():
    running = train(NETWORK, FEW, **HOW | {"epochs": 10**9})
    assert [r.step for r in islice(running, 3)] == [1, 2, 3]
    running.close()


def test_dropout_draws_new_masks_each_step_and_leaves_some_out():
    """Two epochs of one batch of all pictures: without new masks, plain training of the same weights."""
    plain = parse("INPUT 8x8x1 - CONV 2 F3 - RELU - FC 10")
    params = initial_parameters(plain, np.random.default_rng(0))
    whole = dict(batch_size=50, learning_rate=1e-9, epochs=2, seed=0)
    same = [r.loss for r in train(plain, FEW, params=params, **whole) if r.kind == "step"]
    masked = [r.loss for r in train(DROPOUT, FEW, params={**params}, **whole) if r.kind == "step"]
    assert same[0] == pytest.approx(same[1], rel=1e-5)
    assert abs(masked[0] - same[0]) > 1e-3 and abs(masked[1] - masked[0]) > 1e-3


# ---- learning


@pytest.mark.parametrize("seed", [0, 1])
def test_the_digits_are_learnt_at_the_defaults(seed):
    """97 % of pictures never seen; the seconds are the benches' business."""
    training, held_out = split(DIGITS, seed)
    last = list(train(digits_net(), training, held_out=held_out, seed=seed))[-1]
    assert last.held_out_accuracy >= 0.97 and last.loss < 0.1 and last.step == 8 * 90


def test_what_is_not_said_is_this():
    """A batch of 16 at a rate of 0.2, from seed 0, dealt anew, the last batch kept, nothing smoothed."""
    said = {"batch_size": 16, "learning_rate": 0.2, "epochs": 8, "seed": 0, "optimizer": "sgd", "drop_last": False}
    said |= {"shuffle": True, "smoothing": 0.0}
    ours, theirs = (list(train(NETWORK, FEW, **how)) for how in ({}, said))
    assert [record.loss for record in ours] == [record.loss for record in theirs] and ours[-1].step == 8 * 4


def test_batch_one_learns_at_a_fitting_rate_and_fails_at_another():
    """The rate is the cause, not the batch: CURRICULUM C2."""
    training, held_out = split(DIGITS, seed=0)
    good = list(train(NETWORK, training, held_out=held_out, batch_size=1, learning_rate=0.02, epochs=2, seed=0))[-1]
    assert good.held_out_accuracy > 0.85
    few = training.subset(slice(0, 300))
    bad = list(train(NETWORK, few, batch_size=1, learning_rate=1.0, epochs=1, seed=0))[-1]
    assert not bad.accuracy > 0.5


def test_a_rate_too_large_ends_in_numbers_that_show_it(recwarn):
    last = list(train(NETWORK, FEW, **HOW | {"learning_rate": 1e30}))[-1]
    assert not np.isfinite(last.loss) and not recwarn.list


# ---- what does not fit


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"batch_size": 0}, "schedule"),
        ({"epochs": 0}, "schedule"),
        ({"batch_size": 51, "drop_last": True}, "schedule-empty"),
        ({"learning_rate": 0}, "learning-rate"),
        ({"learning_rate": float("nan")}, "learning-rate"),
        ({"optimizer": "sgdm"}, "optimizer"),
    ],
)
def test_settings_that_do_not_fit(change, key):
    with pytest.raises(InvalidSetting) as caught:
        next(train(NETWORK, FEW, **HOW | change))
    assert caught.value.key == key


def test_data_that_do_not_fit():
    with pytest.raises(InvalidSetting) as caught:
        next(train(parse("INPUT 8x8x1 - FC 9"), DIGITS, **HOW))
    assert caught.value.key == "labels"
    with pytest.raises(InvalidSetting) as caught:
        next(train(parse("INPUT 9x9x1 - FC 10"), DIGITS, **HOW))
    assert caught.value.key == "network-picture"


def test_progress_begins_at_nothing():
    progress = Progress({})
    assert (progress.step, progress.seen, progress.seconds) == (0, 0, 0)
    assert isinstance(FEW, LabelledImages)


# ---- rates on the way, smoothed labels, drawn pictures


def test_rate_smoothing_and_augmentation_written_out():
    """The run again by single updates; the generator is fresh for each step, so that any step can be taken up."""

    def augment(x, rng):
        return x + rng.standard_normal(x.shape).astype(np.float32)

    settings = HOW | {"learning_rate": lambda step: 0.1 / (step + 1)}
    records = list(train(NETWORK, FEW, optimizer="momentum", smoothing=0.2, augment=augment, **settings))
    params, state = initial_parameters(NETWORK, np.random.default_rng(7)), None
    for record in (record for record in records if record.kind == "step"):
        epoch, within = divmod(record.step - 1, 4)
        batch, rng = Schedule(50, 16, 3).batches(epoch, 7)[within], np.random.default_rng([7, epoch + 1, within + 1])
        how = optimizer("momentum", 0.1 / record.step)
        update = one_update(NETWORK, params, augment(FEW.x[batch], rng), FEW.y[batch], how, state, smoothing=0.2)
        params, state = update.after, update.state
        assert record.loss == update.loss
        assert all(np.array_equal(record.params[name], w) for name, w in params.items())
    for middle in records[:8]:
        rest = train(
            NETWORK, FEW, optimizer="momentum", smoothing=0.2, augment=augment, progress=middle.progress, **settings
        )
        assert [numbers(r) for r in rest] == [numbers(r) for r in records[records.index(middle) + 1 :]]


def test_a_rate_that_cannot_be_is_refused_when_its_step_comes():
    running = train(NETWORK, FEW, **HOW | {"learning_rate": lambda step: 0.1 - 0.1 * step})
    next(running)
    with pytest.raises(InvalidSetting, match="needs a number > 0"):
        next(running)


def test_confusion_counts_each_picture_once():
    params = initial_parameters(NETWORK, np.random.default_rng(0))
    counts = confusion(NETWORK, params, DIGITS)
    naive = np.zeros((10, 10), int)
    for x, label in zip(DIGITS.x, DIGITS.y, strict=True):
        naive[label, np.argmax(NETWORK.forward(params, x[None]))] += 1
    assert np.array_equal(counts, naive)
    assert counts.trace() == round(evaluate(NETWORK, params, DIGITS)[1] * len(DIGITS))
