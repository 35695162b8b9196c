"""The three pictures of shared weights: a sheet of neurons, a row of wires, an image that is moved with its map."""

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
from pages.frame.text.texts import Say
from pages.layers.shared_weights import alexnet_c1, claims
from pages.shared.symbols import symbols_of

BIASES = (0, 1, -1, 2, -2)
FARTHEST = 3  # places that an image is moved by
WAYS = {"right": (0, 1), "down": (1, 0), "diagonal": (1, 1)}


def small_image(settings: Any) -> np.ndarray:
    """The image (W, W) in small whole numbers."""
    if settings.input == "integers":
        return patterns.small_integers(np.random.default_rng(5), 1, settings.W, settings.W)[0]
    return {"digit": patterns.digit, "edge": patterns.edge}[settings.input](1, settings.W, settings.W)[0]


def grid(name: str, role: str, values: np.ndarray) -> Grid:
    return Grid(name, role, values, (1,) * len(values))


def neuron(settings: Any, say: Say) -> Picture:
    """The map as a sheet of neurons, the depth column beside it."""
    s = symbols_of(settings, "WFPSK")
    size = sizes.output_size(s["W"], s["F"], s["P"], s["S"])
    x, bank = small_image(settings), sharing.small_bank(settings.K, settings.F)
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
    return Picture(scene, names, claims=claims.of_neuron(size.value, settings.K))


def wires(settings: Any, say: Say) -> Picture:
    """A row of neurons, each wire in the colour of its weight."""
    s, kind = symbols_of(settings, "WFPSK"), settings.share
    W, F, P, S = settings.W, settings.F, settings.P, settings.S
    size = sizes.output_size(s["W"], s["F"], s["P"], s["S"])
    seen = sharing.neuron_taps(kind, W, F, P, S)
    x, w = row.small_row(W), sharing.weights(kind, *seen.shape, row.small_filters(1, F)[0])
    dropped = 0 if kind == "full" else sizes.leftover(W, F, P, S)
    costs = alexnet_c1.first_layer()
    scene = Scene(
        "wires",
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
    return Picture(scene, names, claims=claims.of_sharing(kind, size.value))


def moved(settings: Any, say: Say) -> Picture:
    """The image at each step of its way: its map, the old map moved along, where they differ and by how much."""
    s, x = symbols_of(settings, "WFPSK"), small_image(settings)
    F, P, S = settings.F, settings.P, settings.S
    kernel = sharing.small_bank(1, F)[0]
    size = sizes.output_size(s["W"], s["F"], s["P"], s["S"])
    steps = [tuple(step * way for way in WAYS[settings.way]) for step in range(min(FARTHEST, settings.W - 1) + 1)]
    shown = [sharing.equivariance(settings.share, x, kernel, P, S, *step) for step in steps]
    told = [sharing.compare(of_moved, along, alike) for of_moved, along, alike in shown]
    sentences = [
        say("step_said", step=n, verdict=_verdict(n, numbers, say), **numbers) for n, numbers in enumerate(told)
    ]
    of_moved, along = (np.stack([each[i] for each in shown]) for i in (0, 1))
    scene = Scene(
        "shifted",
        (
            grid("image", "input", np.stack([sharing.shift(x, *step) for step in steps])),
            grid("map", "output", of_moved),
            grid("moved", "output", along),
            grid("difference", "window", of_moved - along),
        ),
        facts={"steps": steps, "inside": [sharing.box(alike) for *_, alike in shown], "sentences": sentences},
    )
    names = s | {
        "size": size,
        "farthest": len(steps) - 1,
        "inside": max(each["inside"] for each in told),
        "compared": sum(each["cells"] for each in told[1:]),
        "rest": sum(each["rest"] for each in told[1:]),
        "border": max(each["border"] for each in told),
        "kind": say(f"option_{settings.share}"),
        "stride_said": say("stride_said", S=s["S"]) if S > 1 else "",
    }
    return Picture(scene, names, claims=claims.of_shift(settings.share, names))


def _verdict(step: int, numbers: dict[str, int], say: Say) -> str:
    """Whether the map went along, in words."""
    if not step or not numbers["cells"]:
        return say("step_still" if not step else "step_none")
    return say("step_differs" if numbers["inside"] else "step_alike")
