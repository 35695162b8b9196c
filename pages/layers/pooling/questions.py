"""The questions on pooling: how large, how deep, what a shift of the image does, where the gradient goes."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas.sizes import output_size
from pages.frame.lesson import Question, WordQuestion
from pages.shared import mistaken
from pages.shared.symbols import symbols

SIZES = ("size_one_forgotten", "size_ceil_for_floor", "size_stride_ignored")
DEPTHS = ("depth_mixed_by_pooling", "depth_pooled", "depth_times_window")
NUMBERS = {"part": "window", "input": "integers", "how": "max", "P": 0, "pos": None, "x": (), "slice": 0}
BY_TWO = {"how": "max", "F": 2, "S": 2, "pos": None}
MOVED = {"part": "cells", "input": "six", "how": "max", "pos": None, "x": ()}
A_NINE = tuple(((0, i, j), 9.0 if (i, j) == (0, 1) else 0.0) for i in range(2) for j in range(6))  # of a question


def _overlapping(rng: np.random.Generator) -> dict[str, int]:
    """A window larger than its stride, that does not come out whole."""
    return {"W": int(rng.integers(4, 8)) * 2, "F": 3, "P": 0, "S": 2}


def _deep(rng: np.random.Generator) -> dict[str, int]:
    D, F = ((4, 2), (6, 2), (8, 2), (6, 3))[rng.integers(4)]
    return {"W": int(rng.integers(2, 6)) * F, "F": F, "D": D}


def _size_names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"size": output_size(s["W"], s["F"], s["P"], s["S"])}


QUESTIONS = (
    Question(
        "size",
        _overlapping,
        lambda **n: output_size(**n),
        SIZES,
        _size_names,
        part="window",
        shows=lambda **n: NUMBERS | {"D": 1} | n,
        draws=mistaken.size,
    ),
    Question(
        "depth",
        _deep,
        lambda D, **_: D,
        DEPTHS,
        symbols,
        part="window",
        shows=lambda F, **n: NUMBERS | {"F": F, "S": F} | n,
    ),
    WordQuestion(
        "moved",
        ("pooling_invariant", "pooling_takes_mean"),
        part="cells",
        shows=lambda: MOVED | {"move": 1, "x": A_NINE},
    ),
    WordQuestion(
        "stride",
        ("shift_one_is_one", "shift_whole_window", "pooling_invariant"),
        part="cells",
        shows=lambda: MOVED | {"move": 2},
    ),
    WordQuestion(
        "edges",
        ("shift_invariant", "shift_by_filter", "pooling_invariant"),
        part="shift",
        shows=lambda: BY_TWO | {"part": "shift", "pos": 1},
    ),
    WordQuestion(
        "gradient",
        ("gradient_spread", "gradient_copied", "gradient_by_value"),
        part="back",
        shows=lambda: BY_TWO | {"part": "back"},
    ),
    WordQuestion("learned", ("parameters_pooling_has_weights", "pooling_invariant", "p_one_is_mean"), part="back"),
)
