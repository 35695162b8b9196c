"""The lesson on steps and epochs: the article's cases as arithmetic, the deal, one update, the real runs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from pages.frame.text.texts import Say
from pages.shared.digits import training_digits
from pages.training.steps_and_epochs import CASES, LESSON, OTHERS, Settings, picture, trainings
from pages.training.steps_and_epochs.deal import MOST_STOPS
from pages.training.steps_and_epochs.timetable import curves, marks_of_powers
from pages.training.steps_and_epochs.worked_update import RATES, worked, worked_names

SAY = Say(LESSON.topic, "en")


def names(**changes):
    return picture(replace(Settings(), **changes), SAY).names


@pytest.mark.parametrize(
    ("case", "iterations", "updates", "full", "short"),
    [
        ("case_2000", 4, 4, 4, 500),  # 2000/500
        ("case_20000", 100, 100, 100, 200),  # 20000/200
        ("case_cifar", 196, 196, 195, 80),  # 50000 = 195·256 + 80
        ("case_cifar_ten", 196, 1960, 195, 80),
        ("case_divides", 200, 200, 200, 250),  # exactly: no "+ 1"
    ],
)
def test_the_cases(case, iterations, updates, full, short):
    told = names(**(CASES | OTHERS)[case])
    assert (told["iterations"].value, told["updates"].value) == (iterations, updates)
    assert (told["full"], told["short"], told["dropped"]) == (full, short, 0)


def test_dropping_the_last_batch():
    told = names(N=50_000, B=256, E=10, last="drop")
    assert (told["iterations"].value, told["updates"].value) == (195, 1950)
    assert told["dropped"] == 80


def test_ten_million_samples_one_by_one_cost_no_more_than_the_picture():
    scene = picture(Settings(N=10_000_000, B=1, E=100), SAY).scene
    assert len(scene.arrays["stops"]) <= MOST_STOPS
    assert scene.facts["iterations"] == 10_000_000 and "order" not in scene.arrays
    # the last stop is the last update of the last epoch
    assert scene.arrays["stops"][-1].tolist() == [99, 10_000_000, 100 * 10_000_000]


def test_each_epoch_deals_every_sample_once_and_in_another_order():
    scene = picture(Settings(N=50, B=8, E=4), SAY).scene
    order = scene.arrays["order"]
    assert order.shape == (4, 50)
    assert all(sorted(epoch) == list(range(50)) for epoch in order.tolist())
    assert len({tuple(epoch) for epoch in order.tolist()}) == 4
    # 7 batches an epoch: a shuffle and 7 updates, four times
    assert scene.arrays["stops"].tolist() == [[e, i, 7 * e + i] for e in range(4) for i in range(8)]


def test_a_batch_larger_than_all_samples_is_a_sentence_with_repairs():
    with pytest.raises(InvalidSetting) as caught:
        picture(Settings(N=10, B=20), SAY)
    assert caught.value.repairs == ({"B": 10}, {"N": 20})


@pytest.mark.parametrize("seed", [1, 7, 99])
def test_one_update_is_the_arithmetic_it_says(seed):
    """Scores, softmax, loss and gradient written out here, sample by sample."""
    told, (update, again) = worked_names(seed, 0.5), worked(seed, 0.5)
    x, y = update.trace.volumes[0].reshape(3, 2), update.labels
    w, b = update.before["FC1.w"], update.before["FC1.b"]

    def mean_loss(w, b):
        total, by_w = 0.0, np.zeros((2, 2))
        for sample, label in zip(x, y, strict=True):
            scores = [sum(w[k][d] * sample[d] for d in range(2)) + b[k] for k in range(2)]
            chances = [np.exp(s) / sum(np.exp(t) for t in scores) for s in scores]
            total -= np.log(chances[label]) / 3
            for k in range(2):
                by_w[k] += (chances[k] - (k == label)) / 3 * sample
        return total, by_w

    loss, by_w = mean_loss(w, b)
    assert told["mean_loss"] == pytest.approx(loss) and told["by_weight"] == pytest.approx(by_w[0, 0])
    assert told["score"] == pytest.approx(told["x1"] * told["w1"] + told["x2"] * told["w2"] + told["b1"])
    first, second = np.exp(told["score"]), np.exp(told["other_score"])
    assert told["chance"] == pytest.approx(first / (first + second))
    assert told["w1_after"] == pytest.approx(told["w1"] - 0.5 * told["by_weight"])
    assert again == pytest.approx(mean_loss(update.after["FC1.w"], update.after["FC1.b"])[0])


def test_a_small_rate_lowers_the_loss_of_its_own_batch():
    for seed in range(20):
        update, again = worked(seed, 0.05)
        assert again < update.loss


def test_the_real_run_is_on_the_digits_and_the_sorted_one_saws():
    state = Settings(part="sorted", batch=32, rounds=2)
    losses = np.array(list(trainings.both_losses(state)))
    # 1438 digits: 44 full batches of 32 and one of 30
    assert len(losses) == 2 * 45 == trainings.schedule(state).updates
    assert losses[0, 0] != losses[0, 1] and np.isfinite(losses).all()
    # Where a digit begins the sorted loss jumps; the shuffled one has come down.
    assert losses[45:, 1].max() > 2 * losses[45:, 0].max()
    scene = picture(state, SAY, {"both": tuple(map(tuple, losses))}).scene
    assert scene.arrays["curves"].shape == (2, 90) and scene.arrays["steps"].tolist() == list(range(1, 91))


def test_the_labels_of_the_sorted_digits_rise():
    y = trainings.sorted_digits().y
    assert (np.diff(y) >= 0).all() and sorted(y) == sorted(training_digits().y)


def test_the_curves_of_the_timetable():
    by_batch, by_epoch = curves(Settings(N=20, B=6, E=3).schedule())
    assert dict(by_batch) == {B: -(-20 // B) for B, _ in by_batch}
    assert by_batch[0] == (1, 20) and by_batch[-1] == (20, 1)
    assert by_epoch == [(0, 0), (10, 40)], "20 samples by 6: 4 an epoch"
    assert curves(Settings(N=20, B=6, E=11, last="drop").schedule())[1][-1] == (20, 60)


def test_the_charts_mark_now_and_their_scales_stand_still():
    def drawn(**changes):
        return picture(Settings(**changes), SAY).scene.facts["charts"]

    assert [chart["now"] for chart in drawn(N=50_000, B=256, E=10)] == [(256, 196), (10, 1960)]
    for B in (1, 6, 20):
        for E in (1, 2, 10):
            by_batch, by_epoch = drawn(B=B, E=E)
            assert by_batch["x"] == by_batch["y"] == [1, 10, 100] and by_epoch["x"] == [0, 5, 10]
            assert by_epoch["y"][-1] == 10 * -(-20 // B)
            for chart in (by_batch, by_epoch):
                x, y = chart["now"]
                assert chart["x"][0] <= x <= chart["x"][-1] and chart["y"][0] <= y <= chart["y"][-1]


def test_the_marks_of_a_logarithmic_scale_are_powers_of_ten_in_even_strides():
    assert [marks_of_powers(n) for n in (1, 10, 11, 9999)] == [
        [1, 10],
        [1, 10],
        [1, 10, 100],
        [1, 10, 100, 1000, 10_000],
    ]
    assert marks_of_powers(50_000) == marks_of_powers(10**6) == [1, 100, 10_000, 10**6]
    assert marks_of_powers(10**7) == [1, 10_000, 10**8]


def test_fewer_updates_by_accumulation_and_the_first_of_a_warm_up():
    """CIFAR-10: 196 batches of 256; four at a time are 49 updates an epoch, each of 1,024 samples."""
    told = names(N=50_000, B=256, E=10)
    assert (told["effective"].value, told["rarer"].value) == (1024, 490)
    assert (told["warm"], told["first_rate"]) == (196, pytest.approx(100 / 196)), "a tenth of 1,960 updates"
    assert names(N=10**7, B=1, E=100)["first_rate_said"] == "1·10⁻⁶", "per cent of it, and not none of it"
    small = names()  # 4 batches an epoch, twice
    assert (small["effective"].value, small["rarer"].value, small["warm"], small["first_rate"]) == (24, 2, 1, 100)


@pytest.mark.parametrize("seed", range(12))
def test_the_words_say_at_which_rate_the_loss_grows_and_it_does(seed):
    grown = [rate for rate in RATES if worked(seed, rate)[1] > worked(seed, rate)[0].loss]
    told = worked_names(seed, 0.5)["at"]
    assert told == (grown[0] if grown else 0)


@pytest.mark.parametrize("batch", [8, 16, 32, 64, 128, 256])
def test_teeth_are_promised_only_where_a_digit_fills_two_batches(batch):
    told = names(batch=batch)
    assert told["teeth"] == (1438 / 10 >= 2 * batch)
    assert told["per_digit"] == 144
    y = sorted(training_digits().y)
    batches = [set(y[start : start + batch]) for start in range(0, 1438, batch)]
    assert told["kinds"] == pytest.approx(sum(map(len, batches)) / len(batches))


def test_the_words_say_how_high_both_losses_still_go():
    state = replace(Settings(), part="sorted", batch=64, rounds=2)
    losses = tuple(trainings.both_losses(state))
    told = picture(state, SAY, {"both": losses}).names
    last = np.array(losses)[23:]  # 1438 = 22·64 + 30: 23 steps an epoch
    assert (told["high_shuffled"], told["high_sorted"]) == (last[:, 0].max(), last[:, 1].max())
    assert told["high_sorted"] > told["high_shuffled"]
