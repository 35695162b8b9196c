"""The questions on pooling: how deep, how many parameters, and what a shift of the image does."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas.sizes import output_size
from pages.frame.lesson import Question, WordQuestion
from pages.shared.symbols import symbols

SIZES = ("size_one_forgotten", "size_ceil_for_floor", "size_stride_ignored", "size_one_inside", "size_one_always_added")


def _overlapping(rng: np.random.Generator, _settings: Any) -> dict[str, int]:
    """A window larger than its stride, that does not come out whole."""
    return {"W": int(rng.integers(9, 60)), "F": 3, "P": 0, "S": 2}


def _deep(rng: np.random.Generator, _settings: Any) -> dict[str, int]:
    D = int(rng.choice([6, 16, 32, 96, 256]))
    return {"W": int(rng.integers(8, 40)), "F": int(rng.choice([2, 3])), "D": D, "K": D}


def _size_names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"size": output_size(s["W"], s["F"], s["P"], s["S"])}


QUESTIONS = (
    Question("size", _overlapping, lambda **n: output_size(**n), SIZES, _size_names),
    Question(
        "depth",
        _deep,
        lambda D, **_: D,
        ("depth_mixed_by_pooling", "depth_pooled", "depth_times_filters"),
        symbols,
    ),
    WordQuestion("learned", ("parameters_pooling_has_weights", "pooling_invariant", "p_one_is_mean")),
)
