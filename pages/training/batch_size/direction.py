"""How far a batch's gradient points away from that of all samples, measured on the digits, and the law beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cnnlib.network.network import initial_parameters
from cnnlib.network.zoo import digits_net
from cnnlib.training.gradients import Spread, angles_of_law, fit, measure
from cnnlib.training.loop import train
from pages.frame.stage.scene import Scene
from pages.shared.digits import UNKNOWN, training_digits

SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)  # and at last all samples
UPHILL = 90  # degrees from the downhill direction
RATE, BATCH = 0.1, 32  # of the training before the measuring


def sizes() -> tuple[int, ...]:
    """The batch sizes that are measured."""
    return (*SIZES, len(training_digits()))


def spreads(settings) -> Iterator[Spread]:
    """Weights trained for some epochs, then one Spread a batch size."""
    params = initial_parameters(digits_net(), np.random.default_rng(settings.seed))
    if settings.before:
        for record in train(
            digits_net(),
            training_digits(),
            batch_size=BATCH,
            learning_rate=RATE,
            epochs=settings.before,
            seed=settings.seed,
        ):
            params = record.params
    yield from measure(digits_net(), params, training_digits(), sizes(), draws=settings.draws, seed=settings.seed)


def direction_scene(found: tuple[Spread, ...], say) -> Scene:
    """Every batch's angle as a dot, the root mean square of a size as a line, the fitted law dashed through them."""
    N = len(training_digits())
    series = {
        "drawn": (say("series_drawn"), "input", "dots", [(s.batch_size, angle) for s in found for angle in s.angles]),
        "typical": (say("series_typical"), "window", "line", [(s.batch_size, s.angle) for s in found]),
        "law": (say("series_law"), "output", "dash", []),
    }
    if any(spread.batch_size < N for spread in found):
        series["law"] = (*series["law"][:3], angles_of_law(N, fit(found, N)))
    # Some batches of one sample point uphill: then there is more than a right angle to be shown.
    high = max(UPHILL, 30 * math.ceil(max((angle for s in found for angle in s.angles), default=0) / 30))
    return Scene(
        view="logplot",
        arrays={
            "stops": np.array([s.batch_size for s in found], np.float64),
            **{f"series.{id}": np.array(points, float).reshape(-1, 2) for id, (*_, points) in series.items()},
        },
        facts={
            "axis": {"low": 1, "high": N, "ticks": [*SIZES[:-1], N], "name": say("axis_batch")},
            "panels": [
                {
                    "name": say("panel_angle"),
                    "low": 0,
                    "high": high,
                    "ticks": [*range(0, high + 1, 30)],
                    "unit": "°",
                    "log": False,
                    "share": 1,
                    "series": ["drawn", "typical", "law"],
                }
            ],
            "series": {id: {"name": name, "role": role, "kind": kind} for id, (name, role, kind, _) in series.items()},
            "bands": [
                {"from": 1, "to": 4, "words": say("band_noisy"), "low": True},
                {"from": 256, "to": N, "words": say("band_settled"), "low": False},
            ],
            "said_at": [
                say("said_angle", batch=s.batch_size, angle=s.angle, length=float(s.lengths.mean())) for s in found
            ],
        },
    )


def direction_names(found: tuple[Spread, ...]) -> dict:
    """The c of the law and the angles that the words speak of; unknown until they are measured."""
    by_size = {spread.batch_size: spread.angle for spread in found}
    N = len(training_digits())
    return {
        "samples": N,
        "c": fit(found, N) if any(spread.batch_size < N for spread in found) else UNKNOWN,
        **{f"angle_{size}": by_size.get(size, UNKNOWN) for size in (1, 64, 256, 512)},
        "angle_all": by_size.get(N, UNKNOWN),
        "draws": len(found[0].angles) if found else UNKNOWN,
        "measured": len(found),
        "closer": all(a.angle > b.angle for a, b in pairwise(found)),
        "downhill": int(np.count_nonzero(found[0].angles < UPHILL)) if found else UNKNOWN,
    }
