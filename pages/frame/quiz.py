"""The choices of a question: the right answer among wrong ones, each what a named mistake yields, no two alike; and
what a wrong one and the right one look like side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cnnlib.formulas.mistakes import MISTAKES


@dataclass(frozen=True)
class Row:
    """Cells in a row, and the windows that are counted on it.

    A cell is "0" (a zero of padding), "x" (an input) or " " (where nothing is). A window is (its first cell, its
    length); those that are left out of the count are seen, and have no number.
    """

    cells: str
    windows: tuple[tuple[int, int], ...]
    uncounted: tuple[tuple[int, int], ...] = ()

    @property
    def count(self) -> int:
        return len(self.windows)


@dataclass(frozen=True)
class Sheets:
    """One filter: this many sheets of `side` x `side` weights, and all of them counted, as an expression."""

    side: int
    sheets: int
    count: Any


@dataclass(frozen=True)
class Compared:
    """A mistake drawn beside what is right."""

    wrong: Row | Sheets
    right: Row | Sheets


def generator(name: str, ask: int) -> np.random.Generator:
    """What the question of this name is drawn from: another one for each, and the same for everybody."""
    return np.random.default_rng([ask, *name.encode()])


def choices(
    right: int, names: Sequence[str], settings: Mapping[str, Any], rng: np.random.Generator, count: int = 4
) -> list[tuple[str | None, int]]:
    """The right answer (named None) among wrong ones, shuffled, all different and none below zero.

    Of the mistakes in `names` the earlier ones are preferred; where fewer differ, fewer choices come back.
    """
    chosen: dict[int, str | None] = {int(right): None}
    for name in names:
        value = int(MISTAKES[name](**settings))
        if value >= 0 and len(chosen) < count:
            chosen.setdefault(value, name)
    answers = list(chosen.items())
    return [(answers[i][1], answers[i][0]) for i in rng.permutation(len(answers))]


def draw_question(
    rng: np.random.Generator,
    draw_settings: Callable[[], dict[str, int]],
    right: Callable[..., int],
    names: Sequence[str],
    count: int = 4,
    tries: int = 50,
) -> tuple[dict[str, int], list[tuple[str | None, int]]]:
    """Settings drawn again until all `count` choices differ, and the choices; after so many tries, the best.

    Settings for which `right` raises ValueError (InvalidSetting is one) are drawn again too.

    Raises:
        ValueError: no settings drawn had a right answer.
    """
    best: tuple[dict[str, int], list[tuple[str | None, int]]] = {}, []
    for _ in range(tries):
        settings = draw_settings()
        try:
            answer = right(**settings)
        except ValueError:
            continue
        found = choices(answer, rng.permutation(list(names)).tolist(), settings, rng, count)
        if len(found) > len(best[1]):
            best = settings, found
        if len(found) == count:
            return best
    if not best[1]:
        raise ValueError(f"no right answer for any of {tries} draws")
    return best
