"""The shipped photographs, and how an image travels to the stage: whole numbers, in the colours that it has."""

from __future__ import annotations

from functools import cache

import numpy as np

from cnnlib.data import images
from pages.frame.assets import ASSETS
from pages.frame.stage.scene import Grid

PHOTOGRAPHS = ("cat", "astronaut", "coffee", "rocket", "bricks", "photographer")
SIDE = 256  # pixels a side, as they are kept
LEVELS = 255  # an image's values are whole numbers over this


def opened(name: str, side: int = SIDE) -> np.ndarray:
    """A photograph (D, side, side) of 0 to 1."""
    return images.open_square(ASSETS / "images" / f"{name}.jpg", side)


@cache
def photograph(name: str) -> np.ndarray:
    """A photograph (D, 256, 256) in whole numbers 0 to 255; nobody writes into it."""
    return levels(opened(name))


def levels(image: np.ndarray) -> np.ndarray:
    """An image of 0 to 1 in the whole numbers that its file held."""
    return np.rint(image * LEVELS).astype(np.int64)


def image_grid(name: str, values: np.ndarray) -> Grid:
    """The grid of an image, or of some, in such whole numbers."""
    return Grid(name, "input", values, (LEVELS,) * len(values), "image")
