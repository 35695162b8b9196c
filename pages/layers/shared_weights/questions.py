"""The questions of shared weights: parameters with and without, multiply-adds, and what a moved image does."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Question, WordQuestion
from pages.shared import mistaken
from pages.shared.symbols import symbols

SHARED = (
    "parameters_per_position",
    "parameters_bias_per_position",
    "parameters_filter_2d",
    "parameters_no_bias",
    "parameters_grow_with_picture",
)
# As the question has it: a picture full of numbers, to the right, with zeros around it.
MOVED = {"part": "shift", "input": "integers", "way": "right", "share": "shared", "F": 3, "S": 1, "P": 1, "pos": None}
WORK = ("macs_as_parameters", "macs_filter_2d", "macs_as_flops", "macs_per_input_cell")


def _numbers(rng: np.random.Generator) -> dict[str, int]:
    """A small layer whose filter, depth and count tell the mistakes apart."""
    return {
        "W": int(rng.integers(5, 11)),
        "F": int(rng.choice([2, 3])),
        "P": int(rng.choice([0, 1])),
        "S": 1,
        "D": int(rng.integers(2, 5)),
        "K": int(rng.integers(2, 7)),
    }


def _names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    side = Symbol("O", sizes.output_size(s["W"], s["F"], s["P"], s["S"]).value, "output")
    return s | {
        "O": side,
        "parameters": counts.conv_parameters(s["K"], s["F"], s["D"]),
        "macs": counts.conv_macs(side, side, s["K"], s["F"], s["D"]),
    }


def _work(W: int, F: int, P: int, S: int, D: int, K: int) -> int:
    side = sizes.output_size(W, F, P, S)
    return counts.conv_macs(side, side, K, F, D)


QUESTIONS = (
    Question("work", _numbers, _work, WORK, _names, part="neuron", draws=mistaken.filters),
    Question(
        "shared",
        _numbers,
        lambda F, D, K, **_: counts.conv_parameters(K, F, D),
        SHARED,
        _names,
        part="sharing",
        draws=mistaken.filters,
    ),
    WordQuestion(
        "shift",
        ("shift_invariant", "shift_always", "shift_without_sharing"),
        part="shift",
        shows=lambda: MOVED,
    ),
)
