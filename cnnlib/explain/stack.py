"""The sides of a network's volumes, one layer after the other: how each shrinks, what its window leaves over, and which
image comes out whole all the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from cnnlib.formulas.sizes import leftover
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.network import Network


def sides(network: Network) -> list[dict[str, Any]]:
    """The layers that slide a window, in order: name, W, F, P, S, `size` (rounded down) and `rest` left over."""
    found = []
    for i in range(1, len(network)):
        layer, before, after = network.layers[i], network.shapes[i - 1], network.shapes[i]
        if len(before) != 3 or not hasattr(layer, "F"):
            continue
        W, F, P, S = before[2], layer.F, layer.P, layer.S
        found.append(
            {
                "name": network.names[i],
                "W": W,
                "F": F,
                "P": P,
                "S": S,
                "size": after[2],
                "K": after[0],
                "rest": leftover(W, F, P, S),
            }
        )
    return found


def all_whole(layers: Sequence[dict[str, Any]]) -> bool:
    """Whether every size of a stack comes out whole."""
    return not any(layer["rest"] for layer in layers)


def chain(layers: Sequence[dict[str, Any]]) -> list[int]:
    """The sides of a stack from the input on, each told once where it stays."""
    told = [layers[0]["W"]]
    for layer in layers:
        if layer["size"] != told[-1]:
            told.append(layer["size"])
    return told


def period(layers: Sequence[dict[str, Any]]) -> Any:
    """The product of the strides above 1, as an expression: sides that come out whole all the way lie so far apart."""
    strides = [Symbol("S", layer["S"], "window") for layer in layers if layer["S"] > 1]
    return math.prod(strides[1:], start=strides[0])


def neighbours(side: int, period: Any) -> dict[str, int]:
    """The sides one period before and after."""
    return {"before": side - int(period), "after": side + int(period)}
