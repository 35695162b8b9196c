"""Activations, each beside its derivative: one function on every number, after a layer's sums.

The backward functions take what is at hand after the forward pass, the output y; all arrays have one shape. Softmax
alone mixes numbers, those along axis 1: scores (N, K), or volumes (N, K, H, W) at each place.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

HEIGHT, STEEPNESS = 1.7159, 2 / 3  # of LeNet-5's tanh: LeCun et al. 1998, appendix A; it gives 1 at 1


def relu(x: np.ndarray) -> np.ndarray:
    """x where it is positive, else 0."""
    return np.maximum(x, 0)


def relu_backward(grad: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient by x: it passes where the output was positive; at 0 nothing, as in PyTorch."""
    return grad * (y > 0)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1/(1 + e^-x), written with tanh, which does not overflow."""
    return 0.5 * (1 + np.tanh(0.5 * x))


def sigmoid_backward(grad: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient by x: the slope is y(1 - y)."""
    return grad * y * (1 - y)


def tanh(x: np.ndarray) -> np.ndarray:
    """(e^x - e^-x)/(e^x + e^-x)."""
    return np.tanh(x)


def tanh_backward(grad: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient by x: the slope is 1 - y^2."""
    return grad * (1 - y * y)


def scaled_tanh(x: np.ndarray) -> np.ndarray:
    """1.7159 tanh(2x/3), LeNet-5's of 1998."""
    return HEIGHT * np.tanh(STEEPNESS * x)


def scaled_tanh_backward(grad: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient by x: the slope is 1.7159 · 2/3 · (1 - (y/1.7159)^2)."""
    return grad * (HEIGHT * STEEPNESS * (1 - (y / HEIGHT) ** 2))


def softmax(x: np.ndarray) -> np.ndarray:
    """Scores into probabilities: e^x, each divided by their sum along axis 1; the largest is taken off first,
    which changes no ratio and keeps e^x finite."""
    odds = np.exp(x - x.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def softmax_backward(grad: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient by x: each probability rises at the cost of the others, y(grad - sum of grad · y)."""
    return y * (grad - (grad * y).sum(axis=1, keepdims=True))


ACTIVATIONS: dict[str, tuple[Callable[..., np.ndarray], Callable[..., np.ndarray]]] = {
    "relu": (relu, relu_backward),
    "sigmoid": (sigmoid, sigmoid_backward),
    "tanh": (tanh, tanh_backward),
    "scaledtanh": (scaled_tanh, scaled_tanh_backward),
}
