"""The scene of a training's timetable: samples shuffled and dealt into batches, one update a batch."""

from __future__ import annotations

import numpy as np

from cnnlib.training.schedule import Schedule
from pages.frame.stage.scene import Scene
from pages.training.steps_and_epochs.timetable import charts

MOST_SAMPLES = 200  # drawn one by one; beyond, a batch is a box
MOST_BOXES = 400  # batches drawn one by one; beyond, a box stands for several
MOST_STOPS = 600  # of the clock; a longer training is walked through in even strides


def deal_scene(schedule: Schedule, seed: int) -> Scene:
    """Stops (epoch, iteration, updates made so far); iteration 0 is the moment after the shuffle."""
    few = schedule.samples <= MOST_SAMPLES
    iterations = schedule.iterations_per_epoch
    curves, around = charts(schedule)
    arrays = {"stops": stops(schedule)} | curves
    if few:
        arrays["order"] = np.stack([schedule.order(epoch, seed) for epoch in range(schedule.epochs)])
    return Scene(
        view="deal",
        arrays=arrays,
        facts={
            "samples": schedule.samples,
            "batch": schedule.batch_size,
            "epochs": schedule.epochs,
            "iterations": iterations,
            "last": schedule.last_batch,
            "dropped": schedule.left_out,
            "few": few,
            "charts": around,
            "each": -(-iterations // MOST_BOXES),  # batches that one box stands for
        },
    )


def stops(schedule: Schedule) -> np.ndarray:
    """(count, 3) whole numbers: every shuffle and every update of a short training, some of a long one."""
    iterations = schedule.iterations_per_epoch
    total = schedule.epochs * (iterations + 1)
    chosen = np.unique(np.linspace(0, total - 1, min(total, MOST_STOPS)).astype(np.int64))
    epoch, within = np.divmod(chosen, iterations + 1)
    return np.stack([epoch, within, epoch * iterations + within], axis=1)
