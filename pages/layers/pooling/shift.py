"""The scene of a picture that is shifted: its edges, those pooled, and how much of each changes with every pixel."""

from __future__ import annotations

import numpy as np

from cnnlib.data.filters import named_filter
from cnnlib.ops.conv import conv2d
from cnnlib.ops.pool import pool2d
from pages.frame.stage.scene import Grid, Scene
from pages.shared.inputs import LEVELS, Input, photograph

SHIFTS = 4  # 0, 1, 2 and 3 pixels
MOST_SHIFTED = 128  # cells a side of a picture that is moved
LEAST_SHIFTED = 8  # cells a side that can be moved by three and still show something
SOBEL = 3  # the side of the filter that the shifted picture is seen through
MOST_OF_A_PICTURE = 98.0  # per cent of a photograph's edges that lie within the colour scale
STAND_IN = "cat"


def movable(given: Input) -> bool:
    """Whether a shift by three pixels leaves something of the picture."""
    return given.values.shape[1] >= LEAST_SHIFTED


def stand_in() -> Input:
    """A photograph, for what is too small to be moved."""
    return Input(photograph(STAND_IN), LEVELS, True)


def middle(picture: np.ndarray) -> np.ndarray:
    """The middle of a large picture: what moves by a pixel is to be seen moving."""
    off = max(len(picture) - MOST_SHIFTED, 0) // 2
    return picture[off : off + MOST_SHIFTED, off : off + MOST_SHIFTED]


def shift_scene(given: Input, F: int, S: int, how) -> Scene:
    """The picture moved to the right by 0 to 3 pixels; its edges (Sobel) and those pooled, how much of each has
    changed, and where. What is only looked at travels in 255 levels; the per cent come from the exact numbers."""
    picture = middle(given.values.mean(axis=0) / given.divisor)
    moved = [np.pad(picture, ((0, 0), (n, 0)), mode="edge")[:, : picture.shape[1]] for n in range(SHIFTS)]
    kernel = named_filter("sobel_x", SOBEL).cells[None, None].astype(np.float64)
    edges = [np.abs(conv2d(x[None, None], kernel, padding=1)[0, 0]) for x in moved]
    small = [pool2d(x[None, None], F, stride=S, how=how)[0, 0] for x in edges]
    stages = {name: np.stack(planes) for name, planes in (("input", moved), ("map", edges), ("pooled", small))}
    roles = dict(zip(stages, ("input", "output", "window"), strict=True))
    scales = {name: _scale(np.abs(planes[0]), given.picture) for name, planes in stages.items()}
    if given.picture:
        scales["input"] = 1.0  # its own greys
    grids = [_seen(name, roles[name], planes, scales[name]) for name, planes in stages.items()]
    away = [_seen(f"{name}_change", "ink", abs(planes - planes[0]), scales[name]) for name, planes in stages.items()]
    shares = {name: [round(changed(planes[0], plane), 1) for plane in planes] for name, planes in stages.items()}
    return Scene("shiftpool", grids=(*grids, *away), facts={"scales": scales, "changed": shares})


def _seen(name: str, role: str, planes: np.ndarray, scale: float) -> Grid:
    """Numbers to be looked at, in whole levels of their scale."""
    return Grid(name, role, np.rint(np.clip(planes / scale, -1, 1) * LEVELS), (LEVELS / scale,) * len(planes))


def _scale(sizes: np.ndarray, picture: bool) -> float:
    """The end of the colour scale: the largest; of a photograph nearly, or a few strong edges leave all others pale."""
    return float(np.percentile(sizes, MOST_OF_A_PICTURE) if picture else sizes.max()) or 1.0


def changed(before: np.ndarray, after: np.ndarray) -> float:
    """How much differs, in per cent: the mean |difference| over the mean |value|."""
    size = np.abs(before).mean()
    return float(100 * np.abs(after - before).mean() / size) if size else 0.0
