"""One map of one layer: the filter and the maps that made it, the window of each pixel and its sum, the scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.explain.one_map import one_map
from cnnlib.formulas.counts import filter_weights
from cnnlib.network.layers import Conv, Fc
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.texts import Say
from pages.network.cifar10.flow import scale_of, tinted
from pages.network.cifar10.forward_pass import class_names, index_of, kind_of, name_of, pass_of, size_of, trained
from pages.shared.symbols import symbols

# Examples of edits: one weight of one filter, then all of it, set to 0, which changes what the cat is taken for.
FILTER, WEIGHT = 6, (2, 0, 2)
WHOLE = tuple(((1, FILTER, d, a, b), 0.0) for d in range(3) for a in range(3) for b in range(3))
THERE = {"part": "map", "input": "cat", "layer": "C1", "front": FILTER, "pos": None}
ACTIONS = {
    "one_weight": THERE | {"w": (((1, FILTER, *WEIGHT), 0.0),), "slice": WEIGHT[0]},
    "silence": THERE | {"w": WHOLE},
    "clear_w": {"w": ()},
}
LAYERS = ("C1", "P1", "C2", "C3", "P2", "C4", "C5", "P3", "FC1")


def front_of(settings: Any) -> int:
    """The chosen map: one of the layer's."""
    return min(settings.front, trained().network.shapes[index_of(settings.layer)][0] - 1)


def _exact(name: str, role: str, values: np.ndarray) -> Grid:
    """A volume of the very numbers that were computed."""
    volume = values if values.ndim == 3 else values[None]
    return Grid(name, role, volume, (1,) * len(volume))


def scene(settings: Any, say: Say) -> Scene:
    """Position n is the pixel n of the chosen map, in reading order."""
    shown, network = pass_of(settings), trained().network
    plain = pass_of(settings, edited=False)
    i, k = index_of(settings.layer), front_of(settings)
    found = one_map(network, shown.params, shown.volumes, i, k)
    behind = i if found.after is None else i + 1
    maps = shown.volumes[behind][0].reshape(network.shapes[i][0], *found.before.shape)
    grids = [
        _exact("given", "input", found.given),
        _exact("map", "output", found.before),
        tinted("maps", maps, scale_of(maps)),
    ]
    if found.weights is not None:
        grids += [_exact("filter", "filter", found.weights), _exact("sums", "window", found.sums)]
    if found.after is not None:
        grids.append(_exact("after", "output", found.after))
    return Scene(
        "onemap",
        tuple(grids),
        {
            "rows": found.rows,
            "columns": found.columns,
            "scores": shown.scores.astype(np.float64),
            "plain": plain.scores.astype(np.float64),
            "chances": shown.chances,
            "plainChances": plain.chances,
        },
        {
            "kind": kind_of(i),
            "front": k,
            "layer": i,
            "maps": len(maps),
            "channels": len(found.given),
            "bias": found.bias,
            "name": name_of(i, say),
            "before": name_of(i - 1, say),
            "beforeSize": size_of(i - 1),
            "size": size_of(i),
            "acts": found.after is not None,
            "scale": scale_of(shown.volumes[i][0]),
            "scaleGiven": scale_of(shown.volumes[i - 1][0]),
            "classes": class_names(say),
            "edited": bool(settings.w),
        },
    )


def names(settings: Any, say: Say) -> dict[str, Any]:
    """Of the chosen map, and of the filter that made it."""
    network, i = trained().network, index_of(settings.layer)
    layer, depth = network.layers[i], network.shapes[i - 1][0]
    told = {"layer": name_of(i, say), "map": front_of(settings) + 1, "maps": network.shapes[i][0]}
    score = class_names(say)[front_of(settings)] if isinstance(layer, Fc) else ""
    told |= {
        "which": say("which_score", name=score, **told) if score else say("which_map", **told),
        "before": name_of(i - 1, say),
    }
    if not isinstance(layer, Conv | Fc):
        return told | {"made_by": say("made_by_pool", F=layer.F)}
    field = layer.F if isinstance(layer, Conv) else network.shapes[i - 1][2]
    s = symbols(F=field, D=depth)
    return told | {"made_by": say("made_by_filter", weights=filter_weights(s["F"], s["D"]))}
