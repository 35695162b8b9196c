"""The loss that training makes small: softmax turns scores into probabilities, cross-entropy asks for the right one.

Both are computed together, so that scores of 10,000 do no harm: only differences of scores are ever raised to a power.
"""

import numpy as np

from cnnlib.errors import InvalidSetting


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """log of softmax over the last axis: s - log(sum of e^s), computed from s less its maximum; shape as scores."""
    low = scores - scores.max(axis=-1, keepdims=True)
    return low - np.log(np.exp(low).sum(axis=-1, keepdims=True))


def softmax(scores: np.ndarray) -> np.ndarray:
    """e^s / (sum of e^s) over the last axis: positive, with sum 1; shape as scores."""
    return np.exp(log_softmax(scores))


def softmax_worked(scores: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
    """(e^s of each score, their sum, each as a share of it): softmax of scores (K,) step by step, as done by hand.

    For scores of some tens at most; of hundreds e^s has no float, and `softmax` is what works.
    """
    powers = np.exp(scores.astype(np.float64))
    return powers, float(powers.sum()), powers / powers.sum()


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
    (N, K), labels = scores.shape, np.asarray(labels)
    if labels.shape != (N,) or labels.dtype.kind not in "iu":
        raise InvalidSetting("labels", f"labels of shape {labels.shape}: needs {N} whole numbers, one for each picture")
    if N and not 0 <= labels.min() <= labels.max() < K:
        wrong = int(labels.max() if labels.max() >= K else labels.min())
        raise InvalidSetting("labels", f"label {wrong} of {K} classes: needs 0 to {K - 1}", label=wrong, K=K)
    if not 0 <= smoothing <= 1:
        near = {"smoothing": float(smoothing > 1)}
        raise InvalidSetting("smoothing", f"smoothing={smoothing}: needs 0 to 1", (near,), smoothing=smoothing)
    logs, rows = log_softmax(scores), np.arange(N)
    loss, grad = -(1 - smoothing) * logs[rows, labels].sum(), np.exp(logs)
    grad[rows, labels] -= 1 - smoothing
    if smoothing:
        loss -= smoothing / K * logs.sum()
        grad -= scores.dtype.type(smoothing / K)
    return float(loss / N), grad / scores.dtype.type(N)
