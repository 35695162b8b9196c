"""Pooling, forward and backward: each window of each map becomes one number.

The maps never mix, so the depth stays; nothing is learned. Padding counts as zeros, save for the maximum and
the minimum, where it never wins (as in PyTorch).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import numpy as np

from cnnlib.checks import FLOATS, is_number, numbers, of_shape, refuse, whole_pair
from cnnlib.errors import InvalidSetting
from cnnlib.ops.im2col import Pair, geometry_of, pad, windows

NAMES = ("max", "mean", "l2", "min", "median")
How = str | float


def _checked(x: np.ndarray, size: Pair, stride: Pair | None, padding: Pair, how: How):
    """x in floats and padded; size, stride and padding as pairs; `how` as a name or as the p of a norm."""
    x = numbers("x", x)
    if x.ndim != 4 or 0 in x.shape:
        raise InvalidSetting("pool-axes", f"x of shape {x.shape}: needs (N, C, H, W), no side 0", x=x.shape)
    plain = type(size) is type(padding) is int and (stride is None or type(stride) is int)  # 2.0 and True are no 2
    size, stride, padding = (_known_slides if plain else _slides)(x.shape[2:], size, stride, padding)
    x = x if x.dtype in FLOATS else x.astype(float)
    how = _known(how)
    filler = {"max": -np.inf, "min": np.inf}.get(how, 0.0)
    return pad(x, padding, filler), size, stride, padding, how


def _slides(sides: tuple[int, int], size: Pair, stride: Pair | None, padding: Pair):
    """Size, stride and padding as pairs; InvalidSetting where such a window does not fit the sides of the input."""
    size, padding = whole_pair("size", size), whole_pair("padding", padding)
    stride = size if stride is None else whole_pair("stride", stride)
    geometry_of(sides, size, stride, padding, (1, 1))  # raises where the window does not fit
    for axis in (0, 1):
        if 2 * padding[axis] > size[axis]:  # else a window could lie in the padding altogether
            most = size[axis] // 2
            raise InvalidSetting(
                "pool-padding",
                f"P={padding[axis]} is more than half of F={size[axis]}: needs P <= {most}",
                ({"P": most}, {"F": 2 * padding[axis]}),
                P=padding[axis],
                F=size[axis],
                most=most,
            )
    return size, stride, padding


_known_slides = lru_cache(maxsize=256)(_slides)  # a training asks for the same few, thousands of times


def _known(how: How) -> How:
    """A name of NAMES, or a p of at least 1; "l2" is p = 2."""
    if isinstance(how, str) and how in NAMES:
        return 2.0 if how == "l2" else how
    if is_number(how) and how >= 1:
        return float(how)
    raise refuse(
        "how", how, f"one of {', '.join(NAMES)}, or a number p >= 1", "pool-how", 1 if is_number(how) else "max"
    )


def _cells(padded: np.ndarray, size: tuple[int, int], stride: tuple[int, int]) -> Iterator[np.ndarray]:
    """For each place in a window, in reading order, what stands there in all windows: (N, C, out_h, out_w)."""
    (sh, sw), (h, w) = stride, padded.shape[2:]
    for a, e in product(*map(range, size)):
        yield padded[:, :, a : h - size[0] + a + 1 : sh, e : w - size[1] + e + 1 : sw]


def _add_back(grads: Iterator[np.ndarray], padded, size, stride, padding, shape) -> np.ndarray:
    """dx: the gradient of each place in the windows, ordered as by `_cells`, added onto the inputs that stood there."""
    total, (sh, sw), (down, across) = np.zeros_like(padded), stride, padding
    for (a, e), grad in zip(product(*map(range, size)), grads, strict=True):
        out_h, out_w = grad.shape[2:]
        cells = total[:, :, a : a + out_h * sh : sh, e : e + out_w * sw : sw]
        if sh >= size[0] and sw >= size[1]:
            cells[...] = grad  # windows that do not overlap: quicker than adding
        else:
            cells += grad
    return total[:, :, down : down + shape[2], across : across + shape[3]]


def pool2d(x: np.ndarray, size: Pair, *, stride: Pair | None = None, padding: Pair = 0, how: How = "max") -> np.ndarray:
    """One number for each window of each map.

    Args:
        x: (N, C, H, W); float32 or float64, anything else is computed in float64.
        size: of the window, one number or (height, width).
        stride: how far the window moves on; its own size unless said, so that windows do not overlap.
        padding: a side, at most half the window.
        how: "max", "mean" (padding counted, as PyTorch does by default), "min", "median", "l2", or a number
            p >= 1 for the p-norm (sum |x|^p)^(1/p): p = 1 is a sum, not the mean; p = inf is max |x|, not max x.

    Returns:
        (N, C, out_h, out_w), sizes rounded down.

    Raises:
        InvalidSetting: the window does not fit, too much padding, or an unknown `how`; what is no array of numbers, or
            no whole number.
    """
    padded, size, stride, _, how = _checked(x, size, stride, padding, how)
    if how == "median":
        return np.median(windows(padded, size, stride, 1), axis=(2, 3)).astype(padded.dtype)
    if how == "mean":
        return _combined(np.add, padded, size, stride) / padded.dtype.type(size[0] * size[1])
    if how in ("max", "min"):
        return _combined(np.maximum if how == "max" else np.minimum, padded, size, stride)
    return _norm(padded, size, stride, how)


def _combined(combine: np.ufunc, padded: np.ndarray, size: tuple[int, int], stride: tuple[int, int]) -> np.ndarray:
    """All places of the windows combined by one function of two: np.add, np.maximum or np.minimum.

    Along the rows first, then down what that gives: F - 1 steps each way instead of F·F - 1.
    """
    (fh, fw), (sh, sw), (h, w) = size, stride, padded.shape[2:]
    rows = padded[..., : w - fw + 1 : sw]
    for e in range(1, fw):
        rows = combine(rows, padded[..., e : w - fw + e + 1 : sw])
    out = rows[:, :, : h - fh + 1 : sh]
    for a in range(1, fh):
        out = combine(out, rows[:, :, a : h - fh + a + 1 : sh])
    return out if out.base is None else out.copy(order="K")  # never a view of the input


def _norm(padded: np.ndarray, size: tuple[int, int], stride: tuple[int, int], p: float) -> np.ndarray:
    """(sum |x|^p)^(1/p), divided by the largest before the power and multiplied after it: so no p overflows."""
    absolute = np.abs(padded)
    largest = _combined(np.maximum, absolute, size, stride)
    if np.isinf(p):
        return largest
    scale = np.where(largest > 0, largest, 1)
    powers = sum((cell / scale) ** p for cell in _cells(absolute, size, stride))
    return largest * powers ** (1 / p)


def pool2d_backward(
    grad: np.ndarray,
    x: np.ndarray,
    size: Pair,
    *,
    stride: Pair | None = None,
    padding: Pair = 0,
    how: How = "max",
    y: np.ndarray | None = None,
) -> np.ndarray:
    """Gradient of a loss by x, given its gradient `grad` (N, C, out_h, out_w) by pool2d's output.

    The maximum sends it to the cell that won, the first in reading order where several are equal (as in PyTorch; of a
    window with nan in it, to the last); the mean sends each cell its share; a p-norm sends sign(x) (|x| / y)^(p-1),
    and nothing to a window of zeros. Where pool2d's output y is at hand, it need not be computed again.

    Returns:
        dx (N, C, H, W).

    Raises:
        InvalidSetting: as `pool2d`, and a `grad` or y of another shape than its output.
    """
    padded, size, stride, padding, how = _checked(x, size, stride, padding, how)
    shape = np.shape(x)
    out = (*shape[:2], *geometry_of(shape[2:], size, stride, padding, (1, 1)).out)
    grad = of_shape("grad", grad, out).astype(padded.dtype, copy=False)
    y = None if y is None else of_shape("y", y, out)
    geometry = padded, size, stride, padding, shape
    if how == "mean":
        share = grad / padded.dtype.type(size[0] * size[1])
        return _add_back((share for _ in product(*map(range, size))), *geometry)
    if how == "median":
        return _add_back(iter(_median_shares(padded, size, stride) * grad), *geometry)
    if y is None:
        y = pool2d(x, size, stride=stride, padding=padding, how=how)
    if how in ("max", "min"):
        return _add_back(_to_the_first(grad, padded, y, size, stride), *geometry)
    if np.isinf(how):
        shares = _to_the_first(grad, np.abs(padded), y, size, stride)
        cells = _cells(np.sign(padded), size, stride)
        return _add_back((sign * share for sign, share in zip(cells, shares, strict=True)), *geometry)
    scale = np.where(y > 0, y, 1)
    cells = _cells(padded, size, stride)
    return _add_back((grad * np.sign(cell) * (np.abs(cell) / scale) ** (how - 1) for cell in cells), *geometry)


def _to_the_first(grad, padded, best, size, stride) -> Iterator[np.ndarray]:
    """The whole gradient for the first cell of each window that equals `best`, zero for the others."""
    *cells, _ = _cells(padded, size, stride)
    undecided = np.ones_like(best, bool)  # the windows whose winner is yet to come
    for cell in cells:
        won = (cell == best) & undecided
        undecided = undecided ^ won
        yield grad * won
    yield grad * undecided  # one cell of each window is the best: where no other was, the last is


def _median_shares(padded: np.ndarray, size: tuple[int, int], stride: tuple[int, int]) -> np.ndarray:
    """(Fh·Fw, N, C, out_h, out_w): 1 where a cell is its window's middle value, 1/2 each where there are two."""
    cells = np.stack(list(_cells(padded, size, stride)))
    order, count, shares = cells.argsort(axis=0, kind="stable"), len(cells), np.zeros_like(cells)
    for middle in ((count - 1) // 2, count // 2):
        place = order[middle : middle + 1]
        np.put_along_axis(shares, place, np.take_along_axis(shares, place, axis=0) + 0.5, axis=0)
    return shares


def winners(
    x: np.ndarray, size: Pair, *, stride: Pair | None = None, padding: Pair = 0, how: str = "max"
) -> np.ndarray:
    """Where in its window each maximum (or, with how="min", minimum) stood, the first where several are equal.

    Returns:
        ints (N, C, out_h, out_w): row and column in the window, in reading order, a·Fw + e.
    """
    padded, size, stride, _, how = _checked(x, size, stride, padding, how)
    view = windows(padded, size, stride, 1)
    flat = view.transpose(0, 1, 4, 5, 2, 3).reshape(*view.shape[:2], *view.shape[4:], -1)
    return flat.argmin(axis=-1) if how == "min" else flat.argmax(axis=-1)
