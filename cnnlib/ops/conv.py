"""Convolution as CNNs compute it, forward and backward, by one matrix product a group.

At each position the window of the input is laid against the filter, multiplied cell by cell and summed:
out[n, k, i, j] = b[k] + sum over c, a, e of w[k, c, a, e] · x[n, c, i·S + a·d - P, j·S + e·d - P].
The filter is not flipped (mathematics calls this cross-correlation), as in every CNN framework.

With each window laid out as a column (see `im2col`) and each filter as a row, all sums are one product of
matrices: (K, C·Fh·Fw) times (C·Fh·Fw, positions) gives (K, positions). Forwards and backwards this is done for a strip
of output rows at a time, so that the columns fit into the cache, and for a whole batch of small images at once.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from cnnlib.checks import FLOATS, flag, numbers, of_shape, whole_number, whole_pair
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import check_groups
from cnnlib.ops.im2col import (
    Pair,
    batch_first,
    batch_last,
    col2im,
    geometry_of,
    im2col,
    images_together,
    pad,
    pad_batch_last,
    windows,
)


def _checked(x: np.ndarray, w: np.ndarray, stride: Pair, padding: Pair, dilation: Pair, groups: int):
    """x and w as floats of one kind, and how the filters slide; InvalidSetting where they do not fit together."""
    x, w = numbers("x", x), numbers("w", w)
    plain = type(stride) is type(padding) is type(dilation) is type(groups) is int  # 1.0 and True are no 1
    geometry = (_known_geometry if plain else _geometry)(x.shape, w.shape, stride, padding, dilation, groups)
    kind = x.dtype if x.dtype is w.dtype else np.result_type(x, w)
    kind = kind if kind in FLOATS else np.float64
    return x.astype(kind, copy=False), w.astype(kind, copy=False), geometry


def _geometry(x: tuple[int, ...], w: tuple[int, ...], stride: Pair, padding: Pair, dilation: Pair, groups: int):
    """How filters of shape w slide over inputs of shape x."""
    groups = whole_number("groups", groups)
    if len(x) != 4 or len(w) != 4 or 0 in (*x[1:], *w):
        message = f"x of shape {x} and w of {w}: needs x (N, C, H, W) and w (K, C/g, F, F), no side 0"
        raise InvalidSetting("conv-axes", message, x=x, w=w)
    slides = (whole_pair(*each) for each in (("stride", stride), ("padding", padding), ("dilation", dilation)))
    check_groups(x[1], w[0], groups)
    if w[1] * groups != x[1]:
        raise InvalidSetting(
            "conv-depth",
            f"filters of depth {w[1]} in {groups} group(s) do not fit an input of depth {x[1]}: "
            f"needs depth {x[1] // groups}",
            depth=w[1],
            groups=groups,
            input=x[1],
            needed=x[1] // groups,
        )
    return geometry_of(x[2:], w[2:], *slides)


_known_geometry = lru_cache(maxsize=256)(_geometry)  # a training asks for the same few, thousands of times


def conv2d(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    *,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> np.ndarray:
    """The K maps that K filters make of each input.

    Args:
        x: inputs (N, C, H, W); float32 or float64, anything else is computed in float64.
        w: filters (K, C/groups, Fh, Fw).
        b: one bias a filter (K,), or None.
        stride, padding, dilation: one whole number, or (vertical, horizontal).
        groups: filters and input channels are split into so many groups that see only each other.

    Returns:
        (N, K, out_h, out_w), of the kind of x and w; of small images with the batch innermost in memory.

    Raises:
        InvalidSetting: the field does not fit the padded input; depths, groups or biases do not fit together; what is
            no array of numbers, or no whole number.
    """
    x, w, geometry = _checked(x, w, stride, padding, dilation, groups)
    b = None if b is None else of_shape("b", b, (len(w),))
    n, k, (out_h, out_w) = len(x), len(w), geometry.out
    together = images_together(n, out_w)
    filters = w.reshape(groups, k // groups, -1)  # each laid out in a row, as its windows are in columns
    out = np.empty((n // together, groups, k // groups, out_h * out_w * together), x.dtype)
    for images, maps in zip(batch_last(x, together), out, strict=True):
        for g, top, columns in im2col(pad_batch_last(images, geometry.padding), geometry, groups):
            columns = columns.reshape(filters.shape[2], -1)
            start = top * out_w * together  # where the strip's first position stands in the maps
            np.matmul(filters[g], columns, out=maps[g, :, start : start + columns.shape[1]])
    if b is not None:
        out += np.asarray(b, x.dtype).reshape(groups, -1, 1)
    return batch_first(out.reshape(n // together, k, out_h, out_w, together))


def conv2d_backward(
    grad: np.ndarray,
    x: np.ndarray,
    w: np.ndarray,
    *,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
    to_input: bool = True,
) -> tuple[np.ndarray | None, np.ndarray, np.ndarray]:
    """Gradients of a loss by x, w and b, given its gradient `grad` (N, K, out_h, out_w) by conv2d's output.

    Each output cell is a sum of products, so: a weight's gradient is the sum of grad times the inputs it met;
    an input's is the sum of grad times the weights it met; a bias's is the sum of grad.

    Returns:
        dx (N, C, H, W), dw (K, C/groups, Fh, Fw), db (K,); dx is None with to_input=False, which saves half the
        work: the first layer of a network has no use for it.

    Raises:
        InvalidSetting: as `conv2d`, and a `grad` of another shape than its output.
    """
    x, w, geometry = _checked(x, w, stride, padding, dilation, groups)
    flag("to_input", to_input)
    grad = of_shape("grad", grad, (len(x), len(w), *geometry.out)).astype(x.dtype, copy=False)
    (n, c, h, width), (k, channels, _, _) = x.shape, w.shape
    (down, across), out_w = geometry.padding, geometry.out[1]
    together = images_together(n, out_w)
    filters = w.reshape(groups, k // groups, -1)
    dw = np.zeros_like(filters)
    dx = np.zeros((n // together, c, h + 2 * down, width + 2 * across, together) if to_input else 0, x.dtype)
    for i, (images, maps) in enumerate(zip(batch_last(x, together), batch_last(grad, together), strict=True)):
        maps = np.ascontiguousarray(maps).reshape(groups, k // groups, -1)
        for g, top, columns in im2col(pad_batch_last(images, geometry.padding), geometry, groups):
            flat = columns.reshape(filters.shape[2], -1)
            start = top * out_w * together
            part = maps[g, :, start : start + flat.shape[1]]
            dw[g] += part @ flat.T
            if to_input:  # the gradient of each window, added where windows overlap
                back = (filters[g].T @ part).reshape(columns.shape)
                col2im(back, dx[i, g * channels : (g + 1) * channels], top, geometry)
    dx = batch_first(dx)[:, :, down : down + h, across : across + width] if to_input else None
    return dx, dw.reshape(w.shape), grad.sum(axis=(0, 2, 3))


def window_products(
    x: np.ndarray,
    w: np.ndarray,
    row: int,
    col: int,
    k: int = 0,
    *,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """One output cell worked out step by step: what filter k does at (row, col) of the first input.

    Returns:
        the window (C/groups, Fh, Fw) with zeros where it lies in the padding; the products, of the same shape;
        their sum over each channel (C/groups,); the total, which is conv2d's output[0, k, row, col] before the bias.
    """
    x, w, geometry = _checked(x, w, stride, padding, dilation, groups)
    first = k // (w.shape[0] // groups) * w.shape[1]
    padded = pad(x[:1, first : first + w.shape[1]], geometry.padding)
    window = windows(padded, geometry.kernel, geometry.stride, geometry.dilation)[0, ..., row, col].copy()
    products = window * w[k]
    return window, products, products.sum(axis=(1, 2)), products.sum().item()
