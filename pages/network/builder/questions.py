"""The builder's questions: how far a stack of layers sees, and which parameters depend on the image's size."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas.receptive_fields import stacked
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Question, WordQuestion

LINE, LAYER = "INPUT 32x32x3", " - CONV 4 F{F} P{P}"
FIELD_MISTAKES = ("field_own_filter", "field_filters_added", "field_multiplied")


def _stack(rng: np.random.Generator) -> dict[str, int]:
    return {"n": int(rng.integers(2, 5)), "F": int(rng.choice([3, 5, 7]))}


def _field(n: int, F: int) -> int:
    return stacked(n, F)


def _names(n: int, F: int) -> dict[str, Any]:
    layers, side = Symbol("n", n, "window"), Symbol("F", F, "filter")
    return {"n": layers, "F": side, "field": stacked(layers, side)}


def _shows(n: int, F: int) -> dict[str, Any]:
    """The layers in a row, and what a neuron in the middle of the last one sees."""
    return {"part": "field", "line": LINE + n * LAYER.format(F=F, P=(F - 1) // 2), "layer": n, "row": 50, "column": 50}


QUESTIONS = (
    WordQuestion("larger", ("parameters_grow_with_picture", "fc_takes_any_size"), part="flow"),
    Question("field", _stack, _field, FIELD_MISTAKES, _names, part="field", shows=_shows),
)
