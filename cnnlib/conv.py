"""Convolution as CNNs compute it, forward and backward, by one matrix product a group.

At each position the window of the input is laid against the filter, multiplied cell by cell and summed:
out[n, k, i, j] = b[k] + sum over c, a, e of w[k, c, a, e] · x[n, c, i·S + a·d - P, j·S + e·d - P].
The filter is not flipped (mathematics calls this cross-correlation), as in every CNN framework.

How it is fast: all windows are a view of the padded input (strides only, nothing copied); a strip of output rows
at a time is laid out as columns, small enough for the cache, and multiplied with the filters as one matrix.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnnlib.errors import InvalidSetting
from cnnlib.shapes import check_fits, check_groups, output_size

Pair = int | tuple[int, int]
STRIP_BYTES = 1 << 20  # columns laid out at once: about what a core's second-level cache holds


def pair(value: Pair) -> tuple[int, int]:
    """One number for both axes, or (vertical, horizontal)."""
    return (value, value) if isinstance(value, (int, np.integer)) else (int(value[0]), int(value[1]))


def pad(x: np.ndarray, padding: Pair, value: float = 0.0) -> np.ndarray:
    """x (N, C, H, W) with rows and columns of `value` added around; x itself where there are none."""
    down, across = pair(padding)
    if not down and not across:
        return x
    n, c, h, w = x.shape
    padded = np.full((n, c, h + 2 * down, w + 2 * across), value, dtype=x.dtype)
    padded[:, :, down : down + h, across : across + w] = x
    return padded


def windows(padded: np.ndarray, field: tuple[int, int], stride: Pair, dilation: Pair) -> np.ndarray:
    """All windows of a padded input (N, C, H, W) as a view (N, C, Fh, Fw, out_h, out_w)."""
    (sh, sw), (dh, dw) = pair(stride), pair(dilation)
    n, c, h, w = padded.shape
    out_h = output_size(h, field[0], 0, sh, dilation=dh)
    out_w = output_size(w, field[1], 0, sw, dilation=dw)
    bytes_n, bytes_c, bytes_h, bytes_w = padded.strides
    return as_strided(
        padded,
        (n, c, *field, out_h, out_w),
        (bytes_n, bytes_c, bytes_h * dh, bytes_w * dw, bytes_h * sh, bytes_w * sw),
        writeable=False,
    )


def _checked(x: np.ndarray, w: np.ndarray, stride: Pair, padding: Pair, dilation: Pair, groups: int):
    """x and w as floats of one kind, the geometry as pairs; InvalidSetting where they do not fit together."""
    if x.ndim != 4 or w.ndim != 4:
        raise InvalidSetting(
            "conv-axes", f"conv2d takes x (N, C, H, W) and w (K, C/g, F, F), not {x.ndim} and {w.ndim} axes",
            x=x.ndim, w=w.ndim,
        )  # fmt: skip
    check_groups(x.shape[1], w.shape[0], groups)
    if w.shape[1] * groups != x.shape[1]:
        raise InvalidSetting(
            "conv-depth",
            f"filters of depth {w.shape[1]} in {groups} group(s) do not fit an input of depth {x.shape[1]}: "
            f"needs depth {x.shape[1] // groups}",
            depth=w.shape[1], groups=groups, input=x.shape[1], needed=x.shape[1] // groups,
        )  # fmt: skip
    stride, padding, dilation = pair(stride), pair(padding), pair(dilation)
    for axis in (0, 1):
        check_fits(x.shape[2 + axis], w.shape[2 + axis], padding[axis], stride[axis], dilation[axis])
    kind = np.result_type(x, w)
    kind = kind if kind in (np.float32, np.float64) else np.float64
    return x.astype(kind, copy=False), w.astype(kind, copy=False), stride, padding, dilation


def _strips(out_h: int, bytes_a_row: int) -> Iterator[slice]:
    """Slices of output rows, as many at once as fill a strip."""
    rows = max(1, STRIP_BYTES // max(bytes_a_row, 1))
    for top in range(0, out_h, rows):
        yield slice(top, min(top + rows, out_h))


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
        groups: filters and input slices are split into so many groups that see only each other.

    Returns:
        (N, K, out_h, out_w), of the kind of x and w.

    Raises:
        InvalidSetting: the field does not fit the padded input; depths or groups do not fit together.
    """
    x, w, stride, padding, dilation = _checked(x, w, stride, padding, dilation, groups)
    n, k = x.shape[0], w.shape[0]
    view = windows(pad(x, padding), w.shape[2:], stride, dilation)
    out_h, out_w = view.shape[4:]
    out = np.empty((n, k, out_h, out_w), dtype=x.dtype)
    slices, filters = w.shape[1], k // groups
    rows = w.reshape(groups, filters, -1)
    length = rows.shape[2]
    for g in range(groups):
        seen = view[:, g * slices : (g + 1) * slices]
        for strip in _strips(out_h, length * out_w * x.itemsize):
            high = strip.stop - strip.start
            columns = np.empty((*seen.shape[1:4], high, out_w), dtype=x.dtype)
            product = np.empty((filters, high * out_w), dtype=x.dtype)
            for each in range(n):
                columns[...] = seen[each, ..., strip, :]
                np.matmul(rows[g], columns.reshape(length, -1), out=product)
                out[each, g * filters : (g + 1) * filters, strip] = product.reshape(filters, high, out_w)
    if b is not None:
        out += np.asarray(b, dtype=x.dtype)[:, None, None]
    return out


def conv2d_backward(
    grad: np.ndarray,
    x: np.ndarray,
    w: np.ndarray,
    *,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of a loss by x, w and b, given its gradient `grad` (N, K, out_h, out_w) by conv2d's output.

    Each output cell is a sum of products, so: a weight's gradient is the sum of grad times the inputs it met; an
    input's is the sum of grad times the weights it met; a bias's is the sum of grad.

    Returns:
        dx (N, C, H, W), dw (K, C/groups, Fh, Fw), db (K,).
    """
    x, w, stride, padding, dilation = _checked(x, w, stride, padding, dilation, groups)
    grad = grad.astype(x.dtype, copy=False)
    (n, k, out_h, out_w), (sh, sw), (dh, dw_), (down, across) = grad.shape, stride, dilation, padding
    padded = pad(x, padding)
    view = windows(padded, w.shape[2:], stride, dilation)
    dpadded = np.zeros_like(padded)
    slices, filters = w.shape[1], k // groups
    rows = w.reshape(groups, filters, -1)
    dw = np.zeros_like(rows)
    length = rows.shape[2]
    for g in range(groups):
        seen = view[:, g * slices : (g + 1) * slices]
        mine = slice(g * slices, (g + 1) * slices)
        for each in range(n):
            for strip in _strips(out_h, length * out_w * x.itemsize):
                high = strip.stop - strip.start
                part = grad[each, g * filters : (g + 1) * filters, strip].reshape(filters, -1)
                columns = np.ascontiguousarray(seen[each, ..., strip, :]).reshape(length, -1)
                dw[g] += part @ columns.T
                back = (rows[g].T @ part).reshape(slices, *w.shape[2:], high, out_w)
                # Column cell (a, e) came from inputs that lie a stride apart: add it back onto them.
                for a in range(w.shape[2]):
                    top = strip.start * sh + a * dh
                    for e in range(w.shape[3]):
                        left = e * dw_
                        target = dpadded[each, mine, top : top + high * sh : sh, left : left + out_w * sw : sw]
                        target += back[:, a, e]
    dx = dpadded[:, :, down : down + x.shape[2], across : across + x.shape[3]]
    return dx, dw.reshape(w.shape), grad.sum(axis=(0, 2, 3))
