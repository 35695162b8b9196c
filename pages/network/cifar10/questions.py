"""The questions of the living network: what scores are, what pooling does, how many parameters a layer has."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import counts
from cnnlib.formulas.counts import filter_weights
from cnnlib.formulas.mistakes import MISTAKES
from cnnlib.network.layers import Conv
from pages.frame.lesson import Question, WordQuestion
from pages.network.cifar10.forward_pass import index_of, photograph_pass, trained
from pages.shared.symbols import symbols

COUNT_MISTAKES = (
    "parameters_filter_2d",
    "parameters_no_bias",
    "parameters_bias_per_position",
    "parameters_grow_with_picture",
)


def _any_layer(rng: np.random.Generator, _settings: Any) -> dict[str, int]:
    """One of the network's own CONV layers."""
    network = trained().network
    i = int(rng.choice([i for i, layer in enumerate(network.layers) if isinstance(layer, Conv)]))
    layer, (depth, _, side) = network.layers[i], network.shapes[i - 1]
    return {"W": side, "F": layer.F, "P": layer.P, "S": layer.S, "D": depth, "K": layer.K}


def _parameters(F: int, D: int, K: int, **_: int) -> int:
    return counts.conv_parameters(K, F, D)


def _names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"parameters": counts.conv_parameters(s["K"], s["F"], s["D"])}


def _scores() -> dict[str, Any]:
    """The scores of a photograph, the same at every draw."""
    scores = photograph_pass("cat").scores
    return {"most": float(scores.max()), "least": float(scores.min())}


def _pool() -> dict[str, Any]:
    """One of the network's own pooling layers."""
    i = index_of("P2")
    layer, (maps, _, before), (_, _, after) = (trained().network.layers[i], *trained().network.shapes[i - 1 : i + 1])
    fewer, each = MISTAKES["depth_pooled"](D=maps, F=layer.F), filter_weights(layer.F, 1)
    return {"maps": maps, "before": before, "after": after, "F": layer.F, "S": layer.S, "fewer": fewer, "each": each}


QUESTIONS = (
    WordQuestion("scores", ("scores_are_probabilities", "softmax_changes_winner", "softmax_can_refuse"), _scores),
    WordQuestion("pooled", ("depth_mixed_by_pooling", "depth_pooled", "parameters_pooling_has_weights"), _pool),
    Question("count", _any_layer, _parameters, COUNT_MISTAKES, _names),
)
