"""A fully connected layer, forward and backward: each neuron weighs every number that comes in."""

from __future__ import annotations

import numpy as np

from cnnlib.checks import of_shape
from cnnlib.errors import InvalidSetting


def dense(x: np.ndarray, w: np.ndarray, b: np.ndarray | None = None) -> np.ndarray:
    """K sums for each input: y[n, k] = b[k] + sum over i of w[k, i] · x[n, i].

    Args:
        x: inputs (N, n), or volumes (N, D, H, W), read map by map, row by row.
        w: weights (K, n), a row a neuron; b: biases (K,), or None.

    Returns:
        (N, K).

    Raises:
        InvalidSetting: the neurons have more or fewer weights than numbers come in, or not a bias each.
    """
    flat = _flat(x, w)
    y = flat @ w.T
    return y if b is None else y + of_shape("b", b, w.shape[:1])


def dense_backward(grad: np.ndarray, x: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of a loss by x, w and b, given its gradient `grad` (N, K) by dense's output.

    Returns:
        dx of x's shape, dw (K, n), db (K,).
    """
    flat = _flat(x, w)
    if _batch_is_innermost(x):
        dx = (w.T @ grad.T).reshape(*x.shape[1:], len(x)).transpose(3, 0, 1, 2)
    else:
        dx = (grad @ w).reshape(x.shape)
    return dx, grad.T @ flat, grad.sum(axis=0)


def _batch_is_innermost(x: np.ndarray) -> bool:
    """Whether volumes lie with the batch innermost in memory, as conv2d leaves small ones."""
    return x.ndim == 4 and x.strides[0] == x.itemsize


def _flat(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """x as (N, n), a view whichever way it lies in memory."""
    flat = x.transpose(1, 2, 3, 0).reshape(-1, len(x)).T if _batch_is_innermost(x) else x.reshape(len(x), -1)
    if w.ndim != 2 or flat.shape[1] != w.shape[1]:
        raise InvalidSetting(
            "dense-inputs",
            f"{flat.shape[1]} numbers come in, and w has shape {w.shape}: needs (K, {flat.shape[1]})",
            inputs=flat.shape[1],
            w=w.shape,
        )
    return flat
