"""Windows of images, laid out as the columns of a matrix: how a convolution becomes one matrix product.

All windows are a view of the padded input (strides only, nothing copied). `im2col` copies them out as columns, a strip
of output rows at a time, few enough for the cache; `col2im` adds columns back onto the cells that they came from.
Small images are computed together, with the batch as the last axis, so that what is copied lies in long runs of memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnnlib.checks import room_for, whole_pair
from cnnlib.formulas.sizes import output_size

Pair = int | tuple[int, int]
STRIP_BYTES = 2 << 20  # columns laid out at once: about what a core's second-level cache holds
NARROW = 32  # up to this width of output a batch is computed together; wider rows are long enough alone


def pad(x: np.ndarray, padding: Pair, value: float = 0.0) -> np.ndarray:
    """x (N, C, H, W) with rows and columns of `value` added around; x itself where there are none."""
    down, across = whole_pair("padding", padding)
    if not down and not across:
        return x
    n, c, h, w = x.shape
    padded = np.full_like(x, value, shape=(n, c, h + 2 * down, w + 2 * across))  # in memory ordered as x
    padded[:, :, down : down + h, across : across + w] = x
    return padded


@dataclass(frozen=True)
class Geometry:
    """How a window slides over an image: everything in pairs, (vertical, horizontal)."""

    kernel: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]
    out: tuple[int, int]  # positions, rows and columns


@lru_cache(maxsize=1024)  # training asks for the same few, thousands of times
def geometry_of(sides: tuple[int, int], kernel, stride, padding, dilation) -> Geometry:
    """A window over an image of `sides` (H, W), all in pairs. Raises InvalidSetting where it does not fit."""
    axes = zip(sides, kernel, padding, stride, dilation, strict=True)
    out_h, out_w = (output_size(*axis, dilation=d) for *axis, d in axes)
    room_for(*(side + 2 * zeros for side, zeros in zip(sides, padding, strict=True)))
    return Geometry(kernel, stride, padding, dilation, (out_h, out_w))


def windows(padded: np.ndarray, kernel: tuple[int, int], stride: Pair, dilation: Pair) -> np.ndarray:
    """All windows of a padded input (N, C, H, W) as a view (N, C, Fh, Fw, out_h, out_w)."""
    (sh, sw), (dh, dw) = whole_pair("stride", stride), whole_pair("dilation", dilation)
    n, c, h, w = padded.shape
    bytes_n, bytes_c, bytes_h, bytes_w = padded.strides
    return as_strided(
        padded,
        (n, c, *kernel, *geometry_of((h, w), tuple(kernel), (sh, sw), (0, 0), (dh, dw)).out),
        (bytes_n, bytes_c, bytes_h * dh, bytes_w * dw, bytes_h * sh, bytes_w * sw),
        writeable=False,
    )


# ---- small images together, with the batch as the last axis: (C, H, W, images)


def images_together(n: int, out_w: int) -> int:
    """How many of n images are computed at once: all where the output's rows are short, else one."""
    return max(n, 1) if out_w <= NARROW else 1


def batch_last(x: np.ndarray, together: int) -> np.ndarray:
    """x (N, C, H, W) as (N / together, C, H, W, together), a view."""
    return x.reshape(len(x) // together, together, *x.shape[1:]).transpose(0, 2, 3, 4, 1)


def batch_first(x: np.ndarray) -> np.ndarray:
    """The way back: (N / together, C, H, W, together) as (N, C, H, W), a view."""
    count, *shape, together = x.shape
    return x.transpose(0, 4, 1, 2, 3).reshape(count * together, *shape)


def pad_batch_last(images: np.ndarray, padding: tuple[int, int]) -> np.ndarray:
    """Images (C, H, W, images) with zeros around, in one block of memory."""
    (c, h, w, together), (down, across) = images.shape, padding
    if not down and not across:
        return np.ascontiguousarray(images)
    padded = np.zeros((c, h + 2 * down, w + 2 * across, together), images.dtype)
    padded[:, down : down + h, across : across + w] = images
    return padded


def im2col(padded: np.ndarray, geometry: Geometry, groups: int) -> Iterator[tuple[int, int, np.ndarray]]:
    """The windows of padded images (C, H, W, images) as columns, a strip of output rows at a time.

    Yields:
        the group, the strip's first output row, and its columns (C/groups, Fh, Fw, rows, out_w, images).
    """
    (fh, fw), (sh, sw), (dh, dw), (out_h, out_w) = geometry.kernel, geometry.stride, geometry.dilation, geometry.out
    c, _, _, together = padded.shape
    bytes_c, bytes_h, bytes_w, bytes_image = padded.strides
    channels = c // groups
    view = np.ndarray(  # all windows, nothing copied
        (c, fh, fw, out_h, out_w, together),
        padded.dtype,
        padded,
        strides=(bytes_c, bytes_h * dh, bytes_w * dw, bytes_h * sh, bytes_w * sw, bytes_image),
    )
    rows = max(1, STRIP_BYTES // (channels * fh * fw * out_w * together * padded.itemsize))
    if fh == fw == sh == sw == 1:
        rows = out_h  # the columns are the input itself: nothing to copy
    for g in range(groups):
        for top in range(0, out_h, rows):
            strip = view[g * channels : (g + 1) * channels, :, :, top : top + rows]
            yield g, top, np.ascontiguousarray(strip)


def col2im(columns: np.ndarray, onto: np.ndarray, top: int, geometry: Geometry) -> None:
    """The reverse of `im2col`: each value of a strip's columns is added onto the cell of `onto`, padded images
    (C/groups, H, W, images), that it was copied from."""
    (sh, sw), (dh, dw), (rows, out_w) = geometry.stride, geometry.dilation, columns.shape[3:5]
    for a, e in product(*map(range, columns.shape[1:3])):
        down, across = top * sh + a * dh, e * dw
        cells = onto[:, down : down + rows * sh : sh, across : across + out_w * sw : sw]
        cells += columns[:, a, e]
