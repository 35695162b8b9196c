"""AlexNet's questions: the parameters of a grouped layer, the multiply-adds of a layer, and where the time goes."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.layers import Conv
from pages.frame.lesson import Question, WordQuestion
from pages.network.alexnet import variant
from pages.shared.symbols import symbols

COUNT_MISTAKES = (
    "parameters_groups_ignored",
    "parameters_filter_2d",
    "parameters_no_bias",
    "parameters_grow_with_picture",
)
WORK_MISTAKES = ("macs_as_parameters", "macs_groups_ignored", "macs_filter_2d", "macs_per_input_cell", "macs_as_flops")
PLACE_MISTAKES = ("macs_most_parameters", "macs_even_spread")


def _any_layer(rng: np.random.Generator, settings: Any) -> dict[str, int]:
    """One of the CONV layers on the page."""
    network = variant.network(settings)
    found = [i for i, layer in enumerate(network.layers) if isinstance(layer, Conv)]
    i = int(rng.choice(found))
    layer, (depth, _, side) = network.layers[i], network.shapes[i - 1]
    return {"W": side, "F": layer.F, "P": layer.P, "S": layer.S, "D": depth, "K": layer.K, "g": layer.groups}


def _parameters(F: int, D: int, K: int, g: int, **_: int) -> int:
    return counts.conv_parameters(K, F, D, g)


def _work(W: int, F: int, P: int, S: int, D: int, K: int, g: int) -> int:
    out = sizes.output_size(W, F, P, S)
    return counts.conv_macs(out, out, K, F, D, g)


def _names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    size = sizes.output_size(s["W"], s["F"], s["P"], s["S"])
    out = Symbol("O", size.value, "output")
    groups = s["g"] if numbers["g"] > 1 else 1
    return s | {
        "size": size,
        "parameters": counts.conv_parameters(s["K"], s["F"], s["D"], groups),
        "macs": counts.conv_macs(out, out, s["K"], s["F"], s["D"], groups),
    }


QUESTIONS = (
    Question("count", _any_layer, _parameters, COUNT_MISTAKES, _names),
    Question("work", _any_layer, _work, WORK_MISTAKES, _names),
    WordQuestion("place", PLACE_MISTAKES),
)
