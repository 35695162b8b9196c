"""The loss that training makes small: softmax turns scores into probabilities, cross-entropy asks for the right one.

Both are computed together, so that scores of 10,000 do no harm: only differences of scores are ever raised to a power.
"""

import numpy as np

from cnnlib.checks import is_number, numbers, shown
from cnnlib.errors import InvalidSetting
from cnnlib.ops.activations import log_softmax


def cross_entropy(scores: np.ndarray, labels: np.ndarray, smoothing: float = 0.0) -> tuple[float, np.ndarray]:
    """Mean over a batch of -log softmax(scores) at the label, and its gradient by the scores.

    The gradient is (softmax(scores) - 1 at the label) / N: each score is pushed towards its own probability.
    With label smoothing e the label asks for a probability of 1 - e + e/K, and every other class for e/K, so that no
    score need grow without end (C. Szegedy et al.: Rethinking the Inception Architecture, CVPR 2016, section 7).

    Args:
        scores: (N, K); labels: (N,), class numbers from 0 to K - 1.
        smoothing: e, from 0 to 1.

    Raises:
        InvalidSetting ("labels", "smoothing"): not one label for each row, or one out of range; e out of range.
    """
    N, K = scores.shape
    labels = check_labels(labels, N, K)
    if not (is_number(smoothing) and 0 <= smoothing <= 1):
        near = {"smoothing": float(is_number(smoothing) and smoothing > 1)}
        raise InvalidSetting("smoothing", f"smoothing={shown(smoothing)}: needs 0 to 1", (near,), smoothing=smoothing)
    logs, rows = log_softmax(scores), np.arange(N)
    loss, grad = -(1 - smoothing) * logs[rows, labels].sum(), np.exp(logs)
    grad[rows, labels] -= 1 - smoothing
    if smoothing:
        loss -= smoothing / K * logs.sum()
        grad -= scores.dtype.type(smoothing / K)
    return float(loss / N), grad / scores.dtype.type(N)


def check_labels(labels: np.ndarray, N: int, K: int) -> np.ndarray:
    """The labels (N,) of N images. Raises InvalidSetting ("labels") unless they are whole numbers from 0 to K - 1."""
    labels = numbers("labels", labels)
    if labels.shape != (N,) or labels.dtype.kind not in "iu":
        raise InvalidSetting("labels", f"labels of shape {labels.shape}: needs {N} whole numbers, one for each picture")
    if N and not 0 <= labels.min() <= labels.max() < K:
        wrong = int(labels.max() if labels.max() >= K else labels.min())
        raise InvalidSetting("labels", f"label {wrong} of {K} classes: needs 0 to {K - 1}", label=wrong, K=K)
    return labels
