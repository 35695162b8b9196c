"""The scene of a network's volumes: how large each is, where windows stop on the way, and what one neuron sees."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import sqrt
from typing import Any

import numpy as np

from cnnlib.explain.volumes import Volume, stops, towers, volumes, window
from cnnlib.formulas.receptive_fields import seen
from cnnlib.network.layers import Conv
from cnnlib.network.network import Network
from pages.frame.stage.scene import Scene
from pages.shared.layer_words import size_text
from pages.shared.photographs import image_grid, levels, opened

PHOTOGRAPH, SIDE = "cat", 56  # on the input; it is small, for it travels with every scene

Lines = Callable[[Volume], list[str]]


def volume_scene(network: Network, lines: Lines, reach: dict[str, Any] | None = None) -> Scene:
    """The photograph flows through the network: one stop after the other, layer by layer.

    `lines` writes the arithmetic of a layer; `reach`, where given, replaces the flow (see `reach_of`).
    """
    drawn, split = volumes(network), towers(network)
    places = [
        (k, *place, *(edge for span in window(network, volume, place) for edge in span))
        for k, volume in enumerate(drawn)
        if k
        for place in stops(volume)
    ]
    told = [_drawn(v, split, lines(v)) | {"at": _depth_word(network, v, split)} for v in drawn]
    facts = {"volumes": told, "reach": reach}
    coloured = drawn[0].depth == 3
    image = image_grid("image", photograph()[: 3 if coloured else 1])
    # of each stop: the volume, its output place (row, column), and the rows and columns that this place sees
    return Scene("volumes", (image,), {"stops": np.array(places, int).reshape(-1, 7)}, facts)


def last_stop(network: Network, layer: int) -> int:
    """The position at which the volume of this layer is whole."""
    drawn = [volume for volume in volumes(network)[1:] if volume.layer <= layer]
    return sum(len(stops(volume)) for volume in drawn) - 1


@cache
def photograph() -> np.ndarray:
    """The photograph that flows through: (3, SIDE, SIDE) in whole numbers."""
    return levels(opened(PHOTOGRAPH, SIDE))


def reach_of(network: Network, k: int, place: tuple[int, int], line: Callable[..., list[str]]) -> dict[str, Any]:
    """What one neuron of volume k sees of each volume before it, back to the image: facts for the view.

    `line(volume, rows, columns)` writes what is seen of a volume.
    """
    drawn = volumes(network)
    found = seen(network, drawn[k].layer, place)
    spans = [found[drawn[k].layer - volume.layer] for volume in drawn[k::-1]]
    return {
        "from": k,
        "spans": [[*rows, *columns] for rows, columns in spans],
        "lines": [line(volume, *span) for volume, span in zip(drawn[k::-1], spans, strict=True)],
    }


def _drawn(volume: Volume, split: int, lines: list[str]) -> dict[str, Any]:
    depth, rows, columns = volume.shape
    divided = split if volume.kind in ("conv", "pool") else 1
    return {
        "name": volume.name,
        "kind": volume.kind,
        "row": volume.row,
        "rows": rows,
        "columns": columns,
        "towers": divided,
        # whether a window looks into one tower only, or through both
        "own_tower": divided > 1 and (volume.kind == "pool" or volume.groups > 1),
        "deep": round(sqrt(depth / divided), 3),  # depth compressed: drawn as its square root
        "size": size_text(volume),
        "lines": lines,
    }


def _depth_word(network: Network, volume: Volume, split: int) -> str:
    """Which words tell how deep the layer's window looks: a pooling window never mixes channels."""
    layer = network.layers[volume.layer]
    if volume.kind == "pool":
        return "at_channel"
    if isinstance(layer, Conv) and layer.table is not None:
        return "at_table"
    if volume.groups > 1:
        return "at_tower" if split > 1 else "at_group"
    return "at"
