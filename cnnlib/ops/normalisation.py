"""Local response normalisation, as AlexNet has it: a strong map quietens its neighbours at the same place.

y_i = x_i / (k + alpha * sum of x_j^2 over the n maps around i)^beta     (Krizhevsky et al. 2012, section 3.3)

PyTorch and Caffe divide alpha by n: what is alpha=1e-4 here is alpha=5e-4 there, for n=5.
"""

import numpy as np


def _sum_around(x: np.ndarray, before: int, after: int) -> np.ndarray:
    """For each map the sum over itself, `before` maps in front and `after` behind; x is (N, D, H, W)."""
    D = x.shape[1]
    total = x.copy()
    for step in range(1, min(before, D - 1) + 1):
        total[:, step:] += x[:, :-step]
    for step in range(1, min(after, D - 1) + 1):
        total[:, :-step] += x[:, step:]
    return total


def lrn(x: np.ndarray, n: int = 5, k: float = 2.0, alpha: float = 1e-4, beta: float = 0.75) -> np.ndarray:
    """Normalised volumes, (N, D, H, W) as x. An even n looks one map further in front than behind."""
    return x * _scale(x, n, k, alpha) ** -beta


def lrn_backward(
    grad: np.ndarray, x: np.ndarray, n: int = 5, k: float = 2.0, alpha: float = 1e-4, beta: float = 0.75
) -> np.ndarray:
    """Gradient of x: each x_j stands in its own numerator, and in the sums of the maps that look at it."""
    scale = _scale(x, n, k, alpha)
    shared = _sum_around(grad * x * scale ** (-beta - 1), (n - 1) // 2, n // 2)
    return grad * scale**-beta - 2 * alpha * beta * x * shared


def _scale(x: np.ndarray, n: int, k: float, alpha: float) -> np.ndarray:
    """k + alpha * the sum of squares around each map: what y divides by, before the power."""
    return k + alpha * _sum_around(x * x, n // 2, (n - 1) // 2)
