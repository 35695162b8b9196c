"""One update taken apart on numbers that can be followed: three samples of two numbers, two classes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from cnnlib.formulas.symbols import Symbol
from cnnlib.network.network import parse
from cnnlib.ops.activations import softmax
from cnnlib.training.optimisers import Sgd, descend
from cnnlib.training.update import Update, gradient, one_update
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.colours import role_of

NETWORK = parse("INPUT 1x1x2 - FC 2")
SAMPLES, CLASSES = 3, 2
RATES = (0.05, 0.1, 0.2, 0.5, 1, 2)
STEPS = 8


@lru_cache(maxsize=256)
def worked(seed: int, rate: float) -> tuple[Update, float]:
    """The update, and the loss of the same batch after it. Samples and weights are small whole numbers."""
    rng = np.random.default_rng(seed)
    x = rng.integers(-2, 4, (SAMPLES, 2, 1, 1)).astype(np.float64)
    y = np.array([0, 1, int(rng.integers(0, CLASSES))])
    params = {"FC1.w": rng.integers(-1, 2, (CLASSES, 2)).astype(np.float64), "FC1.b": np.zeros(CLASSES)}
    update = one_update(NETWORK, params, x, y, Sgd(rate))
    return update, gradient(NETWORK, update.after, x, y).loss


def losses(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Of each sample, -log of the probability of its label: (N,)."""
    return -np.log(softmax(scores)[np.arange(len(labels)), labels])


def worked_scene(seed: int, rate: float) -> Scene:
    """Every number of the update, in the order in which it comes to be."""
    update, _ = worked(seed, rate)
    x = update.trace.volumes[0].reshape(SAMPLES, 2)
    scores = update.trace.scores.reshape(SAMPLES, CLASSES)
    again = x @ update.after["FC1.w"].T + update.after["FC1.b"]
    parts = {
        "samples": ("input", np.column_stack([x, update.labels])),
        "weights": ("filter", _beside(update.before)),
        "scores": ("output", scores),
        "chances": ("output", softmax(scores)),
        "losses": ("window", losses(scores, update.labels)[:, None]),
        "by_scores": ("window", update.by_scores),
        "by_weights": ("window", _beside(update.grads)),
        "after": ("filter", _beside(update.after)),
        "again": ("output", losses(again, update.labels)[:, None]),
    }
    return Scene(
        view="worked",
        grids=tuple(Grid(name, role, values[None], (1,)) for name, (role, values) in parts.items()),
        # for each grid the stop at which it is seen first
        facts={"steps": STEPS, "since": dict(zip(parts, (0, 0, 1, 2, 3, 4, 5, 6, 7), strict=True))},
    )


def _beside(params: dict[str, np.ndarray]) -> np.ndarray:
    """Weights (K, D) with the biases as a last column."""
    return np.column_stack([params["FC1.w"], params["FC1.b"]])


def first_that_grows(seed: int) -> float | None:
    """The smallest of the rates at which the loss is larger after the update than before; None where none is."""
    tried = ((rate, *worked(seed, rate)) for rate in RATES)
    return next((rate for rate, update, again in tried if again > update.loss), None)


def worked_names(seed: int, rate: float) -> dict[str, object]:
    """The numbers that the words of the steps speak of: sample 1, class 1 and its first weight."""
    (update, again), grows = worked(seed, rate), first_that_grows(seed)
    x = update.trace.volumes[0].reshape(SAMPLES, 2)
    scores = update.trace.scores.reshape(SAMPLES, CLASSES)
    w, b = update.before["FC1.w"], update.before["FC1.b"]
    label = int(update.labels[0])
    gradient_w = float(update.grads["FC1.w"][0, 0])
    step = descend(Symbol("w", float(w[0, 0]), role_of("F")), Symbol("g", gradient_w), Symbol("η", rate))
    return {
        "rate": rate,
        "step": step,
        "x1": float(x[0, 0]),
        "x2": float(x[0, 1]),
        "label": label + 1,
        "w1": float(w[0, 0]),
        "w2": float(w[0, 1]),
        "b1": float(b[0]),
        "score": float(scores[0, 0]),
        "other_score": float(scores[0, 1]),
        "chance": float(softmax(scores)[0, 0]),
        "right_chance": float(softmax(scores)[0, label]),
        "sample_loss": float(losses(scores, update.labels)[0]),
        "mean_loss": update.loss,
        "by_score": float(update.by_scores[0, 0]),
        "is_label": int(label == 0),
        "batch_size": SAMPLES,
        "by_weight": gradient_w,
        "w1_after": float(update.after["FC1.w"][0, 0]),
        "new_loss": again,
        "at": grows or 0,
    }
