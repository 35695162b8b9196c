"""Activations, each beside its derivative: one function on every number, after a layer's sums.

The backward functions take what is at hand after the forward pass, the output y; all arrays have one shape. Softmax
alone mixes numbers: those of one axis, the classes.
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


def log_softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    """log of softmax along one axis: x - log(sum of e^x). The maximum is subtracted first, which changes nothing and
    keeps e^x finite."""
    low = x - x.max(axis=axis, keepdims=True)
    return low - np.log(np.exp(low).sum(axis=axis, keepdims=True))


def softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    """Scores into probabilities along one axis: e^x / (sum of e^x), positive, with sum 1; shape as x."""
    return np.exp(log_softmax(x, axis))


def softmax_backward(grad: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
    """Gradient by x: each probability rises at the cost of the others, y(grad - sum of grad · y)."""
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))


def softmax_steps(scores: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
    """(e^s of each score, their sum, each as a share of it): softmax of scores (K,) step by step, as done by hand.

    For scores of some tens at most; of hundreds e^s has no float, and `softmax` is what works.
    """
    powers = np.exp(scores.astype(np.float64))
    return powers, float(powers.sum()), powers / powers.sum()


ACTIVATIONS: dict[str, tuple[Callable[..., np.ndarray], Callable[..., np.ndarray]]] = {
    "relu": (relu, relu_backward),
    "sigmoid": (sigmoid, sigmoid_backward),
    "tanh": (tanh, tanh_backward),
    "scaledtanh": (scaled_tanh, scaled_tanh_backward),
}
