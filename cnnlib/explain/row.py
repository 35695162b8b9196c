"""A filter along a single row of numbers: the one-dimensional figure of cs231n, its outputs and its sizes.

W is the row's length, F the filter's, P the zeros added on each side, S the stride. Figure and numbers:
Stanford cs231n, "Convolutional Networks", spatial arrangement.
"""

from __future__ import annotations

import numpy as np

from cnnlib.formulas.sizes import leftover, output_size, taps
from cnnlib.ops.conv import conv2d

CS231N_ROW, CS231N_FILTER = (1, 2, -1, 1, -3), (1, 0, -1)


def small_row(W: int) -> np.ndarray:
    """(W,) small whole numbers: those of cs231n first, then others between -3 and 3."""
    more = np.random.default_rng(1).integers(-3, 4, max(W - len(CS231N_ROW), 0))
    return np.concatenate([CS231N_ROW, more])[:W].astype(int)


def small_filters(K: int, F: int) -> np.ndarray:
    """(K, F) weights between -1 and 1: the first filter repeats cs231n's 1, 0, -1, the others are drawn, none all 0."""
    bank = np.random.default_rng(2).integers(-1, 2, (K, F))
    bank[:, 0] = np.where(bank.any(axis=1), bank[:, 0], 1)
    bank[0] = np.resize(CS231N_FILTER, F)
    return bank


def conv_row(x: np.ndarray, w: np.ndarray, b: float = 0, *, P: int = 0, S: int = 1, beyond: int = 0) -> np.ndarray:
    """The outputs (K, positions) of filters w (K, F) along x (W,); `beyond`: further zeros behind the padded row."""
    padded = np.pad(np.asarray(x, float), (P, P + beyond))
    y = conv2d(padded[None, None, None], np.asarray(w, float)[:, None, None], stride=S)
    return y[0, :, 0] + b


def overhang(W: int, F: int, P: int = 0, S: int = 1) -> int:
    """Cells by which the last window of the size that is rounded up hangs over the padded row; 0 where it is whole."""
    return (output_size(W, F, P, S, rounding="ceil") - 1) * S + F - (W + 2 * P)


def last_windows(W: int, F: int, P: int = 0, S: int = 1, count: int = 2) -> list[int]:
    """Where the last few windows begin, counted from the first cell of the padded row."""
    return (taps(W, F, P, S)[-count:, 0] + P).tolist()


def nearest_uneven(W: int, F: int, P: int, S: int, *, W_max: int = 40, S_max: int = 8) -> list[dict[str, int]]:
    """The nearest S and W, each changed alone, with which the size does not come out whole; the larger of two."""
    found = []
    for name, now, most in (("S", S, S_max), ("W", W, W_max)):
        asked = {"W": W, "S": S}
        fitting = [
            n
            for n in range(1, most + 1)
            if (asked | {name: n})["W"] + 2 * P >= F and leftover(**(asked | {name: n}), F=F, P=P)
        ]
        if fitting:
            found.append({name: min(fitting, key=lambda n, now=now: (abs(n - now), -n))})
    return found


def size_table(W: int, P: int, *, F_most: int = 11, S_most: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """The output size for each F (rows, from 1) and S (columns, from 1), 0 where the filter does not fit; and the
    cells left over, both (F_most, S_most)."""
    sizes = np.zeros((F_most, S_most), int)
    rest = np.zeros_like(sizes)
    for F in range(1, min(F_most, W + 2 * P) + 1):
        for S in range(1, S_most + 1):
            sizes[F - 1, S - 1] = output_size(W, F, P, S)
            rest[F - 1, S - 1] = leftover(W, F, P, S)
    return sizes, rest
