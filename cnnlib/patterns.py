"""Inputs to slide over: small whole numbers and simple pictures, (D, H, W), each slice visibly another."""

from __future__ import annotations

import numpy as np

# The input of the animation in UFLDL, "Feature extraction using convolution" (Stanford).
UFLDL = ((1, 1, 1, 0, 0), (0, 1, 1, 1, 0), (0, 0, 1, 1, 1), (0, 0, 1, 1, 0), (0, 1, 1, 0, 0))
SEVEN = ("0333330", "0000030", "0000300", "0033300", "0003000", "0030000", "0030000")  # a continental 7


def small_integers(
    rng: np.random.Generator, D: int, H: int, W: int, low: int = -1, high: int = 3
) -> np.ndarray:
    """Whole numbers drawn evenly from low to high."""
    return rng.integers(low, high + 1, (D, H, W))


def edge(D: int, H: int, W: int) -> np.ndarray:
    """Dark left of an upright edge, bright right of it; the edge moves on by one column a slice."""
    columns = np.arange(W) - (W // 2) - np.arange(D)[:, None]
    return np.repeat(np.where(columns >= 0, 3, 0)[:, None, :], H, axis=1)


def checker(D: int, H: int, W: int) -> np.ndarray:
    """A checkerboard; the squares grow by one a slice."""
    side = np.arange(1, D + 1)[:, None, None]
    return 2 * ((np.arange(H)[None, :, None] // side + np.arange(W)[None, None, :] // side) % 2)


def ramp(D: int, H: int, W: int) -> np.ndarray:
    """Rising by one a column, in the next slice by one a row, and so on in turn; counted modulo 10."""
    rows, columns = np.mgrid[:H, :W]
    return np.stack([(rows if d % 2 else columns) % 10 for d in range(D)])


def digit(D: int, H: int, W: int) -> np.ndarray:
    """A hand-drawn 7, stretched to the size; each further slice is fainter by one."""
    drawn = np.array([[int(c) for c in row] for row in SEVEN])
    rows, columns = np.arange(H) * len(drawn) // H, np.arange(W) * len(drawn) // W
    big = drawn[rows][:, columns]
    return np.stack([np.maximum(big - d % 3, 0) for d in range(D)])


def ufldl(D: int, H: int, W: int) -> np.ndarray:
    """UFLDL's ones and zeros, repeated where the input is larger than 5 x 5, shifted by one row a slice."""
    tile = np.array(UFLDL)
    big = np.tile(tile, (-(-H // 5), -(-W // 5)))[:H, :W]
    return np.stack([np.roll(big, d, axis=0) for d in range(D)])
