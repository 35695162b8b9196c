"""What is true of the pictures of the batch size: bytes added up, and made-up measurements told as they are."""

from __future__ import annotations

import random
from functools import cache
from math import atan, degrees, sqrt

import numpy as np

from cnnlib.training.gradients import Spread
from pages.training.batch_size.trainings import Trained
from tests.lessons.claims import Shown, always

SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1438)
RUNS = [(kind, size) for size in (1, 4, 16, 64, 256, 1438) for kind in ("epochs", "updates")]
RUNS += [("fitting", 1), ("too_high", 1)]


def records(settings) -> dict:
    """Measurements made up by chance, as many as have come by now."""
    chance = random.Random(repr(settings))
    if settings.part == "direction":
        far = sorted((chance.uniform(0.05, 3) for _ in SIZES[:-1]), reverse=chance.random() < 0.7)
        found = [_spread(size, scale, chance) for size, scale in zip(SIZES, (*far, 0.0), strict=True)]
        return {"direction": tuple(found[: chance.choice((0, 1, 5, 10, 11, 12, 12))])}
    if settings.part == "runs":
        done = [Trained(kind, size, 10, chance.random(), chance.uniform(0.1, 9)) for kind, size in RUNS]
        return {"runs": (None, *done[: chance.choice((0, 3, 8, 12, 13, 14, 14))])}
    return {}


def _spread(size: int, scale: float, chance: random.Random) -> Spread:
    across = np.array([scale * chance.uniform(0.9, 1.1) for _ in range(10)])
    return Spread(size, np.array([chance.uniform(-0.1, 2) for _ in range(10)]), across)


def spreads(s: Shown) -> dict[int, Spread]:
    return {spread.batch_size: spread for spread in records(s.settings).get("direction", ())}


def angle(s: Shown, size: int) -> float:
    return degrees(atan(sqrt(sum(spreads(s)[size].across ** 2) / 10)))


def runs(s: Shown) -> dict:
    return {(each.kind, each.batch): each for each in records(s.settings).get("runs", ()) if each}


def per_cent(s: Shown, kind: str, size: int) -> float:
    return 100 * runs(s)[kind, size].accuracy


def memory(s: Shown, batch: int) -> tuple[int, int]:
    """Bytes that do not depend on the batch, and those that do: from the formula's own numbers."""
    of_a_number = {"float32": 4, "float16": 2}[s.dtype]
    copies = {"sgd": 0, "momentum": 1, "adam": 2}[s.optimizer]
    return s.p * (2 + copies) * of_a_number, s.a * batch * of_a_number


def told_bytes(s: Shown) -> int:
    """The bytes of the chosen bar."""
    return int(s.picture.scene.arrays["parts"][s.picture.scene.facts["batches"].index(s.B)].sum())


def most(s: Shown, gib: int) -> int:
    """By trying one picture more."""
    fixed, one = memory(s, 1)
    room = gib * 2**30 - fixed
    return max(room // one, 0)


CLAIMS = {
    "mostly_activations": lambda s: memory(s, s.B) == (s.fixed, s.growing) and s.growing > s.fixed,
    "mostly_fixed": lambda s: memory(s, s.B) == (s.fixed, s.growing) and s.growing <= s.fixed,
    "fits": lambda s: all(most(s, gib) == getattr(s, f"fits_{gib}") for gib in (4, 8, 16, 24, 80)),
    "lower_bound": always,
    "as_formula": lambda s: s.bytes == sum(memory(s, s.B)) == told_bytes(s),
    "letters": always,
    "measuring": lambda s: len(spreads(s)) < 12,
    "one_sample": lambda s: abs(s.angle_1 - angle(s, 1)) < 1e-9 and s.downhill == sum(spreads(s)[1].along > 0),
    "larger_closer": lambda s: [angle(s, n) for n in SIZES] == sorted((angle(s, n) for n in SIZES), reverse=True),
    "four_times": lambda s: np.allclose((s.angle_64, s.angle_256), (angle(s, 64), angle(s, 256))),
    "doubling": lambda s: np.allclose((s.angle_256, s.angle_512), (angle(s, 256), angle(s, 512))),
    "law": always,
    "training": lambda s: len(runs(s)) < 14,
    "fewer_updates": lambda s: s.single_updates == 1438 * s.epochs > s.full_updates == s.epochs,
    "full_learns_less": lambda s: per_cent(s, "epochs", 1438) == s.full_epochs < per_cent(s, "epochs", 16),
    "full_learns_more": lambda s: per_cent(s, "epochs", 1438) == s.full_epochs >= per_cent(s, "epochs", 16),
    "rate_decides": lambda s: per_cent(s, "fitting", 1) == s.fitting > s.too_high == per_cent(s, "too_high", 1),
    "equal_updates": lambda s: (per_cent(s, "updates", 1438), per_cent(s, "updates", 1)) == (s.full_at, s.single_at),
    "small_is_slow": lambda s: runs(s)["epochs", 1].per_epoch > runs(s)["epochs", 64].per_epoch,
    "try_rate": always,
}

PHRASES = {
    "偏得越少|less it is off": lambda s: len(spreads(s)) == 12 and s.closer,
    "只有 .*%；每批 16|only .*%, against": lambda s: per_cent(s, "epochs", 1438) < per_cent(s, "epochs", 16),
}


@cache
def strayed() -> float:
    """How much farther the mean of 16 draws lies from the mean of all than that of 64: measured on random numbers."""
    rng = np.random.default_rng(0)
    means = [np.abs(rng.normal(size=(4000, size)).mean(axis=1)).mean() for size in (64, 16)]
    return means[0] / means[1]


TIMES = {"right": 1 / 2, "noise_by_count": 1 / 4, "noise_stays": 1, "noise_grows": 2}

RIGHT = {
    "few": lambda N, B, E: E * len(range(0, N, B)),
    "noise": {choice: lambda choice=choice, **_: abs(strayed() - TIMES[choice]) < 0.1 for choice in TIMES},
    "double": {
        "right": lambda **_: True,
        "memory_all_grows": lambda **_: False,
        "batch_changes_model": lambda **_: False,
        "memory_stays": lambda **_: False,
    },
    "small": {
        "right": lambda **_: True,
        "small_cannot_converge": lambda **_: False,
        "bigger_is_better": lambda **_: False,
        "drops_the_same": lambda **_: False,
    },
}
