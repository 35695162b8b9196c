"""What is true of the pictures of steps and epochs: samples dealt out by hand, an update written out, real losses."""

from __future__ import annotations

import random
from math import exp, log

from pages.shared.digits import training_digits
from pages.training.steps_and_epochs.trainings import both_losses, shuffled_losses
from tests.lessons.claims import Shown, always


def records(settings) -> dict:
    """The losses of a short training; of others made up ones, or nothing yet."""
    updates = settings.rounds * len(dealt(1438, settings.batch))
    if settings.part not in ("axes", "sorted") or updates > 100:
        return {}
    works = {"axes": ("shuffled", shuffled_losses), "sorted": ("both", both_losses)}
    name, train = works[settings.part]
    if updates < 7:
        return {name: tuple(train(settings))}
    chance = random.Random(settings.seed)
    return {name: tuple((chance.random(), chance.random())[: 1 + (name == "both")] for _ in range(updates))}


def dealt(N: int, B: int) -> list[int]:
    """The sizes of the batches, the last of what is left."""
    sizes = [B] * (N // B)
    return [*sizes, N - len(sizes) * B] if len(sizes) * B < N else sizes


def rest(s: Shown) -> int:
    return dealt(s.N, s.B)[-1] % s.B


def updates(s: Shown) -> int:
    return s.E * sum(size == s.B or s.last == "keep" for size in dealt(s.N, s.B))


def accumulated(s: Shown) -> bool:
    """The batches of an epoch taken four at a time, the rest together."""
    full = [size for size in dealt(s.N, s.B) if size == s.B or s.last == "keep"]
    return (s.effective, s.rarer) == (4 * s.B, s.E * len(range(0, len(full), 4)))


def warmed(s: Shown) -> bool:
    """A tenth of all updates, and no fraction of one; the rate of the first is one such part of the whole."""
    return s.warm - 1 < updates(s) / 10 <= s.warm and abs(s.warm * s.first_rate - 100) < 1e-9


def update(s: Shown, rate: float) -> tuple[float, float]:
    """The mean loss of the three samples before the update and after it, written out."""
    grid = {g.id: g.values[0].tolist() for g in s.picture.scene.grids}
    samples, rows = grid["samples"], [list(row) for row in grid["weights"]]

    def chances(x, rows):
        scores = [w1 * x[0] + w2 * x[1] + b for w1, w2, b in rows]
        return [exp(score) / sum(map(exp, scores)) for score in scores]

    def mean_loss(rows):
        return sum(-log(chances(x, rows)[int(label)]) for *x, label in samples) / 3

    after = [list(row) for row in rows]
    for *x, label in samples:
        for k, chance in enumerate(chances(x, rows)):
            by_score = (chance - (k == label)) / 3
            for i, seen in enumerate([*x, 1]):
                after[k][i] -= rate * by_score * seen
    return mean_loss(rows), mean_loss(after)


def grows_at(s: Shown) -> list[float]:
    return [rate for rate in (0.05, 0.1, 0.2, 0.5, 1, 2) if update(s, rate)[1] > update(s, rate)[0]]


def near(s: Shown) -> bool:
    return all(abs(a - b) < 1e-9 for a, b in zip(update(s, s.rate), (s.mean_loss, s.new_loss), strict=True))


def highest(s: Shown) -> tuple[float, float]:
    """The highest losses of the last epoch, shuffled and sorted, off the stage."""
    curves, steps = s.picture.scene.arrays["curves"], s.picture.scene.arrays["steps"]
    last = steps > (s.rounds - 1) * len(dealt(1438, s.batch))
    return tuple(curves[:, last].max(axis=1))


def a_digit_fills(s: Shown, batches: int) -> bool:
    return len(training_digits()) / 10 >= batches * s.batch


CLAIMS = {
    "divides": lambda s: rest(s) == 0 and dealt(s.N, s.B) == [s.B] * s.full,
    "last_kept": lambda s: s.last == "keep" and dealt(s.N, s.B) == [s.B] * s.full + [s.short] and s.short < s.B,
    "last_dropped": lambda s: s.last == "drop" and dealt(s.N, s.B) == [s.B] * s.full + [s.dropped],
    "counts": lambda s: updates(s) == s.updates == s.E * s.iterations,
    "same_thing": always,
    "plus_one": lambda s: rest(s) == 0,
    "drops_others": lambda s: s.last == "drop" and rest(s) > 0 and s.E > 1,
    "step_number": always,
    "test_set": always,
    "falls": lambda s: near(s) and update(s, s.rate)[1] < update(s, s.rate)[0],
    "rises": lambda s: near(s) and update(s, s.rate)[1] > update(s, s.rate)[0],
    "rate": always,
    "rate_grows": lambda s: grows_at(s)[0] == s.at > s.rate,
    "rate_never": lambda s: grows_at(s) == [],
    "softmax": always,
    "loss": near,
    "score_gradient": near,
    "weight_gradient": near,
    "given": lambda s: [g.values.shape[1:] for g in s.picture.scene.grids[:2]] == [(3, 3), (2, 3)],
    "real_run": lambda s: s.real == len(training_digits()) == 1438,
    "rulers": always,
    "doubled": always,
    "trembles": always,
    "sorted_higher": lambda s: highest(s)[1] > highest(s)[0] > 0,
    "sorted_no_higher": lambda s: 0 < highest(s)[1] <= highest(s)[0],
    "teeth": lambda s: a_digit_fills(s, 2),
    "blurred": lambda s: not a_digit_fills(s, 2),
    "only_shuffle": always,
}

PHRASES = {
    "梯度累积|accumulation": accumulated,
    "预热|warm-up": warmed,
    "向上取整|rounded up": lambda s: s.last == "keep" and rest(s) > 0,
    "向下取整|rounded down": lambda s: s.last == "drop" and rest(s) > 0,
    r"批，每批 \{batch\}|batches of \{batch\}": lambda s: rest(s) == 0 or s.last == "drop",
}


def downhill(weight: float, slope: float, rate: float) -> float:
    """The weight after a step on a loss that rises by `slope`: of the two ways to go, the one on which it falls."""
    ways = (round(weight + sign * rate * slope, 9) for sign in (1, -1))
    return min(ways, key=lambda there: slope * there)


NEW = {"right": 0.8, "update_with_gradient": 1.2, "update_without_rate": 0.6, "update_is_step": -0.2}

RIGHT = {
    "updates": lambda N, B, E: E * len(dealt(N, B)),
    "dropped": lambda N, B, E: E * (len(dealt(N, B)) - (dealt(N, B)[-1] < B)),
    "dropped_which": {
        "right": lambda **_: True,
        "drops_the_same": lambda **_: False,  # only where nothing is shuffled
        "updates_last_batch_kept": lambda **_: False,  # the case says that they are dropped
        "batch_changes_model": lambda **_: False,
    },
    "step": {choice: lambda choice=choice, **_: NEW[choice] == downhill(1, 0.4, 0.5) for choice in NEW},
    "teeth": {
        "right": lambda **_: True,
        "small_cannot_converge": lambda **_: False,  # shuffled, the same batches do
        "sorted_rate_too_high": lambda **_: False,  # the same run, shuffled, has the same rate
        "sorted_sees_fewer": lambda **_: sorted([2, 0, 1]) != [0, 1, 2],
    },
    "batch_means": {
        "right": lambda **_: len(dealt(1000, 20)) == 2 * len(dealt(1000, 40)),
        "batch_changes_model": lambda **_: False,
        "bigger_is_better": lambda **_: False,
        "updates_iteration_is_epoch": lambda **_: len(dealt(1000, 20)) == 1,
    },
}
