"""The live training: the same numbers as cnnlib's own generator, 97 % at the defaults, looked into at any moment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnlib.network.zoo import digits_net
from cnnlib.training.loop import train
from pages.frame.assets import LIMITS
from pages.frame.text.texts import Say
from pages.shared.digits import held_out_digits, training_and_held_out, training_digits
from pages.training.live_training import LESSON, TRIES, Settings, picture, recording, trainings
from pages.training.live_training.record import as_csv, pair_as_csv
from pages.training.live_training.scenes import drawn_image

SAY = Say(LESSON.topic, "en")


@pytest.fixture(scope="module")
def default_run():
    return tuple(trainings.follow(Settings(), Settings().B))


def test_the_run_of_the_page_is_that_of_the_generator(default_run):
    training, held_out = training_and_held_out()
    own = train(digits_net(), training, held_out=held_out, batch_size=4, learning_rate=0.1, epochs=20, seed=0)
    shown = [kept for kept in default_run if kept.step]
    assert len(shown) == trainings.total(Settings(), 4) - 1 == 20 * (360 + 1)
    for kept, record in zip(shown[:1500], own, strict=False):
        assert (kept.step, kept.loss, kept.accuracy) == (record.step, record.loss, record.accuracy)
        assert kept.held_out == record.held_out_accuracy
        if kept.params is not None:
            assert all(np.array_equal(kept.params[name], record.params[name]) for name in kept.params)


def test_the_recording_is_a_training_of_the_defaults(default_run):
    """As it goes on this machine: another's arithmetic rounds otherwise, and in thousands of steps that grows."""
    recorded = recording.of_one(Settings())
    assert [(one.step, one.epoch) for one in recorded] == [(one.step, one.epoch) for one in default_run]
    ends = [n for n, one in enumerate(recorded) if one.held_out is not None]
    assert ends == [n for n, one in enumerate(default_run) if one.held_out is not None]
    assert [n for n, one in enumerate(recorded) if one.params is not None] == ends
    first = ends[1] + 1  # an epoch: not yet apart
    shown = [[(one.loss, one.accuracy) for one in run[1:first]] for run in (recorded, default_run)]
    np.testing.assert_allclose(*shown, rtol=1e-2, atol=1e-4)
    for n in ends[:2]:
        for name, values in default_run[n].params.items():
            np.testing.assert_allclose(recorded[n].params[name], values, rtol=1e-3, atol=1e-4)
        np.testing.assert_allclose(recorded[n].gradient, default_run[n].gradient, rtol=1e-2, atol=1e-4)
    tried = [[run[n].held_out for n in ends] for run in (recorded, default_run)]
    np.testing.assert_allclose(*tried, atol=0.02)


def test_the_recording_of_two_goes_an_epoch_of_each_in_turn():
    settings = Settings()
    recorded = recording.of_pair(settings)
    own = [(name, one.step) for name, one in trainings.follow_both(replace(settings, epochs=1))]
    assert [(name, one.step) for name, one in recorded[: len(own)]] == own
    both = len(recorded) == sum(trainings.total(settings, batch) for batch in (settings.B, settings.B2))
    assert both and picture(settings, SAY, {"pair": recorded}).names["both_done"]


@pytest.mark.parametrize(
    "other", [{"B": 8}, {"rate": 0.2}, {"optimizer": "adam"}, {"epochs": 19}, {"seed": 1}, {"network": "dense"}]
)
def test_what_was_not_recorded_shows_the_untrained_network(other):
    settings = replace(Settings(), **other)
    [first] = recording.of_one(settings)
    own = next(trainings.follow(settings, settings.B))
    assert first.step == 0 and first.held_out == own.held_out
    assert all(np.array_equal(first.params[name], values) for name, values in own.params.items())
    assert [name for name, _ in recording.of_pair(settings)] == ["one", "other"]
    assert "untrained" in picture(settings, SAY, {"train": (first,)}).claims


def test_a_recording_ticks_no_task():
    for part in ("train", "mistakes", "draw", "pair"):
        settings = replace(Settings(), part=part)
        given = {"train": recording.of_one(settings), "pair": recording.of_pair(settings)}
        names = picture(settings, SAY, given).names
        assert not any(task.done(settings, names) for task in LESSON.tasks_of(settings)), part


def test_the_defaults_read_97_per_cent_of_digits_never_trained_on(default_run):
    assert default_run[-1].held_out >= 0.97


def test_weights_are_kept_a_limited_number_of_times(default_run):
    kept = [one for one in default_run if one.params is not None]
    assert kept[0].step == 0 and kept[-1].step == trainings.schedule(Settings(), 4).updates
    assert len(kept) <= LIMITS["kept_weights"] + Settings().epochs + 1
    one_by_one = replace(Settings(), B=1, epochs=20)
    every = -(-trainings.schedule(one_by_one, 1).updates // LIMITS["kept_weights"])
    assert trainings.schedule(one_by_one, 1).updates // every <= LIMITS["kept_weights"]


@pytest.mark.parametrize("name", trainings.NETWORKS)
def test_each_network_shows_its_first_layer_at_each_moment(name):
    state = replace(Settings(), network=name, epochs=1, B=128)
    found = tuple(trainings.follow(state, 128))
    scene = picture(state, SAY, {"train": found}).scene
    grids = {grid.id: grid for grid in scene.grids}
    moments = len(scene.arrays["stops"])
    first = next(iter(found[0].params.values()))
    assert len(grids["filters"].values) == len(grids["slopes"].values) == moments * len(first)
    shown = grids["filters"].values[0] / grids["filters"].divisors[0]
    exact = first.reshape(len(first), -1, *shown.shape)[0, 0]
    assert np.abs(shown - exact).max() < 1 / grids["filters"].divisors[0]


def test_two_runs_start_from_the_same_weights_and_differ_in_updates():
    state = replace(Settings(), epochs=2, B=16, B2=128)
    pair = tuple(trainings.follow_both(state))
    assert len(pair) == sum(trainings.total(state, batch) for batch in (16, 128))
    one, other = (next(kept for name, kept in pair if name == wanted) for wanted in ("one", "other"))
    assert all(np.array_equal(one.params[name], other.params[name]) for name in one.params)
    told = picture(replace(state, part="pair"), SAY, {"pair": pair}).names
    N = len(training_digits())
    assert (told["updates"], told["other_updates"]) == (2 * -(-N // 16), 2 * -(-N // 128))
    assert told["one"] > told["other"]
    assert sum(line.startswith("128,") for line in pair_as_csv(pair, {"one": 16, "other": 128}).splitlines()) == (
        2 * -(-N // 128) + 2
    )
    alone = tuple(trainings.follow(state, 128))
    assert [kept.loss for name, kept in pair if name == "other" and kept.step] == [k.loss for k in alone if k.step]


def test_the_confusion_counts_every_held_out_digit(default_run):
    scene = picture(replace(Settings(), part="mistakes"), SAY, {"train": default_run}).scene
    counts = {grid.id: grid.values for grid in scene.grids}["confusion"]
    assert (counts.sum(axis=(1, 2)) == len(held_out_digits())).all()
    assert np.trace(counts[-1]) == round(default_run[-1].held_out * len(held_out_digits()))


def test_a_drawn_digit_is_read(default_run):
    """A held-out digit, drawn cell by cell: the chances are those of the network on it."""
    _, held_out = training_and_held_out()
    cells = np.rint(held_out.x[0, 0] * 16).astype(int)
    drawn = tuple(((i, j), float(cells[i, j])) for i in range(8) for j in range(8) if cells[i, j])
    state = replace(Settings(), part="draw", drawn=drawn)
    assert np.array_equal(drawn_image(state), cells)
    chances = picture(state, SAY, {"train": default_run}).scene.arrays["chances"]
    assert len(chances) == sum(one.params is not None for one in default_run), "one row a moment of the training"
    chances = chances[-1]
    scores = digits_net().forward(default_run[-1].params, (cells / 16)[None, None].astype(np.float32)).ravel()
    assert chances == pytest.approx(np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum(), abs=1e-6)
    assert chances.argmax() == held_out.y[0]


def test_the_record_as_csv_has_a_line_a_step_and_one_an_epoch(default_run):
    lines = as_csv(default_run).splitlines()
    assert lines[0] == "step,epoch,loss,accuracy,held_out"
    assert len(lines) == len(default_run)  # the beginning has no line, the heading has
    assert float(lines[1].split(",")[2]) == default_run[1].loss


def test_adam_fails_at_the_rate_of_sgd_and_learns_at_one_that_fits_and_the_words_know(default_run):
    ends = {}
    for name in ("try_adam", "try_adam_fits", "try_single", "try_dense"):
        state = replace(Settings(), **TRIES[name])
        state = replace(state, epochs=min(state.epochs, 6))  # it is decided by then
        ends[name] = list(trainings.follow(state, state.B))[-1].held_out
    assert ends["try_adam"] < 0.3 and min(v for k, v in ends.items() if k != "try_adam") > 0.9
    told = picture(Settings(), SAY, {"train": default_run}).names
    first, last = (next(iter(k.params.values())) for k in (default_run[0], default_run[-1]))
    assert told["changed"] == pytest.approx(100 * np.sqrt(((last - first) ** 2).sum() / (first**2).sum()), rel=1e-5)
    assert told["slope_now"] < told["slope_first"]


def test_the_untrained_network_is_tried_too_and_reads_by_chance(default_run):
    scene = picture(Settings(), SAY, {"train": default_run}).scene
    (epoch, per_cent), *others = scene.arrays["accuracy.0"].tolist()
    assert epoch == 0 and per_cent < 30 and len(others) == 20


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        ({"B": 16, "B2": 128}, "pair_slower"),
        ({"B": 128, "B2": 16}, "pair_slower"),
        ({"B": 64, "B2": 64}, "pair_same"),
        ({"B": 128, "B2": 256, "optimizer": "adam", "rate": 1}, "pair_failed"),
    ],
)
def test_the_verdict_on_two_batch_sizes_is_that_of_their_runs(changes, claim):
    state = replace(Settings(), part="pair", epochs=1, **changes)
    pair = tuple(trainings.follow_both(state))
    assert claim in picture(state, SAY, {"pair": pair}).claims
    begun = picture(state, SAY, {"pair": pair[:-1]}).claims
    assert "pair_pending" in begun or state.B == state.B2
