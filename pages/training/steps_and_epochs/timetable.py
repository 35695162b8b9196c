"""Two charts of the timetable, with now marked: iterations per epoch over the batch size, updates over the epochs."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas.symbols import Symbol
from cnnlib.training.optimisers import warm_up
from cnnlib.training.schedule import (
    Schedule,
    accumulated_updates,
    effective_batch,
    iterations_per_epoch,
    updates,
    warm_up_length,
)
from pages.frame.text.formulas import value_of
from pages.frame.text.numbers import small

POINTS = 60
EVERY = 4  # batches whose gradients make one update, where they are accumulated
EPOCHS = (10, 20, 50, 100)  # ends of the scale: it stands still while E moves below one


def charts(planned: Schedule) -> tuple[dict[str, np.ndarray], list[dict[str, Any]]]:
    """The curves as arrays (points, 2), and what is drawn around each: its scales with their marks, and the point of
    now."""
    by_batch, by_epoch = curves(planned)
    samples = marks_of_powers(planned.samples)
    last, most = by_epoch[-1]
    return {"by_batch": np.array(by_batch, float), "by_epoch": np.array(by_epoch, float)}, [
        {
            "curve": "by_batch",
            "power": True,
            "x": samples,
            "y": samples,
            "now": (planned.batch_size, planned.iterations_per_epoch),
        },
        {
            "curve": "by_epoch",
            "power": False,
            "x": [0, last // 2, last],
            "y": [0, most // 2, most],
            "now": (planned.epochs, planned.updates),
        },
    ]


def curves(planned: Schedule) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """[(B, iterations)], B in even strides of its logarithm from 1 to N; [(E, updates)] from 0 to the scale's end."""
    N, B, drop = planned.samples, planned.batch_size, planned.drop_last
    sizes = np.unique(np.geomspace(1, N, POINTS).astype(int)).tolist()
    end = next(each for each in EPOCHS if each >= planned.epochs)
    return (
        [(size, iterations_per_epoch(N, size, drop)) for size in sizes],
        [(epochs, updates(N, B, epochs, drop)) for epochs in (0, end)],
    )


def marks_of_powers(highest: int) -> list[int]:
    """1, 10, 100, ... to the first that is no less; of many every second or fourth, so that each has room."""
    powers = max(1, len(str(highest - 1)))
    each = 1 if powers < 5 else 2 if powers < 7 else 4
    return [10**power for power in range(0, powers + each, each)]


def rarer_names(N: Symbol, B: Symbol, E: Symbol, drop_last: bool) -> dict[str, Any]:
    """What accumulating gradients and warming up the learning rate make of the timetable."""
    every = Symbol("k", EVERY)
    warm = warm_up_length(value_of(updates(N, B, E, drop_last)))
    first = 100 * warm_up(0, warm, 1.0)  # per cent
    return {
        "every": EVERY,
        "effective": effective_batch(B, every),
        "rarer": accumulated_updates(N, B, E, every, drop_last),
        "warm": warm,
        "first_rate": first,
        "first_rate_said": small(first),
    }
