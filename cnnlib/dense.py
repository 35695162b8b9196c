"""A fully connected layer, forward and backward: each neuron weighs every number that comes in."""

from __future__ import annotations

import numpy as np

from cnnlib.errors import InvalidSetting


def dense(x: np.ndarray, w: np.ndarray, b: np.ndarray | None = None) -> np.ndarray:
    """K sums for each input: y[n, k] = b[k] + sum over i of w[k, i] · x[n, i].

    Args:
        x: inputs (N, n), or volumes (N, D, H, W), read map by map, row by row.
        w: weights (K, n), a row a neuron; b: biases (K,), or None.

    Returns:
        (N, K).

    Raises:
        InvalidSetting: the neurons have more or fewer weights than numbers come in.
    """
    flat = _flat(x, w)
    y = flat @ w.T
    return y if b is None else y + b


def dense_backward(grad: np.ndarray, x: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of a loss by x, w and b, given its gradient `grad` (N, K) by dense's output.

    Returns:
        dx of x's shape, dw (K, n), db (K,).
    """
    return (grad @ w).reshape(x.shape), grad.T @ _flat(x, w), grad.sum(axis=0)


def _flat(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """x as (N, n)."""
    flat = x.reshape(len(x), -1)
    if w.ndim != 2 or flat.shape[1] != w.shape[1]:
        raise InvalidSetting(
            "dense-inputs",
            f"{flat.shape[1]} numbers come in, and w has shape {w.shape}: needs (K, {flat.shape[1]})",
            inputs=flat.shape[1], w=w.shape,
        )  # fmt: skip
    return flat
