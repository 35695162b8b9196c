"""Real trainings on the handwritten digits, for the lesson on steps and epochs: one, and one whose samples come
sorted by their labels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from cnnlib.data.datasets import LabelledImages
from cnnlib.network.zoo import digits_net
from cnnlib.training.loop import train
from cnnlib.training.schedule import Schedule
from pages.frame.stage.scene import Scene
from pages.shared.digits import UNKNOWN, training_digits

RATE = 0.1
BATCHES_A_TOOTH = 2  # of one digit at least, for its tooth to be seen
MOST_POINTS = 900  # of a curve that is drawn


@cache
def sorted_digits() -> LabelledImages:
    """The same, all noughts first, then all ones, to all nines."""
    digits = training_digits()
    return digits.subset(np.argsort(digits.y, kind="stable"))


def shuffled_losses(settings) -> Iterator[tuple[float]]:
    """The loss of each step of one training."""
    for record in _steps(settings, training_digits(), True):
        yield (record.loss,)


def both_losses(settings) -> Iterator[tuple[float, float]]:
    """The losses of each step of two trainings from the same first weights: shuffled, and sorted by label."""
    pairs = zip(_steps(settings, training_digits(), True), _steps(settings, sorted_digits(), False), strict=True)
    for shuffled, in_order in pairs:
        yield shuffled.loss, in_order.loss


def _steps(settings, digits: LabelledImages, shuffle: bool):
    records = train(
        digits_net(),
        digits,
        batch_size=settings.batch,
        learning_rate=RATE,
        epochs=settings.rounds,
        seed=settings.seed,
        shuffle=shuffle,
    )
    return (record for record in records if record.kind == "step")


def schedule(settings) -> Schedule:
    """The timetable of such a training."""
    return Schedule(len(training_digits()), settings.batch, settings.rounds)


@cache
def kinds(batch: int) -> float:
    """How many different digits a batch of the sorted ones holds, on average."""
    labels = sorted_digits().y
    dealt = [labels[start : start + batch] for start in range(0, len(labels), batch)]
    return float(np.mean([len(np.unique(some)) for some in dealt]))


def names(settings, losses: tuple) -> dict[str, object]:
    """Counts of such a training; of two, how high each loss still goes in the last epoch."""
    planned, per_digit = schedule(settings), len(training_digits()) / len(training_digits().classes)
    shuffled, in_order = UNKNOWN, UNKNOWN
    if len(losses) == planned.updates:
        shuffled, in_order = np.array(losses[-planned.iterations_per_epoch :]).max(axis=0).tolist()
    several = per_digit >= BATCHES_A_TOOTH * settings.batch
    return {
        "real": planned.samples,
        "real_batch": planned.batch_size,
        "real_iterations": planned.iterations_per_epoch,
        "real_updates": planned.updates,
        "real_seen": planned.position(planned.updates).samples,
        "per_digit": round(per_digit),
        "kinds": kinds(settings.batch),
        "high_shuffled": shuffled,
        "high_sorted": in_order,
        "teeth": several,
        "finished": len(losses) == planned.updates,
    }


def losses_scene(settings, losses: tuple) -> Scene:
    """The loss so far, over the steps; the other scales are the same line with other numbers under it."""
    planned = schedule(settings)
    points = np.unique(np.linspace(0, len(losses) - 1, min(len(losses), MOST_POINTS)).astype(np.int64))
    curves = np.array(losses, np.float32)[points].T if len(losses) else np.zeros((1, 0), np.float32)
    return Scene(
        view="rulers",
        arrays={"curves": curves, "steps": points + 1},
        facts={
            "iterations": planned.iterations_per_epoch,
            "epochs": planned.epochs,
            "samples": planned.samples,
            "batch": planned.batch_size,
        },
    )
