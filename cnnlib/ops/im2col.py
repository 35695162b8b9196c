"""Windows of pictures, laid out as the columns of a matrix: how a convolution becomes one matrix product.

All windows are a view of the padded input (strides only, nothing copied). A strip of output rows at a time
is copied out as columns, few enough for the cache. Small pictures lie side by side, the batch innermost in
memory, so that what is copied lies in long runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnnlib.formulas.sizes import output_size

Pair = int | tuple[int, int]
STRIP_BYTES = 2 << 20  # columns laid out at once: about what a core's second-level cache holds
NARROW = 32  # up to this width of output a batch is computed side by side; wider rows are long enough alone


def pair(value: Pair) -> tuple[int, int]:
    """One number for both axes, or (vertical, horizontal)."""
    return (value, value) if isinstance(value, (int, np.integer)) else (int(value[0]), int(value[1]))


def pad(x: np.ndarray, padding: Pair, value: float = 0.0) -> np.ndarray:
    """x (N, C, H, W) with rows and columns of `value` added around; x itself where there are none."""
    down, across = pair(padding)
    if not down and not across:
        return x
    n, c, h, w = x.shape
    padded = np.full_like(x, value, shape=(n, c, h + 2 * down, w + 2 * across))  # in memory ordered as x
    padded[:, :, down : down + h, across : across + w] = x
    return padded


@dataclass(frozen=True)
class Sliding:
    """How a window slides over a picture: everything in pairs, (vertical, horizontal)."""

    field: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]
    out: tuple[int, int]  # positions, rows and columns


@lru_cache(maxsize=1024)  # training asks for the same few, thousands of times
def sliding(sides: tuple[int, int], field, stride, padding, dilation) -> Sliding:
    """A window over a picture of `sides` (H, W), all in pairs. Raises InvalidSetting where it does not fit."""
    axes = zip(sides, field, padding, stride, dilation, strict=True)
    out_h, out_w = (output_size(*axis, dilation=d) for *axis, d in axes)
    return Sliding(field, stride, padding, dilation, (out_h, out_w))


def windows(padded: np.ndarray, field: tuple[int, int], stride: Pair, dilation: Pair) -> np.ndarray:
    """All windows of a padded input (N, C, H, W) as a view (N, C, Fh, Fw, out_h, out_w)."""
    (sh, sw), (dh, dw) = pair(stride), pair(dilation)
    n, c, h, w = padded.shape
    bytes_n, bytes_c, bytes_h, bytes_w = padded.strides
    return as_strided(
        padded,
        (n, c, *field, *sliding((h, w), tuple(field), (sh, sw), (0, 0), (dh, dw)).out),
        (bytes_n, bytes_c, bytes_h * dh, bytes_w * dw, bytes_h * sh, bytes_w * sw),
        writeable=False,
    )


# ---- pictures side by side: a bundle is (C, H, W, lanes), each lane a picture


def side_by_side(n: int, out_w: int) -> int:
    """How many of n pictures are computed at once."""
    return max(n, 1) if out_w <= NARROW else 1


def bundles(x: np.ndarray, lanes: int) -> np.ndarray:
    """x (N, C, H, W) as (N / lanes, C, H, W, lanes), a view."""
    return x.reshape(len(x) // lanes, lanes, *x.shape[1:]).transpose(0, 2, 3, 4, 1)


def apart(many: np.ndarray) -> np.ndarray:
    """The way back: (N / lanes, C, H, W, lanes) as (N, C, H, W), a view."""
    count, *shape, lanes = many.shape
    return many.transpose(0, 4, 1, 2, 3).reshape(count * lanes, *shape)


def laid_out(bundle: np.ndarray, how: Sliding) -> np.ndarray:
    """A bundle padded with zeros, in one block of memory."""
    (c, h, w, lanes), (down, across) = bundle.shape, how.padding
    if not down and not across:
        return np.ascontiguousarray(bundle)
    padded = np.zeros((c, h + 2 * down, w + 2 * across, lanes), bundle.dtype)
    padded[:, down : down + h, across : across + w] = bundle
    return padded


def strips(padded: np.ndarray, how: Sliding, groups: int) -> Iterator[tuple[int, int, np.ndarray]]:
    """Group, first output row, and the columns (C/groups, Fh, Fw, rows, out_w, lanes) of a strip of rows."""
    (fh, fw), (sh, sw), (dh, dw), (out_h, out_w) = how.field, how.stride, how.dilation, how.out
    c, _, _, lanes = padded.shape
    bytes_c, bytes_h, bytes_w, bytes_lane = padded.strides
    slices = c // groups
    view = np.ndarray(  # all windows, nothing copied
        (c, fh, fw, out_h, out_w, lanes),
        padded.dtype,
        padded,
        strides=(bytes_c, bytes_h * dh, bytes_w * dw, bytes_h * sh, bytes_w * sw, bytes_lane),
    )
    rows = max(1, STRIP_BYTES // (slices * fh * fw * out_w * lanes * padded.itemsize))
    if fh == fw == sh == sw == 1:
        rows = out_h  # the columns are the input itself: nothing to copy
    for g in range(groups):
        for top in range(0, out_h, rows):
            strip = view[g * slices : (g + 1) * slices, :, :, top : top + rows]
            yield g, top, np.ascontiguousarray(strip)


def add_back(columns: np.ndarray, onto: np.ndarray, top: int, how: Sliding) -> None:
    """The reverse of `strips`: each value of the columns is added onto the cell that it was copied from."""
    (sh, sw), (dh, dw), (rows, out_w) = how.stride, how.dilation, columns.shape[3:5]
    for a, e in product(*map(range, columns.shape[1:3])):
        down, across = top * sh + a * dh, e * dw
        cells = onto[:, down : down + rows * sh : sh, across : across + out_w * sw : sw]
        cells += columns[:, a, e]
