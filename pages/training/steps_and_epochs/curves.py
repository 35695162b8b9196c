"""The two curves of the timetable: iterations per epoch over the batch size, updates over the epochs."""

from __future__ import annotations

import numpy as np

from cnnlib.training.schedule import Schedule, iterations_per_epoch

POINTS = 120


def curves(planned: Schedule) -> tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]:
    """((B, iterations), (E, updates)), B in even strides of its logarithm from 1 to N."""
    sizes = np.unique(np.geomspace(1, planned.samples, POINTS).astype(int)).tolist()
    iterations = [iterations_per_epoch(planned.samples, size, planned.drop_last) for size in sizes]
    epochs = list(range(planned.epochs + 1))
    return (sizes, iterations), (epochs, [planned.iterations_per_epoch * epoch for epoch in epochs])
