"""The questions of FC is CONV: how many cells are filled, and in what the two kinds of layer differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib import layer_cost, shapes, sparse
from cnnlib.symbols import Symbol
from pages.frame.colours import role_of
from pages.frame.question import Question, WordQuestion

FILLED = ("macs_as_parameters", "macs_filter_2d", "macs_per_input_cell", "macs_as_flops")
LETTERS = ("W", "F", "P", "S", "D", "K")


def _near(rng: np.random.Generator, settings: Any) -> dict[str, int]:
    """A convolution without padding, about as large as that of the page."""
    F = int(rng.integers(2, 4))
    return {
        "W": F + int(rng.integers(2, 5)), "F": F, "P": 0, "S": 1,
        "D": int(rng.integers(2, 4)), "K": int(rng.integers(2, 5)),
    }  # fmt: skip


def _filled(W: int, F: int, P: int, S: int, D: int, K: int) -> int:
    return sparse.matrix_count(W, W, F, P, S, D=D, K=K)


def _names(**numbers: int) -> dict[str, Any]:
    s = {name: Symbol(name, numbers[name], role_of(name)) for name in LETTERS}
    outputs = Symbol("O", shapes.output_size(*(s[n] for n in "WFPS")).value, "output")
    return s | {"macs": layer_cost.conv_macs(outputs, outputs, s["K"], s["F"], s["D"])}


QUESTIONS = (
    Question("filled", _near, _filled, FILLED, _names),
    WordQuestion("differ", ("differ_wiring_only", "differ_sharing_only", "differ_nothing")),
)
