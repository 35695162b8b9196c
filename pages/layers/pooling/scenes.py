"""The scenes of pooling: a window that becomes one number, an image that is shifted, a gradient that goes back."""

from __future__ import annotations

import numpy as np

from cnnlib.data.filters import named_filter
from cnnlib.explain.moved import moved_right
from cnnlib.formulas.sizes import taps
from cnnlib.ops.conv import conv2d
from cnnlib.ops.pool import pool2d, pool2d_backward, winners
from pages.frame.stage.scene import Grid, Scene
from pages.shared.inputs import Input
from pages.shared.photographs import LEVELS, photograph

MOST_BACK = 8  # cells a side, where the gradient's way is drawn
NORMS = {"sum": 1.0, "largest": np.inf, "mean": "mean"}  # what a p-norm lies between, and what it is taken for


def pooled(given: Input, F: int, P: int, S: int, how) -> np.ndarray:
    """(D, O, O) of the input's values: float32 for an image, which has many."""
    x = (given.values / given.divisor)[None].astype(np.float32 if given.is_photograph else np.float64)
    return pool2d(x, F, stride=S, padding=P, how=how)[0]


def window_scene(given: Input, F: int, P: int, S: int, how) -> Scene:
    """Input, output, and for each window the place that won, where one wins; of a norm, what it lies between."""
    output, side = pooled(given, F, P, S, how), given.values.shape[1]
    kind = "image" if given.is_photograph else "numbers"
    arrays = {"rows": taps(side, F, P, S), "columns": taps(side, F, P, S)}
    if how in ("max", "min"):
        x = given.values[None].astype(np.float32)
        arrays["winners"] = winners(x, F, stride=S, padding=P, how=how)[0]
    elif how not in ("mean", "median") and not given.is_photograph:
        arrays |= {name: pooled(given, F, P, S, each) for name, each in NORMS.items()}
    return Scene(
        view="pooling",
        grids=(
            Grid("input", "input", given.values, (given.divisor,) * len(given.values), kind),
            Grid("output", "output", output, (1,) * len(output), kind),
        ),
        arrays=arrays,
        facts={"padding": P, "how": how if isinstance(how, str) else "p", "p": 2 if how == "l2" else how, "field": F},
    )


# ---- an image that is shifted

SHIFTS = 4  # 0, 1, 2 and 3 pixels
MOST_SHIFTED = 128  # cells a side of an image that is moved
LEAST_SHIFTED = 8  # cells a side that can be moved by three and still show something
SOBEL = 3  # the side of the filter that the shifted image is seen through
MOST_OF_A_PHOTOGRAPH = 98.0  # per cent of a photograph's edges that lie within the colour scale
STAND_IN = "cat"


def movable(given: Input) -> bool:
    """Whether a shift by three pixels leaves something of the image."""
    return given.values.shape[1] >= LEAST_SHIFTED


def stand_in() -> Input:
    """A photograph, for what is too small to be moved."""
    return Input(photograph(STAND_IN), LEVELS, True)


def middle(image: np.ndarray) -> np.ndarray:
    """The middle of a large image: what moves by a pixel is to be seen moving."""
    off = max(len(image) - MOST_SHIFTED, 0) // 2
    return image[off : off + MOST_SHIFTED, off : off + MOST_SHIFTED]


def shift_scene(given: Input, F: int, S: int, how) -> Scene:
    """The image moved to the right by 0 to 3 pixels; its edges (Sobel) and those pooled, how much of each has
    changed, and where. What is only looked at travels in 255 levels; the per cent come from the exact numbers."""
    image = middle(given.values.mean(axis=0) / given.divisor)
    moved = [moved_right(image, n) for n in range(SHIFTS)]
    kernel = named_filter("sobel_x", SOBEL).cells[None, None].astype(np.float64)
    edges = [np.abs(conv2d(x[None, None], kernel, padding=1)[0, 0]) for x in moved]
    small = [pool2d(x[None, None], F, stride=S, how=how)[0, 0] for x in edges]
    stages = {name: np.stack(planes) for name, planes in (("input", moved), ("map", edges), ("pooled", small))}
    roles = dict(zip(stages, ("input", "output", "window"), strict=True))
    scales = {name: _scale(np.abs(planes[0]), given.is_photograph) for name, planes in stages.items()}
    if given.is_photograph:
        scales["input"] = 1.0  # its own greys
    grids = [_seen(name, roles[name], planes, scales[name]) for name, planes in stages.items()]
    away = [_seen(f"{name}_change", "ink", abs(planes - planes[0]), scales[name]) for name, planes in stages.items()]
    shares = {name: [round(changed(planes[0], plane), 1) for plane in planes] for name, planes in stages.items()}
    return Scene("shiftpool", grids=(*grids, *away), facts={"scales": scales, "changed": shares})


def _seen(name: str, role: str, planes: np.ndarray, scale: float) -> Grid:
    """Numbers to be looked at, in whole levels of their scale."""
    return Grid(name, role, np.rint(np.clip(planes / scale, -1, 1) * LEVELS), (LEVELS / scale,) * len(planes))


def _scale(sizes: np.ndarray, is_photograph: bool) -> float:
    """The end of the colour scale: the largest; of a photograph nearly, or a few strong edges leave all others pale."""
    return float(np.percentile(sizes, MOST_OF_A_PHOTOGRAPH) if is_photograph else sizes.max()) or 1.0


def changed(before: np.ndarray, after: np.ndarray) -> float:
    """How much differs, in per cent: the mean |difference| over the mean |value|."""
    size = np.abs(before).mean()
    return float(100 * np.abs(after - before).mean() / size) if size else 0.0


# ---- a gradient that goes back


def reached(scene: Scene) -> dict[str, int]:
    """How many cells of the input get some gradient, in each of the two ways."""
    last = {grid.id: grid.values[-1] for grid in scene.grids}
    return {"got": int(np.count_nonzero(last["back"])), "got_beside": int(np.count_nonzero(last["beside"]))}


def corner(given: Input) -> Input:
    """The first channel's upper left cells, few enough that each can be followed."""
    return Input(given.values[:1, :MOST_BACK, :MOST_BACK], given.divisor, False)


def gradient_scene(given: Input, F: int, S: int, how, beside, titles: tuple[str, str]) -> Scene:
    """Where the gradient of each output goes, pooled in this way and `beside` it in another: the input's gradient
    after the first, second, ... output's share."""
    x = (given.values / given.divisor)[None].astype(np.float64)
    side = x.shape[2]
    places = taps(side, F, 0, S)
    grads = np.arange(1.0, len(places) ** 2 + 1).reshape(1, 1, len(places), len(places))  # told apart: 1, 2, 3, ...
    return Scene(
        view="poolback",
        grids=(
            Grid("input", "input", given.values, (given.divisor,)),
            Grid("output", "output", grads[0], (1,)),
            *(
                Grid(name, "window", _shares(x, grads, F, S, each), (1,) * grads.size)
                for name, each in (("back", how), ("beside", beside))
            ),
        ),
        arrays={"rows": places, "columns": places},
        facts={"titles": titles},
    )


def _shares(x: np.ndarray, grads: np.ndarray, F: int, S: int, how) -> np.ndarray:
    """(outputs, H, W): the input's gradient after the first, the second, ... output has sent its own."""
    after = np.empty((grads.size, *x.shape[2:]))
    for n in range(grads.size):
        sent = np.where(grads <= n + 1, grads, 0.0)
        after[n] = pool2d_backward(sent, x, F, stride=S, how=how)[0, 0]
    return after
