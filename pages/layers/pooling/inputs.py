"""The input of the lesson on pooling: the other lessons', the article's four by four, real handwritten digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pages.frame.state.settings import choice, whole
from pages.shared import digits, upload
from pages.shared.inputs import PATTERNS, Input, InputChoice, edited
from pages.shared.photographs import PHOTOGRAPHS

ARTICLE = ((1, 1, 2, 4), (5, 6, 7, 8), (3, 2, 1, 0), (1, 2, 3, 4))  # the figure of cs231n, which the article shows


@dataclass(frozen=True)
class PoolingInput(InputChoice):
    """With two more kinds, whose size is their own."""

    W: int = whole(3, 32, 8)
    input: str = choice("article", "handwritten", *PATTERNS, *PHOTOGRAPHS, upload.OWN)

    def make_input(self) -> Input:
        if self.input == "article":
            return Input(*edited(np.array([ARTICLE]), self.x), False)
        if self.input == "handwritten":
            written = _handwritten()
            return Input(*edited(written[self.seed % len(written)], self.x), False)
        return super().make_input()


@cache
def _handwritten() -> np.ndarray:
    """The digits (N, 1, 8, 8) in whole numbers 0 to 16."""
    return np.rint(digits.all_digits().x * digits.LEVELS).astype(np.int64)
