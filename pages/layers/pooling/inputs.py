"""The input of the lesson on pooling: the other lessons', two small grids of numbers, real handwritten digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pages.frame.state.settings import choice, whole
from pages.shared import digits, upload
from pages.shared.inputs import PATTERNS, Input, InputChoice, edited
from pages.shared.photographs import PHOTOGRAPHS

ARTICLE = ((1, 1, 2, 4), (5, 6, 7, 8), (3, 2, 1, 0), (1, 2, 3, 4))  # the figure of cs231n, which the article shows
# Small numbers in no order: moved by one column, some of its windows keep their maximum and some do not.
SIX = (
    (4, 5, 7, 9, 0, 1),
    (8, 9, 2, 3, 8, 4),
    (2, 8, 2, 4, 6, 5),
    (0, 0, 8, 7, 8, 5),
    (8, 3, 4, 7, 1, 3),
    (1, 4, 9, 1, 3, 4),
)
GRIDS = {"article": ARTICLE, "six": SIX}


@dataclass(frozen=True)
class PoolingInput(InputChoice):
    """With three more kinds, whose size is their own."""

    W: int = whole(3, 32, 8)
    input: str = choice("article", "six", "handwritten", *PATTERNS, *PHOTOGRAPHS, upload.OWN)

    def make_input(self) -> Input:
        if self.input in GRIDS:
            return Input(*edited(np.array([GRIDS[self.input]]), self.x), False)
        if self.input == "handwritten":
            written = _handwritten()
            return Input(*edited(written[self.seed % len(written)], self.x), False)
        return super().make_input()


@cache
def _handwritten() -> np.ndarray:
    """The digits (N, 1, 8, 8) in whole numbers 0 to 16."""
    return np.rint(digits.all_digits().x * digits.LEVELS).astype(np.int64)
