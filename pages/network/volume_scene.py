"""The scene of a network's volumes: how large each is, and where the windows stop on the way."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np

from cnnlib.network import Network
from cnnlib.volumes import Volume, stops, towers, volumes, window
from pages.frame.scene import Scene
from pages.network.layer_words import size_text

STAGE_WORDS = ("to_scale", "at", "at_all")  # what its view says besides


def volume_scene(network: Network, lines: Callable[[Volume], list[str]], reach: Any = None) -> Scene:
    """The picture flows through the network: one stop after the other, layer by layer.

    `lines` writes the arithmetic of a layer; `reach`, where given, replaces the flow (see `reach_facts`).
    """
    drawn, split = volumes(network), towers(network)
    places = [
        (k, *place, *(edge for span in window(network, volume, place) for edge in span))
        for k, volume in enumerate(drawn)
        if k
        for place in stops(volume)
    ]
    facts = {
        "volumes": [_drawn(volume, split, lines(volume)) for volume in drawn],
        "reach": reach,
    }
    # of each stop: the volume, its output place (row, column), and the rows and columns that this place sees
    return Scene("volumes", arrays={"stops": np.array(places, int).reshape(-1, 7)}, facts=facts)


def _drawn(volume: Volume, split: int, lines: list[str]) -> dict[str, Any]:
    depth, rows, columns = volume.shape
    divided = split if volume.kind in ("conv", "pool") else 1
    return {
        "name": volume.name,
        "kind": volume.kind,
        "rows": rows,
        "columns": columns,
        "depth": depth,
        "towers": divided,
        # whether a window looks into one tower only, or through both
        "apart": divided > 1 and (volume.kind == "pool" or volume.groups > 1),
        "deep": round(sqrt(depth / divided), 3),  # depth compressed: drawn as its square root
        "size": size_text(volume),
        "lines": lines,
    }
