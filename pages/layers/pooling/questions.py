"""The questions on pooling: how deep, how many parameters, and what a shift of the picture does."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas.sizes import output_size
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Question, WordQuestion
from pages.frame.text.colours import role_of

SIZES = ("size_one_forgotten", "size_ceil_for_floor", "size_stride_ignored", "size_one_inside", "size_one_always_added")


def _overlapping(rng: np.random.Generator, _settings: Any) -> dict[str, int]:
    """A window larger than its stride, that does not come out whole."""
    return {"W": int(rng.integers(9, 60)), "F": 3, "P": 0, "S": 2}


def _deep(rng: np.random.Generator, _settings: Any) -> dict[str, int]:
    D = int(rng.choice([6, 16, 32, 96, 256]))
    return {"W": int(rng.integers(8, 40)), "F": int(rng.choice([2, 3])), "D": D, "K": D}


def _names(*letters: str):
    def names(**numbers: int) -> dict[str, Any]:
        s = {name: Symbol(name, numbers[name], role_of(name)) for name in letters}
        return s | ({"size": output_size(s["W"], s["F"], s["P"], s["S"])} if "S" in s else {})

    return names


QUESTIONS = (
    Question("size", _overlapping, lambda **n: output_size(**n), SIZES, _names("W", "F", "P", "S")),
    Question(
        "depth",
        _deep,
        lambda D, **_: D,
        ("depth_mixed_by_pooling", "depth_pooled", "depth_times_filters"),
        _names("W", "F", "D"),
    ),
    WordQuestion("learned", ("parameters_pooling_has_weights", "pooling_invariant", "p_one_is_mean")),
)
