"""The questions of the living network: what scores are, what pooling does, how many parameters a layer has."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from cnnlib.formulas import counts
from cnnlib.formulas.counts import filter_weights
from cnnlib.formulas.mistakes import MISTAKES
from cnnlib.network.layers import Conv
from cnnlib.network.network import Network
from pages.frame.lesson import Question, WordQuestion
from pages.network.cifar10.forward_pass import index_of, photograph_pass, trained
from pages.shared import mistaken
from pages.shared.symbols import symbols

SCORED = "cat"  # the photograph whose scores are asked about
PRODUCT_MISTAKES = ("products_filter_2d", "products_of_all_filters", "products_one_a_channel")
COUNT_MISTAKES = (
    "parameters_filter_2d",
    "parameters_no_bias",
    "parameters_bias_per_position",
    "parameters_grow_with_picture",
)


@cache
def _layers() -> dict[str, dict[str, int]]:
    """The numbers of the network's own CONV layers, by name."""
    network = trained().network
    found = [i for i, layer in enumerate(network.layers) if isinstance(layer, Conv)]
    return {network.names[i]: _numbers(network, i) for i in found}


def _numbers(network: Network, i: int) -> dict[str, int]:
    layer, (depth, _, side) = network.layers[i], network.shapes[i - 1]
    return {"W": side, "F": layer.F, "P": layer.P, "S": layer.S, "D": depth, "K": layer.K}


def _any_layer(rng: np.random.Generator) -> dict[str, int]:
    return dict(_layers()[str(rng.choice(list(_layers())))])


def _shows(**numbers: int) -> dict[str, Any]:
    """A map of this layer, with the sum behind each of its pixels."""
    layer = next(name for name, found in _layers().items() if found == numbers)
    return {"part": "map", "layer": layer, "front": 0, "slice": 0, "w": (), "pos": None}


def _parameters(F: int, D: int, K: int, **_: int) -> int:
    return counts.conv_parameters(K, F, D)


def _products(F: int, D: int, **_: int) -> int:
    return filter_weights(F, D)


def _names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {
        "parameters": counts.conv_parameters(s["K"], s["F"], s["D"]),
        "products": filter_weights(s["F"], s["D"]),
    }


def _scores() -> dict[str, Any]:
    """The scores of a photograph, the same at every draw."""
    scores = photograph_pass(SCORED).scores
    return {"most": float(scores.max()), "least": float(scores.min())}


def _pool() -> dict[str, Any]:
    """One of the network's own pooling layers."""
    i = index_of("P2")
    layer, (maps, _, before), (_, _, after) = (trained().network.layers[i], *trained().network.shapes[i - 1 : i + 1])
    fewer, each = MISTAKES["depth_pooled"](D=maps, F=layer.F), filter_weights(layer.F, 1)
    return {"maps": maps, "before": before, "after": after, "F": layer.F, "S": layer.S, "fewer": fewer, "each": each}


QUESTIONS = (
    WordQuestion(
        "pooled", ("depth_mixed_by_pooling", "depth_pooled", "parameters_pooling_has_weights"), _pool, part="flow"
    ),
    Question(
        "pixel",
        _any_layer,
        _products,
        PRODUCT_MISTAKES,
        _names,
        part="map",
        shows=_shows,
        draws=mistaken.filters,
    ),
    Question(
        "count",
        _any_layer,
        _parameters,
        COUNT_MISTAKES,
        _names,
        part="map",
        shows=_shows,
        draws=mistaken.filters,
    ),
    WordQuestion(
        "scores",
        ("scores_are_probabilities", "softmax_changes_winner", "softmax_can_refuse"),
        _scores,
        part="scores",
        shows=lambda: {"part": "scores", "input": SCORED, "w": (), "pos": None},
    ),
    WordQuestion("row", ("confusion_transposed", "confusion_always"), part="sorted"),
    WordQuestion(
        "learned",
        ("learned_hyper", "learned_activations", "parameters_pooling_has_weights"),
        part="table",
    ),
)
