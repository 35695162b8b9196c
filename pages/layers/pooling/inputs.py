"""The input of the lesson on pooling: the other lessons', the article's four by four, real handwritten digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from cnnlib.data.datasets import digits
from pages.frame.assets import ASSETS
from pages.frame.state.settings import choice, whole
from pages.shared import upload
from pages.shared.inputs import PATTERNS, PHOTOGRAPHS, Input, InputChoice, edited

DIGITS = ASSETS / "data" / "digits.npz"
ARTICLE = ((1, 1, 2, 4), (5, 6, 7, 8), (3, 2, 1, 0), (1, 2, 3, 4))  # the figure of cs231n, which the article shows
LARGEST = 16  # levels of the digits' grey


@dataclass(frozen=True)
class PoolingInput(InputChoice):
    """With two more kinds, whose size is their own."""

    W: int = whole(3, 32, 8)
    input: str = choice("article", "handwritten", *PATTERNS, *PHOTOGRAPHS, upload.OWN)

    def make_input(self) -> Input:
        if self.input == "article":
            return Input(*edited(np.array([ARTICLE]), self.x), False)
        if self.input == "handwritten":
            pictures = _digits()
            return Input(*edited(pictures[self.seed % len(pictures)], self.x), False)
        return super().make_input()


@cache
def _digits() -> np.ndarray:
    """(N, 1, 8, 8) in whole numbers 0 to 16."""
    return np.rint(digits(DIGITS).x * LARGEST).astype(np.int64)
