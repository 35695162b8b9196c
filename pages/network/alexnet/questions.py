"""AlexNet's questions: the parameters of a grouped layer, the multiply-adds of a layer, and where the time goes."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import zoo
from cnnlib.network.layers import Conv
from cnnlib.network.network import Network
from pages.frame.lesson import Question, WordQuestion
from pages.network.alexnet import variant
from pages.shared import mistaken
from pages.shared.symbols import symbols
from pages.shared.volumes import last_stop

COUNT_MISTAKES = (
    "parameters_groups_ignored",
    "parameters_filter_2d",
    "parameters_no_bias",
    "parameters_grow_with_picture",
)
WORK_MISTAKES = ("macs_as_parameters", "macs_groups_ignored", "macs_filter_2d", "macs_per_input_cell", "macs_as_flops")
PLACE_MISTAKES = ("macs_most_parameters", "macs_even_spread")


@cache
def _layers() -> dict[int, dict[str, int]]:
    """The numbers of the paper's CONV layers, by their place in the network."""
    network = zoo.alexnet()
    return {i: _numbers(network, i) for i, layer in enumerate(network.layers) if isinstance(layer, Conv)}


def _numbers(network: Network, i: int) -> dict[str, int]:
    layer, (depth, _, side) = network.layers[i], network.shapes[i - 1]
    return {"W": side, "F": layer.F, "P": layer.P, "S": layer.S, "D": depth, "K": layer.K, "g": layer.groups}


def _any_layer(rng: np.random.Generator) -> dict[str, int]:
    """One of the CONV layers of the paper's network."""
    return dict(_layers()[int(rng.choice(list(_layers())))])


def _shows(**numbers: int) -> dict[str, Any]:
    """The picture when it has come to this layer."""
    i = next(i for i, found in _layers().items() if found == numbers)
    return variant.ORDINARY | {"count": "mac", "pos": last_stop(zoo.alexnet(), i)}


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
    Question("count", _any_layer, _parameters, COUNT_MISTAKES, _names, shows=_shows, draws=mistaken.filters),
    WordQuestion("place", PLACE_MISTAKES),
    Question("work", _any_layer, _work, WORK_MISTAKES, _names, shows=_shows, draws=mistaken.filters),
)
