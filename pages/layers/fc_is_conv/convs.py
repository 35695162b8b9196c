"""FC as CONV: a weight row folded into a filter, cell by cell, and back; VGG-16's FC layers computed both ways."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np

from cnnlib.data.filters import random_filters
from cnnlib.data.patterns import small_integers
from cnnlib.explain.as_conv import convolutional, convolutional_parameters, fc_to_conv, flat_place
from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import cost
from cnnlib.network.layers import Fc
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import vgg16
from cnnlib.ops.conv import conv2d
from cnnlib.ops.dense import dense
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.numbers import small
from pages.frame.text.texts import Say
from pages.layers.fc_is_conv import claims
from pages.shared.symbols import symbols

# VGG-16's last layers with an eighth of the depths: at full size the first alone has half a gigabyte of weights.
EIGHTH = "INPUT 7x7x64 - FC 512 - RELU - FC 512 - RELU - FC 125"


@lru_cache(maxsize=64)
def both_ways(F: int, D: int, K: int, seed: int) -> dict[str, np.ndarray]:
    """A small FC layer on a volume (D, F, F), in whole numbers, and the same as CONV."""
    rng = np.random.default_rng(seed)
    x, w = small_integers(rng, D, F, F), random_filters(rng, K, D, F).reshape(K, -1)
    kernels, _ = fc_to_conv(w, None, D, F, F)
    by_fc = dense(x.reshape(1, -1).astype(float), w.astype(float))[0]
    by_conv = conv2d(x[None].astype(float), kernels.astype(float))[0]
    return {"x": x, "w": w, "kernels": kernels, "fc": by_fc, "conv": by_conv}


@cache
def differences_of_an_eighth() -> tuple[float, ...]:
    """Of VGG-16's last layers at an eighth of their depths: after each, the largest |difference| between FC and CONV,
    over the largest value there."""
    network = parse(EIGHTH)
    rng = np.random.default_rng(0)
    params, x = initial_parameters(network, rng, np.float64), rng.random((1, *network.input_shape))
    one = network.trace(params, x).volumes
    other = convolutional(network).trace(convolutional_parameters(network, params), x).volumes
    return tuple(
        float(np.abs(one[i].ravel() - other[i].ravel()).max() / np.abs(one[i]).max())
        for i, layer in enumerate(network.layers)
        if isinstance(layer, Fc)
    )


@cache
def vgg_layers() -> tuple[dict[str, Any], ...]:
    """VGG-16's FC layers at full size: what they read, as FC and as CONV, and the counts of their weights."""
    network, found = vgg16(), []
    for i, layer in enumerate(network.layers):
        if isinstance(layer, Fc):
            shape, name = network.shapes[i - 1], network.names[i]
            D, W = shape[0], shape[-1] if len(shape) == 3 else 1
            s = symbols(W=W, F=convolutional(network).layers[i].F, P=0, S=1)
            found.append(
                {
                    "name": name,
                    "W": W,
                    "D": D,
                    "F": s["F"],
                    "K": layer.K,
                    "size": sizes.output_size(**s),
                    "fc": cost.formulas(network, name)["weights"],
                    "conv": cost.formulas(convolutional(network), name)["weights"],
                }
            )
    return tuple(found)


@lru_cache(maxsize=64)
def _sentences(F: int, D: int, topic: str, lang: str) -> list[str]:
    """For each place of the row, where in the filter it goes, and the arithmetic of that."""
    say = Say(topic, lang)
    side = symbols(F=F)["F"]
    return [
        say(
            "fold_said",
            n=n + 1,
            d=d + 1,
            i=i + 1,
            j=j + 1,
            place=flat_place(*(Symbol(*pair, "ink") for pair in zip("dij", (d, i, j), strict=True)), side, side),
        )
        for n, (d, i, j) in enumerate(np.ndindex(D, F, F))
    ]


def picture(settings: Any, say: Say) -> Picture:
    """A row of weights and the filter that it folds into, with the numbers of both ways."""
    F, D, K = settings.F2, settings.D2, settings.K2
    s = symbols(F=F, D=D, K=K)
    found = both_ways(F, D, K, settings.seed)
    scene = Scene(
        view="folding",
        grids=(
            Grid("input", "input", found["x"], (1,) * D),
            Grid("weights", "filter", found["w"][None], (1,)),
            Grid("fc", "output", found["fc"].reshape(K, 1, 1), (1,) * K),
            Grid("conv", "output", found["conv"], (1,) * K),
        ),
        arrays={"places": np.argwhere(np.ones((D, F, F), bool))},
        facts={"sentences": _sentences(F, D, say.topic, say.lang)},
    )
    first, *_ = vgg_layers()
    names = s | {
        "scene": say("scene_convs"),
        "inputs": counts.filter_weights(s["F"], s["D"]),
        "weights": counts.conv_weights(s["K"], s["F"], s["D"]),
        "size": sizes.output_size(**symbols(W=F, F=F, P=0, S=1)),
        "difference": small(float(np.abs(found["fc"] - found["conv"].ravel()).max())),
        "vgg_difference": small(max(differences_of_an_eighth())),
        "vgg_first": first["conv"],
        "vgg_size": first["size"],
    }
    return Picture(scene, names, claims=claims.of_convs(F))
