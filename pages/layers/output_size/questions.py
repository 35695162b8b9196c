"""The questions of the output's size: how many come out, how many when rounded up, and what a layer lets one choose."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import sizes
from pages.frame.lesson import Question, WordQuestion
from pages.shared.questions import SIZE_MISTAKES
from pages.shared.symbols import symbols

UP_MISTAKES = (
    "size_floor_for_ceil",
    "size_one_forgotten",
    "size_already_padded",
    "size_stride_on_padding",
    "size_no_brackets",
    "size_one_always_added",
)


def _near(rng: np.random.Generator, settings: Any) -> dict[str, int]:
    """The row of the page, or one a little longer, under a filter and a stride that tell the mistakes apart."""
    return {
        "W": max(settings.W, 5) + int(rng.integers(0, 3)),
        "F": int(rng.choice([2, 3, 5])),
        "P": int(rng.choice([1, 2])),
        "S": int(rng.integers(2, 5)),
    }


def _uneven(rng: np.random.Generator, settings: Any) -> dict[str, int]:
    """One that does not come out whole."""
    while True:
        found = _near(rng, settings)
        if sizes.leftover(**found):
            return found


def _names(rounding: str) -> Any:
    def names(**numbers: int) -> dict[str, Any]:
        s = symbols(**numbers)
        return s | {"size": sizes.output_size(*s.values(), rounding=rounding)}

    return names


QUESTIONS = (
    Question("size", _near, lambda **n: sizes.output_size(**n), SIZE_MISTAKES, _names("floor")),
    Question("up", _uneven, lambda **n: sizes.output_size(**n, rounding="ceil"), UP_MISTAKES, _names("ceil")),
    WordQuestion("hyper", ("hyper_three", "hyper_weights", "hyper_output")),
)
