"""The volumes of a network in order, as a drawing needs them: how large, and where windows stop on the one before.

Layers that neither change the size nor look through a window (activations, normalisation, dropout) give no volume
of their own: their results take the place of the volume before.
"""

from dataclasses import dataclass

import numpy as np

from cnnlib.formulas.receptive_fields import Span, seen
from cnnlib.network.layers import Conv, Fc, Input, Pool, Shape
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.network.network import Network

KINDS = {Input: "input", Conv: "conv", Pool: "pool", Subsample: "pool", Fc: "fc", Rbf: "fc"}
STOPS = (3, 4)  # rows and columns of the places at which a window is shown to stop


@dataclass(frozen=True)
class Volume:
    """What one layer gives. A row of n numbers is a volume of 1 x 1 x n."""

    name: str
    kind: str  # "input", "conv", "pool" or "fc"
    layer: int  # its index in the network
    shape: Shape  # (D, H, W)
    groups: int = 1  # of the CONV that gives it

    @property
    def row(self) -> bool:
        """Whether it is a row of numbers rather than a stack of maps."""
        return self.kind == "fc" or self.kind == "input" and self.shape[1:] == (1, 1)

    @property
    def depth(self) -> int:
        return self.shape[0]


def volumes(network: Network) -> tuple[Volume, ...]:
    """The input, and a volume for each layer that makes another out of it."""
    found = []
    for i, layer in enumerate(network.layers):
        kind = KINDS.get(type(layer))
        if kind:
            shape = network.shapes[i]
            volume = shape if len(shape) == 3 else (*shape, 1, 1)
            found.append(Volume(network.names[i], kind, i, volume, getattr(layer, "groups", 1)))
    return tuple(found)


def towers(network: Network) -> int:
    """How many towers the network is drawn in: the groups that all its grouped layers have in common, else 1."""
    counts = {layer.groups for layer in network.layers if isinstance(layer, Conv)} - {1}
    return counts.pop() if counts == {2} else 1


def stops(volume: Volume) -> list[tuple[int, int]]:
    """Places of the output, in reading order, evenly over it: a few are enough to see the window slide."""
    rows, columns = (_evenly(side, most) for side, most in zip(volume.shape[1:], STOPS, strict=True))
    if volume.kind == "fc":
        return [(0, 0)] * STOPS[1]
    return [(i, j) for i in rows for j in columns]


def _evenly(side: int, most: int) -> list[int]:
    """At most so many numbers from 0 to side - 1, evenly apart."""
    return sorted({round(at) for at in np.linspace(0, side - 1, min(side, most)).tolist()})


def window(network: Network, volume: Volume, place: tuple[int, int]) -> tuple[Span, Span]:
    """The rows and columns of the volume before that this output place sees, those of the padding included."""
    return seen(network, volume.layer, place, steps=1)[-1]


def place_at(volume: Volume, down: int, across: int) -> tuple[int, int]:
    """The row and column that lie so many per cent down and across a volume."""
    _, rows, columns = volume.shape
    return round(down * (rows - 1) / 100), round(across * (columns - 1) / 100)
