"""The two questions of the sliding filter: how large is the output, and how many parameters are there."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import counts, sizes
from pages.frame.lesson import Question
from pages.shared.questions import SIZE_MISTAKES
from pages.shared.symbols import symbols

COUNT_MISTAKES = (
    "parameters_filter_2d",
    "parameters_no_bias",
    "parameters_bias_per_product",
    "parameters_bias_per_position",
    "parameters_grow_with_picture",
    "parameters_shrink_with_stride",
)
MOST = {"W": 64, "F": 11, "P": 10, "S": 8, "D": 8, "K": 8}  # that a reader can reckon with in the head


def _now(settings: Any) -> dict[str, int]:
    """The numbers on the page, none too large."""
    return {letter: min(getattr(settings, letter), most) for letter, most in MOST.items()}


def _other_stride(rng: np.random.Generator, settings: Any) -> dict[str, int]:
    """The page's own numbers with another stride; a smaller filter and more padding where choices coincide."""
    now = _now(settings)
    return now | {
        "F": int(rng.choice([now["F"], 2, 3, 5])),
        "P": int(rng.choice([now["P"], 1, 2])),
        "S": int(rng.choice([n for n in range(1, 5) if n != now["S"]])),
    }


def _more_filters(rng: np.random.Generator, settings: Any) -> dict[str, int]:
    """The page's own numbers with a depth and a number of filters that tell the mistakes apart."""
    drawn = {"D": int(rng.integers(2, 6)), "K": int(rng.integers(2, 7)), "F": int(rng.choice([2, 3, 5]))}
    return _now(settings) | drawn


def _size(W: int, F: int, P: int, S: int, **_: int) -> int:
    return sizes.output_size(W, F, P, S)


def _parameters(F: int, D: int, K: int, **_: int) -> int:
    return counts.conv_parameters(K, F, D)


def _size_names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"size": sizes.output_size(s["W"], s["F"], s["P"], s["S"])}


def _count_names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"parameters": counts.conv_parameters(s["K"], s["F"], s["D"])}


QUESTIONS = (
    Question("size", _other_stride, _size, SIZE_MISTAKES, _size_names),
    Question("count", _more_filters, _parameters, COUNT_MISTAKES, _count_names),
)
