"""The input of a layer lesson: small integers, a pattern or a photograph, with cells edited by hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cnnlib.data import patterns
from pages.frame.state.fields import Cell
from pages.frame.state.settings import cells, choice, whole
from pages.shared import upload
from pages.shared.photographs import LEVELS, PHOTOGRAPHS, photograph

PATTERNS = ("integers", "edge", "checker", "ramp", "digit", "ufldl")


@dataclass(frozen=True)
class Input:
    """A volume (D, W, W) of whole numbers over one divisor; a photograph keeps its own colours."""

    values: np.ndarray
    divisor: int
    is_photograph: bool


@dataclass(frozen=True)
class InputChoice:
    """The settings of an input; lessons inherit them."""

    W: int = whole(3, 64, 7)
    D: int = whole(1, 8, 1)
    input: str = choice(*PATTERNS, *PHOTOGRAPHS, upload.OWN)
    seed: int = whole(0, 9999, 5)
    x: tuple[Cell, ...] = cells(axes=3)

    def make_input(self) -> Input:
        """The chosen input with the edits laid over it."""
        if self.input == upload.OWN:
            return Input(upload.kept(), LEVELS, True)
        if self.input in PHOTOGRAPHS:
            return Input(photograph(self.input), LEVELS, True)
        return Input(*edited(pattern(self.input, self.seed, self.D, self.W), self.x), False)


@lru_cache(maxsize=256)
def pattern(name: str, seed: int, D: int, W: int) -> np.ndarray:
    """A pattern, or the small integers of a seed; nobody writes into it."""
    if name == "integers":
        return patterns.small_integers(np.random.default_rng(seed), D, W, W)
    return getattr(patterns, name)(D, W, W)


def edited(values: np.ndarray, edits: tuple[Cell, ...]) -> tuple[np.ndarray, int]:
    """Whole numbers and their common divisor (1, or 100 where an edit has decimals), edits laid over.

    An edit outside the grid, left from a larger one, is kept in the settings and not shown.
    """
    inside = [(i, v) for i, v in edits if all(n < size for n, size in zip(i, values.shape, strict=True))]
    divisor = 1 if all(float(v).is_integer() for _, v in inside) else 100
    result = values.astype(np.int64) * divisor
    for index, value in inside:
        result[index] = round(value * divisor)
    return result, divisor
