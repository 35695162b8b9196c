"""AlexNet's first layer, C1, wired in three ways: shared, with weights of its own for each neuron, and full."""

from __future__ import annotations

from functools import cache
from typing import Any

from cnnlib.explain import sharing, stack
from cnnlib.formulas import counts
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import zoo
from pages.frame.text.texts import Say
from pages.shared.symbols import symbols


@cache
def c1_neurons() -> Any:
    """The neurons of AlexNet's C1."""
    c1 = stack.sides(zoo.alexnet())[0]
    side = Symbol("O", c1["size"], "output")
    return counts.conv_neurons(side, side, symbols(K=c1["K"])["K"])


@cache
def first_layer() -> dict[str, tuple[Any, Any]]:
    """Parameters and multiply-adds of AlexNet's C1 shared, with weights of its own for each neuron, and full."""
    c1, network = stack.sides(zoo.alexnet())[0], zoo.alexnet()
    K, F, W, D = symbols(K=c1["K"], F=c1["F"], W=c1["W"], D=network.input_shape[0]).values()
    side = Symbol("O", c1["size"], "output")
    work = counts.conv_macs(side, side, K, F, D)
    return {
        "shared": (counts.conv_parameters(K, F, D), work),
        "own": (counts.unshared_parameters(side, side, K, F, D), work),
        "full": (counts.dense_parameters(side, side, K, W, D), counts.dense_macs(side, side, K, W, D)),
    }


def ways(costs: dict[str, tuple[Any, Any]], say: Say) -> list[dict[str, Any]]:
    """The ways to wire C1, each with its counts and how long they are on one scale."""
    most = costs["full"][0]
    return [
        {
            "id": kind,
            "name": say(f"option_{kind}"),
            "counts": [int(count) for count in pair],
            "lengths": [sharing.on_log_scale(count, most) for count in pair],
        }
        for kind, pair in costs.items()
    ]
