"""What the page plays until its reader begins a training: a recording of those that it opens on.

`python -m pages.training.live_training` makes it anew. Weights are kept at the end of each epoch only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from pages.training.live_training import trainings
from pages.training.live_training.trainings import Moment

FILE = Path(__file__).with_name("recording.npz")
ASKED = ("network", "rate", "optimizer", "epochs", "seed")  # what both trainings have in common
NUMBERS = ("loss", "accuracy")  # of each moment
PLACES = 8  # trainings whose first moment is remembered


def of_one(settings) -> tuple[Moment, ...]:
    """The training of these settings, where it was recorded; else what there is before one: the untrained network."""
    asked, one, _ = _read()
    if _asked(settings, settings.B) == (asked, asked["B"]):
        return one
    return (_untrained(settings.network, settings.seed),)


def of_pair(settings) -> tuple[tuple[str, Moment], ...]:
    """The same of two batch sizes, an epoch of each in turn."""
    asked, one, other = _read()
    both = {"one": one, "other": other}
    if _asked(settings, settings.B) != (asked, asked["B"]) or settings.B2 != asked["B2"]:
        both = dict.fromkeys(both, (_untrained(settings.network, settings.seed),))
    epochs = {name: _by_epoch(moments) for name, moments in both.items()}
    return tuple(
        (name, moment) for n in range(len(epochs["one"])) for name, moments in epochs.items() for moment in moments[n]
    )


def _asked(settings, batch: int) -> tuple[dict[str, Any], int]:
    asked, _, _ = _read()
    return {**asked, **{name: getattr(settings, name) for name in ASKED}}, batch


@lru_cache(maxsize=PLACES)
def _untrained(network: str, seed: int) -> Moment:
    return next(trainings.follow(SimpleNamespace(network=network, seed=seed, rate=1.0, epochs=1, optimizer="sgd"), 1))


def _by_epoch(moments: tuple[Moment, ...]) -> list[tuple[Moment, ...]]:
    """In pieces, each of which ends where the held-out digits were tried."""
    ends = [n + 1 for n, moment in enumerate(moments) if moment.held_out is not None]
    return [moments[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


@cache
def _read() -> tuple[dict[str, Any], tuple[Moment, ...], tuple[Moment, ...]]:
    """What was asked for, and the moments of both trainings; they are shared by all who look at them."""
    with np.load(FILE) as file:
        arrays = dict(file)
    asked = json.loads(arrays.pop("asked").item())
    one, other = (
        tuple(_moments(arrays, name, trainings.schedule(SimpleNamespace(**asked), asked[batch])))
        for name, batch in (("one", "B"), ("other", "B2"))
    )
    return asked, one, other


def _moments(arrays: dict[str, np.ndarray], run: str, planned) -> Iterator[Moment]:
    """In the order of `trainings.follow`: the untrained network, then of each epoch its steps and its end."""
    prefix = f"{run}.params."
    params = {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}
    numbers = iter(np.stack([arrays[f"{run}.{name}"] for name in NUMBERS], axis=1).tolist())

    def end(epoch: int) -> Moment:
        step, kept = epoch * planned.iterations_per_epoch, {name: values[epoch] for name, values in params.items()}
        held_out, gradient = float(arrays[f"{run}.held_out"][epoch]), arrays[f"{run}.gradient"][epoch]
        return Moment(step, float(epoch), *next(numbers), held_out, kept, gradient, {})

    yield end(0)
    for epoch in range(1, planned.epochs + 1):
        for n in range(1, planned.iterations_per_epoch + 1):
            step = (epoch - 1) * planned.iterations_per_epoch + n
            yield Moment(step, step / planned.iterations_per_epoch, *next(numbers))
        yield end(epoch)


def record(settings) -> dict[str, np.ndarray]:
    """Train twice with these settings, with B and with B2 samples a batch: all that the file holds, by name."""
    asked = {name: getattr(settings, name) for name in (*ASKED, "B", "B2")}
    arrays = {"asked": np.array(json.dumps(asked))}
    for run, batch in (("one", settings.B), ("other", settings.B2)):
        moments = list(trainings.follow(settings, batch))
        ends = [moment for moment in moments if moment.held_out is not None]
        for name in NUMBERS:
            arrays[f"{run}.{name}"] = np.array([getattr(moment, name) for moment in moments], np.float32)
        arrays[f"{run}.held_out"] = np.array([moment.held_out for moment in ends])
        arrays[f"{run}.gradient"] = np.stack([moment.gradient for moment in ends])
        for name in ends[0].params:
            arrays[f"{run}.params.{name}"] = np.stack([moment.params[name] for moment in ends])
    return arrays
