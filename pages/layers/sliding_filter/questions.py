"""The two questions of the sliding filter: how large is the output, and how many parameters are there."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import counts, sizes
from pages.frame.lesson import Question
from pages.shared import mistaken
from pages.shared.questions import WHOLE_MISTAKES, whole_size
from pages.shared.symbols import symbols

COUNT_MISTAKES = (
    "parameters_filter_2d",
    "parameters_no_bias",
    "parameters_bias_per_product",
    "parameters_bias_per_position",
    "parameters_grow_with_picture",
    "parameters_shrink_with_stride",
)
FRESH = {"pos": None, "x": (), "w": (), "front": 0, "slice": 0, "d": 1, "g": 1, "input": "integers"}


def _filters(rng: np.random.Generator) -> dict[str, int]:
    """A volume and filters, with a stride that divides the weights of one."""
    F, D, P = int(rng.choice([2, 3, 5])), int(rng.integers(2, 6)), int(rng.choice([0, 1]))
    S = int(rng.choice([n for n in (1, 2, 3) if F * F * D % n == 0]))
    return {"W": F + int(rng.integers(2, 5)), "F": F, "P": P, "S": S, "D": D, "K": int(rng.integers(2, 7))}


def _parameters(F: int, D: int, K: int, **_: int) -> int:
    return counts.conv_parameters(K, F, D)


def _size_names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"size": sizes.output_size(s["W"], s["F"], s["P"], s["S"])}


def _count_names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"parameters": counts.conv_parameters(s["K"], s["F"], s["D"])}


QUESTIONS = (
    Question(
        "size",
        whole_size,
        lambda **n: sizes.output_size(**n),
        WHOLE_MISTAKES,
        _size_names,
        shows=lambda **n: FRESH | {"D": 1, "K": 1} | n,
        draws=mistaken.size,
    ),
    Question(
        "count",
        _filters,
        _parameters,
        COUNT_MISTAKES,
        _count_names,
        shows=lambda **n: FRESH | n,
        draws=mistaken.filters,
    ),
)
