"""What one pass and its crops cost, of the networks that run here and of VGG-16: counted once."""

from __future__ import annotations

from functools import cache
from typing import Any

from cnnlib.explain.as_conv import convolutional
from cnnlib.explain.sliding import DenseCost, dense_cost, last_map
from cnnlib.formulas.counts import conv_saving
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.network import Network
from cnnlib.network.zoo import vgg16
from pages.layers.fc_is_conv import runs

CROP, LARGE, ROWS, FINE = 224, 384, 6, 16  # VGG-16's crop, the article's larger picture, their scores a side; a shift


@cache
def own(net: str, padded: bool) -> DenseCost:
    """The network that is run here, over its larger picture."""
    used = runs.machine(net, padded)
    return dense_cost(used.network, used.side, used.side)


@cache
def vgg(way: str = "one") -> DenseCost:
    """VGG-16 over the larger picture: in one pass, or in two or four shifted ones."""
    return dense_cost(vgg16(), LARGE, LARGE, runs.SHIFTS.get(way, ((0, 0),)), FINE if way in runs.SHIFTS else None)


@cache
def last_side(network: Network, side: int | None = None) -> int:
    """The side of the last map before the first FC, of a crop or of a picture of this side."""
    whole = convolutional(network)
    return whole.with_input(3, side or whole.input_shape[1], side or whole.input_shape[2]).shapes[last_map(network)][1]


def vgg_conv_saved() -> Any:
    """What VGG-16's conv layers save over the crops, from the sides of grid, crop and picture."""
    return conv_saving(Symbol("m", ROWS, "output"), Symbol("F", CROP, "window"), Symbol("W", LARGE, "input"))
