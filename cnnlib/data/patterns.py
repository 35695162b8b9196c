"""Inputs to slide over: small whole numbers and simple images, (D, H, W), each channel visibly another."""

from __future__ import annotations

import numpy as np

# The input of the animation in UFLDL, "Feature extraction using convolution" (Stanford).
UFLDL = ((1, 1, 1, 0, 0), (0, 1, 1, 1, 0), (0, 0, 1, 1, 1), (0, 0, 1, 1, 0), (0, 1, 1, 0, 0))
SEVEN = ("0333330", "0000030", "0000300", "0033300", "0003000", "0030000", "0030000")  # a continental 7


def small_integers(rng: np.random.Generator, D: int, H: int, W: int, low: int = -1, high: int = 3) -> np.ndarray:
    """Whole numbers drawn evenly from low to high."""
    return rng.integers(low, high + 1, (D, H, W))


def edge(D: int, H: int, W: int) -> np.ndarray:
    """Dark left of an upright edge, bright right of it. The next channels turn it: level, and both from bright to
    dark; after these four the edge moves on by one cell."""

    def one(d: int) -> np.ndarray:
        length = H if d % 2 else W
        place = 1 + (length // 2 - 1 + d // 4) % max(length - 1, 1)
        line = np.where((np.arange(length) >= place) != (d % 4 >= 2), 3, 0)
        return np.broadcast_to(line[:, None] if d % 2 else line, (H, W))

    return np.stack([one(d) for d in range(D)])


def checker(D: int, H: int, W: int) -> np.ndarray:
    """A checkerboard; the next channel its negative, then larger squares, up to half the board, then brighter ones."""
    rows, columns = np.mgrid[:H, :W]

    def one(d: int) -> np.ndarray:
        sizes = max(min(H, W) - 1, 1)
        side, bright = 1 + d // 2 % sizes, 2 + d // 2 // sizes
        return bright * ((rows // side + columns // side + d) % 2)

    return np.stack([one(d) for d in range(D)])


def ramp(D: int, H: int, W: int) -> np.ndarray:
    """Rising by one a column, counted modulo 10. The next channels rise downwards, to the left and upwards in turn,
    each from one more."""
    rows, columns = np.mgrid[:H, :W]
    ways = (columns, rows, W - 1 - columns, H - 1 - rows)
    return np.stack([(ways[d % 4] + d) % 10 for d in range(D)])


def digit(D: int, H: int, W: int) -> np.ndarray:
    """A hand-drawn 7, stretched to the size. The next two channels are fainter by one each; after three channels it
    moves on by one column."""
    drawn = np.array([[int(c) for c in row] for row in SEVEN])
    rows, columns = np.arange(H) * len(drawn) // H, np.arange(W) * len(drawn) // W
    big = drawn[rows][:, columns]
    return np.stack([np.roll(np.maximum(big - d % 3, 0), d // 3, axis=1) for d in range(D)])


def ufldl(D: int, H: int, W: int) -> np.ndarray:
    """UFLDL's ones and zeros, repeated where the input is larger than 5 x 5; each channel is shifted up by one row,
    and after five also to the left by one column."""
    rows, columns = np.arange(H)[:, None], np.arange(W)
    return np.stack([np.array(UFLDL)[(rows + d) % 5, (columns + d // 5) % 5] for d in range(D)])
