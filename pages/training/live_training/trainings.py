"""Trainings on the handwritten digits that a page follows: a number a step, the weights every so often."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from cnnlib.network import cost
from cnnlib.network.network import Arrays, Network, initial_parameters, parse
from cnnlib.network.zoo import digits_net
from cnnlib.training.loop import evaluate, train
from cnnlib.training.schedule import Schedule
from cnnlib.training.update import gradient
from pages.frame.assets import LIMITS
from pages.shared.digits import UNKNOWN, held_out_digits, training_and_held_out, training_digits

NETWORKS = {
    "small": str(digits_net()),
    "two": "INPUT 8x8x1 - CONV 12 F3 P1 - RELU - CONV 16 F3 P1 - RELU - POOL 2 - FC 10",
    "dense": "INPUT 8x8x1 - FC 32 - RELU - FC 10",
}
SHOWN = 64  # samples whose gradient stands beside the weights


@dataclass(frozen=True, slots=True)
class Moment:
    """One step (its batch's loss and accuracy), or the end of an epoch (the held-out accuracy too); now and then the
    weights as they are then, and the first layer's gradient."""

    step: int
    epoch: float
    loss: float
    accuracy: float
    held_out: float | None = None
    params: Arrays | None = None
    gradient: np.ndarray | None = None
    made: dict | None = None  # what was made of these weights, by name

    def once(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, made at the first time only: a picture is drawn again after every slice of the work."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]


def network(name: str) -> Network:
    """One of the three, by its id."""
    return parse(NETWORKS[name])


def schedule(settings, batch: int) -> Schedule:
    """The timetable of a training."""
    return Schedule(len(training_digits()), batch, settings.epochs)


def total(settings, batch: int) -> int:
    """Moments of a training: its beginning, a step each, an epoch each."""
    return 1 + schedule(settings, batch).updates + settings.epochs


def follow(settings, batch: int) -> Iterator[Moment]:
    """One training from the first weights of the seed; the same settings give the same numbers."""
    model, (training, held_out) = network(settings.network), training_and_held_out()
    planned = schedule(settings, batch)
    every = -(-planned.updates // LIMITS["kept_weights"])
    first = initial_parameters(model, np.random.default_rng(settings.seed))
    yield _moment_with_weights(model, 0, 0.0, float("nan"), float("nan"), evaluate(model, first, held_out)[1], first)
    records = train(
        model,
        training,
        batch_size=batch,
        learning_rate=settings.rate,
        epochs=settings.epochs,
        seed=settings.seed,
        optimizer=settings.optimizer,
        held_out=held_out,
        params=first,
    )
    for record in records:
        at = record.step / planned.iterations_per_epoch
        if record.kind == "epoch" or record.step % every == 0:
            numbers = record.step, at, record.loss, record.accuracy, record.held_out_accuracy
            yield _moment_with_weights(model, *numbers, record.params)
        else:
            yield Moment(record.step, at, record.loss, record.accuracy)


def follow_both(settings) -> Iterator[tuple[str, Moment]]:
    """Two trainings from the same first weights with two batch sizes, one epoch of each in turn."""
    trainings = {"one": follow(settings, settings.B), "other": follow(settings, settings.B2)}
    while trainings:
        for name in list(trainings):
            for moment in trainings[name]:
                yield name, moment
                if moment.held_out is not None:
                    break
            else:
                del trainings[name]


def _moment_with_weights(
    model: Network, step: int, at: float, loss: float, accuracy: float, held_out, params: Arrays
) -> Moment:
    training, _ = training_and_held_out()
    found = gradient(model, params, training.x[:SHOWN], training.y[:SHOWN])
    name = next(iter(params))
    return Moment(step, at, loss, accuracy, held_out, params, found.grads[name].astype(np.float32), {})


# ---- what the words speak of


def names(settings, moments: tuple[Moment, ...], pair: tuple[tuple[str, Moment], ...]) -> dict[str, Any]:
    """Counts of the training, and how well it reads the held-out digits by now."""
    planned = schedule(settings, settings.B)
    tried = [moment.held_out for moment in moments if moment.held_out is not None]
    ends = {name: 100 * moment.held_out for name, moment in pair if moment.held_out is not None}
    return {
        "samples": planned.samples,
        "held_out_samples": len(held_out_digits()),
        "parameters": cost.total(cost.summarize(network(settings.network))).parameters,
        "iterations": planned.iterations_per_epoch,
        "updates": planned.updates,
        "other_updates": schedule(settings, settings.B2).updates,
        "shown": SHOWN,
        "trained": len(moments) > 1,
        "kept": sum(moment.params is not None for moment in moments),
        "diverged": not all(isfinite(moment.loss) for moment in moments[1:]),
        "accuracy_first": 100 * tried[0] if tried else UNKNOWN,
        "accuracy": 100 * tried[-1] if tried else UNKNOWN,
        "rate": settings.rate,
        "whole_epochs": max(len(tried) - 1, 0),  # the first try is before any training
        "one": ends.get("one", UNKNOWN),
        "other": ends.get("other", UNKNOWN),
        "B": settings.B,
        "B2": settings.B2,
        **_compared(settings, pair, ends),
        **_moved([moment for moment in moments if moment.params is not None]),
    }


def _compared(settings, pair: tuple[tuple[str, Moment], ...], ends: dict[str, float]) -> dict[str, Any]:
    """The accuracies of the run with fewer updates and of that with many, and whether both are done."""
    many, few = ("one", "other") if settings.B < settings.B2 else ("other", "one")
    return {
        "both_done": len(pair) == sum(total(settings, batch) for batch in (settings.B, settings.B2)),
        "few": ends.get(few, UNKNOWN),
        "many": ends.get(many, UNKNOWN),
    }


def _moved(with_weights: list[Moment]) -> dict[str, float]:
    """How far the first layer has come, in per cent of its first length, and its gradient's length then and now."""
    if not with_weights:
        return {"changed": 0.0, "slope_first": 0.0, "slope_now": 0.0}
    name = next(iter(with_weights[0].params))
    first, now = (each.params[name] for each in (with_weights[0], with_weights[-1]))
    return {
        "changed": 100 * float(np.linalg.norm(now - first) / np.linalg.norm(first)),
        "slope_first": float(np.linalg.norm(with_weights[0].gradient)),
        "slope_now": float(np.linalg.norm(with_weights[-1].gradient)),
    }
