"""What pooling is for, in numbers: the values that a pooling layer does without, and the work that this spares the
next layer with weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

from cnnlib.network.cost import summarize
from cnnlib.network.layers import Pool
from cnnlib.network.network import Network


@dataclass(frozen=True)
class Saving:
    """One pooling layer: values before and after it, the next layer with weights and what that multiplies."""

    name: str
    before: int
    after: int
    next: str
    macs: int  # as the network is
    macs_unpooled: int  # with this pooling layer, and no other, left out


def savings(network: Network) -> tuple[Saving, ...]:
    """A row for each pooling layer that a layer with weights follows."""
    rows, found = summarize(network), []
    for i, layer in enumerate(network.layers):
        follower = next((row for row in rows[i + 1 :] if row.weights), None)
        if not isinstance(layer, Pool) or follower is None:
            continue
        unpooled = {row.name: row for row in summarize(without(network, i))}
        before, after = prod(network.shapes[i - 1]), prod(network.shapes[i])
        found.append(
            Saving(network.names[i], before, after, follower.name, follower.macs, unpooled[follower.name].macs)
        )
    return tuple(found)


def without(network: Network, i: int) -> Network:
    """The network with layer i left out, the others under their names."""
    keep = [n for n in range(len(network)) if n != i]
    return Network(tuple(network.layers[n] for n in keep), tuple(network.names[n] for n in keep))


def shared_cells(F: Any, S: Any) -> Any:
    """Cells that two windows side by side both see: F·(F − S) where they overlap, else 0. Numbers or symbols."""
    return F * (F - S) if int(S) < int(F) else 0
