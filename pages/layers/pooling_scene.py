"""The scenes of pooling: a window that becomes one number, a picture that is shifted, a gradient that goes back."""

from __future__ import annotations

import numpy as np

from cnnlib.conv import conv2d
from cnnlib.filters import named_filter
from cnnlib.pool import pool2d, pool2d_backward, winners
from cnnlib.shapes import taps
from pages.frame.scene import Grid, Scene
from pages.layers.input_choice import Input

SHIFTS = 4  # 0, 1, 2 and 3 pixels
MOST_BACK = 12  # cells a side, where the gradient's way is drawn
SOBEL = 3  # the side of the filter that the shifted picture is seen through


def pooled(given: Input, F: int, P: int, S: int, how) -> np.ndarray:
    """(D, O, O) of the input's values: float32 for a picture, which has many."""
    x = (given.values / given.divisor)[None].astype(np.float32 if given.picture else np.float64)
    return pool2d(x, F, stride=S, padding=P, how=how)[0]


def window_scene(given: Input, F: int, P: int, S: int, how) -> Scene:
    """Input, output, and for each window the place that won, where one wins."""
    output, side = pooled(given, F, P, S, how), given.values.shape[1]
    kind = "picture" if given.picture else "numbers"
    arrays = {"rows": taps(side, F, P, S), "columns": taps(side, F, P, S)}
    if how in ("max", "min"):
        x = given.values[None].astype(np.float32)
        arrays["winners"] = winners(x, F, stride=S, padding=P, how=how)[0]
    return Scene(
        view="pooling",
        grids=(
            Grid("input", "input", given.values, (given.divisor,) * len(given.values), kind),
            Grid("output", "output", output, (1,) * len(output), kind),
        ),
        arrays=arrays,
        facts={"padding": P, "how": how if isinstance(how, str) else "p", "p": 2 if how == "l2" else how, "field": F},
    )


def corner(given: Input) -> Input:
    """The first slice's upper left cells, few enough that each can be followed."""
    return Input(given.values[:1, :MOST_BACK, :MOST_BACK], given.divisor, False)


def gradient_scene(given: Input, F: int, P: int, S: int, how) -> Scene:
    """Where the gradient of each output goes: the input's gradient after the first, second, ... output's share."""
    x = (given.values / given.divisor)[None].astype(np.float64)
    output = pool2d(x, F, stride=S, padding=P, how=how)
    grads = np.arange(1.0, output.size + 1).reshape(output.shape)  # told apart: 1, 2, 3, ...
    side, count = x.shape[2], output.size
    after = np.empty((count, side, side))
    for n in range(count):
        sent = np.where(np.arange(count).reshape(output.shape) <= n, grads, 0.0)
        after[n] = pool2d_backward(sent, x, F, stride=S, padding=P, how=how)[0, 0]
    return Scene(
        view="poolback",
        grids=(
            Grid("input", "input", given.values, (given.divisor,)),
            Grid("back", "window", after, (1,) * count),
            Grid("output", "output", grads[0], (1,)),
        ),
        arrays={"rows": taps(side, F, P, S), "columns": taps(side, F, P, S)},
        facts={"padding": P},
    )


def shift_scene(given: Input, F: int, S: int, how) -> Scene:
    """The picture moved to the right by 0 to 3 pixels; its edges (Sobel) and those pooled, and how much of each has
    changed."""
    picture = given.values.mean(axis=0) / given.divisor
    moved = [np.pad(picture, ((0, 0), (n, 0)), mode="edge")[:, : picture.shape[1]] for n in range(SHIFTS)]
    kernel = named_filter("sobel_x", SOBEL).cells[None, None].astype(np.float64)
    edges = [np.abs(conv2d(x[None, None], kernel, padding=1)[0, 0]) for x in moved]
    small = [pool2d(x[None, None], F, stride=S, how=how)[0, 0] for x in edges]
    stages = {"input": moved, "map": edges, "pooled": small}
    return Scene(
        view="shiftpool",
        grids=tuple(
            Grid(name, role, np.stack(planes).astype(np.float32), (1,) * SHIFTS)
            for (name, planes), role in zip(stages.items(), ("input", "output", "window"), strict=True)
        ),
        facts={"changed": {name: [changed(planes[0], plane) for plane in planes] for name, planes in stages.items()}},
    )


def changed(before: np.ndarray, after: np.ndarray) -> float:
    """How much differs, in per cent: the mean |difference| over the mean |value|."""
    size = np.abs(before).mean()
    return float(100 * np.abs(after - before).mean() / size) if size else 0.0
