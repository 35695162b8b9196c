"""The scene of a picture that is shifted: its edges, those pooled, and how much of each changes with every pixel."""

from __future__ import annotations

import numpy as np

from cnnlib.conv import conv2d
from cnnlib.filters import named_filter
from cnnlib.pool import pool2d
from pages.frame.scene import Grid, Scene
from pages.layers.input_choice import LEVELS, Input, photograph

SHIFTS = 4  # 0, 1, 2 and 3 pixels
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


def shift_scene(given: Input, F: int, S: int, how) -> Scene:
    """The picture moved to the right by 0 to 3 pixels; its edges (Sobel) and those pooled, how much of each has
    changed, and where."""
    picture = given.values.mean(axis=0) / given.divisor
    moved = [np.pad(picture, ((0, 0), (n, 0)), mode="edge")[:, : picture.shape[1]] for n in range(SHIFTS)]
    kernel = named_filter("sobel_x", SOBEL).cells[None, None].astype(np.float64)
    edges = [np.abs(conv2d(x[None, None], kernel, padding=1)[0, 0]) for x in moved]
    small = [pool2d(x[None, None], F, stride=S, how=how)[0, 0] for x in edges]
    stages = {"input": moved, "map": edges, "pooled": small}
    roles = dict(zip(stages, ("input", "output", "window"), strict=True))
    grids = {name: Grid(name, roles[name], np.float32(planes), (1,) * SHIFTS) for name, planes in stages.items()}
    away = {
        name: Grid(f"{name}_change", "ink", np.abs(np.float32(planes) - np.float32(planes[0])), (1,) * SHIFTS)
        for name, planes in stages.items()
    }  # fmt: skip
    facts = {"scales": {name: _scale(np.abs(planes[0]), given.picture) for name, planes in stages.items()}}
    facts["changed"] = {
        name: [round(changed(planes[0], plane), 1) for plane in planes] for name, planes in stages.items()
    }  # fmt: skip
    return Scene("shiftpool", grids=(*grids.values(), *away.values()), facts=facts)


def _scale(sizes: np.ndarray, picture: bool) -> float:
    """The end of the colour scale: the largest; of a photograph nearly, or a few strong edges leave all others pale."""
    return float(np.percentile(sizes, MOST_OF_A_PICTURE) if picture else sizes.max()) or 1.0


def changed(before: np.ndarray, after: np.ndarray) -> float:
    """How much differs, in per cent: the mean |difference| over the mean |value|."""
    size = np.abs(before).mean()
    return float(100 * np.abs(after - before).mean() / size) if size else 0.0
