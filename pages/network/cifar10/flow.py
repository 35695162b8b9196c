"""The whole network at once: every map of every volume, from the photograph to the scores, and what it says."""

from __future__ import annotations

from typing import Any

import numpy as np

from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.texts import Say
from pages.network.cifar10.forward_pass import ForwardPass, class_names, kind_of, name_of, pass_of, size_of, trained
from pages.shared.photographs import image_grid, levels

STEPS = 127  # of a tint, either side of zero: all that can be told apart, in a byte
MOST = 98  # per cent of a volume's values that lie within its colour scale


def tinted(name: str, values: np.ndarray, largest: float) -> Grid:
    """Maps (K, H, W) as whole steps of a tint; beyond the end of the scale they are as deep as there."""
    whole = np.rint(np.clip(values / largest, -1, 1) * STEPS).astype(np.int64)
    return Grid(name, "output", whole, (STEPS / largest,) * len(whole))


def scale_of(values: np.ndarray) -> float:
    """The end of a volume's colour scale, which all its maps share: nearly its largest value."""
    found = np.abs(values[values != 0])  # RELU's many zeros would push it down to where all that is left is as deep
    return float(np.percentile(found, MOST)) if found.size else 1.0


def scene(settings: Any, say: Say) -> Scene:
    """Position n shows all volumes up to layer n; the one after the last, softmax."""
    shown, network = pass_of(settings), trained().network
    grids = [image_grid("photograph", levels(shown.image))]
    layers = []
    for i, volume in enumerate(shown.volumes[:-1]):
        if i:
            grids.append(tinted(f"volume.{i}", volume[0], scale_of(volume[0])))
        layers.append(
            {
                "name": name_of(i, say),
                "kind": kind_of(i),
                "maps": volume.shape[1],
                "side": volume.shape[2],
                "size": size_of(i),
                "line": line_of(i, shown, say),
                "layer": network.names[i],
            }
        )
    last = len(network) - 1
    layers.append({"name": name_of(last, say), "kind": "fc", "size": size_of(last), "line": line_of(last, shown, say)})
    return Scene(
        "flow",
        tuple(grids),
        {"scores": shown.scores.astype(np.float64), "chances": shown.chances},
        {
            "layers": layers,
            "classes": class_names(say),
            "winner": shown.winner,
            "last": say("line_softmax", name=class_names(say)[shown.winner], chance=100 * float(shown.chances.max())),
        },
    )


def line_of(i: int, shown: ForwardPass, say: Say) -> str:
    """What this layer does to the volume before it, in one sentence."""
    network = trained().network
    if not i:
        return say("line_photograph", size=size_of(0))
    layer, before = network.layers[i], network.shapes[i - 1]
    least, most = (float(edge(shown.volumes[i])) for edge in (np.min, np.max))
    match kind_of(i):
        case "conv":
            return say("line_conv", K=layer.K, F=layer.F, D=before[0], least=least, most=most)
        case "relu":
            share = 100 * float((shown.volumes[i - 1] < 0).mean())
            return say("line_relu", share=share, maps=before[0])
        case "fc":
            return say("line_fc", K=layer.K, n=int(np.prod(before)), least=least, most=most)
    return say("line_pool", F=layer.F, maps=before[0], before=size_of(i - 1), after=size_of(i))


def names(settings: Any, say: Say) -> dict[str, Any]:
    """What the network says to the image, with the edits and without."""
    shown, plain = pass_of(settings), pass_of(settings, edited=False)
    classes = class_names(say)
    return {
        "input": say(f"option_{settings.input}"),
        "winner": classes[shown.winner],
        "chance": 100 * float(shown.chances.max()),
        "plain_winner": classes[plain.winner],
        "plain_chance": 100 * float(plain.chances.max()),
        "score": float(shown.scores.max()),
        "least_score": float(shown.scores.min()),
        "score_sum": float(shown.scores.sum()),
        "weights_edited": say("edited") if settings.w else "",
        "after_edits": say("after_edits", name=classes[plain.winner], chance=100 * float(plain.chances.max()))
        if settings.w
        else "",
    }
