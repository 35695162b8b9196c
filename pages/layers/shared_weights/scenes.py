"""The pictures of shared weights: a sheet of neurons, a row of wires, a picture that moves."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.data import patterns
from cnnlib.explain import row, sharing
from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.ops.conv import conv2d
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.colours import role_of
from pages.frame.text.texts import Say
from pages.layers.shared_weights import alexnet_c1

BIASES = (0, 1, -1, 2, -2)
FARTHEST = 3  # places that a picture is moved by
WAYS = {"right": (0, 1), "down": (1, 0), "diagonal": (1, 1)}


def letters(settings: Any) -> dict[str, Any]:
    return {n: Symbol(n, getattr(settings, n), role_of(n)) for n in "WFPSK"}


def small_picture(settings: Any) -> np.ndarray:
    """The picture (W, W) in small whole numbers."""
    if settings.input == "integers":
        return patterns.small_integers(np.random.default_rng(5), 1, settings.W, settings.W)[0]
    return {"digit": patterns.digit, "edge": patterns.edge}[settings.input](1, settings.W, settings.W)[0]


def grid(name: str, role: str, values: np.ndarray) -> Grid:
    return Grid(name, role, values, (1,) * len(values))


def neuron(settings: Any, say: Say) -> Picture:
    """The map as a sheet of neurons, the depth column beside it."""
    s = letters(settings)
    size = sizes.output_size(s["W"], s["F"], s["P"], s["S"])
    x, bank = small_picture(settings), sharing.small_bank(settings.K, settings.F)
    biases = BIASES[: settings.K]
    sums = conv2d(x[None, None].astype(float), bank[:, None].astype(float), stride=settings.S, padding=settings.P)[0]
    maps = sums + np.array(biases, float)[:, None, None]
    seen = sizes.taps(settings.W, settings.F, settings.P, settings.S)
    scene = Scene(
        "sheet",
        (
            grid("input", "input", x[None]),
            grid("filter", "filter", bank),
            grid("sum", "window", sums),
            grid("output", "output", maps),
        ),
        {"rows": seen, "columns": seen},
        {"padding": settings.P, "biases": biases},
    )
    side, D = Symbol("O", size.value, "output"), Symbol("D", 1, "input")
    names = s | {
        "size": size,
        "neurons": counts.conv_neurons(side, side, s["K"]),
        "products": counts.filter_weights(s["F"], D),
        "parameters": counts.conv_parameters(s["K"], s["F"], D),
    }
    return Picture(scene, names)


def wires(settings: Any, say: Say) -> Picture:
    """A row of neurons, each wire in the colour of its weight."""
    s, kind = letters(settings), settings.share
    W, F, P, S = settings.W, settings.F, settings.P, settings.S
    size = sizes.output_size(s["W"], s["F"], s["P"], s["S"])
    seen = sharing.neuron_taps(kind, W, F, P, S)
    x, w = row.small_row(W), sharing.weights(kind, *seen.shape, row.small_filters(1, F)[0])
    dropped = 0 if kind == "full" else sizes.leftover(W, F, P, S)
    costs = alexnet_c1.first_layer()
    scene = Scene(
        "shared",
        (
            grid("input", "input", x[None, None]),
            grid("filter", "filter", w[:, None]),
            grid("output", "output", sharing.apply_own(x, w, seen)[None, None]),
        ),
        {"columns": seen, "names": sharing.weight_names(kind, *seen.shape), "stops": sizes.taps(W, F, P, S)},
        {"padding": P, "dropped": dropped, "filters": 1, "biases": [0], "kind": kind}
        | {"ways": alexnet_c1.ways(costs, say)},
    )
    outputs = Symbol("O", size.value, "output")
    own, shared, full = (costs[name] for name in ("own", "shared", "full"))
    names = s | {
        "size": size,
        "parameters": counts.row_parameters(kind, outputs, s["F"], s["W"]),
        "macs": counts.row_macs(kind, outputs, s["F"], s["W"]),
        "kind": say(f"option_{kind}"),
        "c1_own": own[0],
        "c1_shared": shared[0],
        "c1_full": full[0],
        "c1_neurons": alexnet_c1.c1_neurons(),
        "c1_work": shared[1],
        "c1_full_work": full[1],
        **sharing.ratios(own, shared, full),
    }
    return Picture(scene, names)
