"""Real trainings over the batch size: at equal epochs, at equal updates, one sample at a time; and their plot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cnnlib.network.zoo import digits_net
from cnnlib.training.loop import evaluate, train
from cnnlib.training.schedule import Schedule
from pages.frame.stage.scene import Scene
from pages.shared.digits import UNKNOWN, training_and_held_out, training_digits

SIZES = (1, 4, 16, 64, 256)  # and all samples
FITTING, TOO_HIGH = 0.05, 0.5  # rates for one sample at a time


@dataclass(frozen=True)
class Trained:
    """One training: what of ("epochs", "updates", "fitting", "too_high"), and what came of it."""

    kind: str
    batch: int
    updates: int
    accuracy: float  # on the held-out digits
    per_epoch: float  # seconds


def train_all(settings) -> Iterator[Trained | None]:
    """Batch sizes in turn, twice each: as many epochs for all, and as many updates for all. Then one sample a batch
    at a rate that fits it and at one that does not. A None after each update, a Trained at the end of each training."""
    for kind, size, updates, rate in planned(settings):
        yield from _train_one(kind, size, updates, rate, settings.seed)


def sizes() -> tuple[int, ...]:
    """The batch sizes that are tried."""
    return (*SIZES, len(training_digits()))


def planned(settings) -> list[tuple[str, int, int, float]]:
    """(kind, batch size, updates, rate) of every training, in order."""
    equal, single = epochs_updates(64, settings), epochs_updates(1, settings)
    found = []
    for size in sizes():
        found.append(("epochs", size, epochs_updates(size, settings), settings.rate))
        found.append(("updates", size, equal, settings.rate))
    return [*found, ("fitting", 1, single, FITTING), ("too_high", 1, single, TOO_HIGH)]


def epochs_updates(size: int, settings) -> int:
    """Updates that batches of this size make in the epochs of the page."""
    return Schedule(len(training_digits()), size, settings.epochs).updates


def total(settings) -> int:
    """Records that `train_all` will yield."""
    return sum(updates + 1 for _, _, updates, _ in planned(settings))


def _train_one(kind: str, size: int, updates: int, rate: float, seed: int) -> Iterator[Trained | None]:
    training, held_out = training_and_held_out()
    iterations = Schedule(len(training), size).iterations_per_epoch
    epochs = -(-updates // iterations)
    steps = train(digits_net(), training, batch_size=size, learning_rate=rate, epochs=epochs, seed=seed)
    for record in steps:
        if record.kind == "step":
            yield None
            if record.step == updates:
                break
    _, accuracy = evaluate(digits_net(), record.params, held_out)
    yield Trained(kind, size, updates, accuracy, record.seconds * iterations / updates)


# ---- the plot of what they have given so far


def trainings_scene(found: tuple[Trained | None, ...], say) -> Scene:
    """Accuracy over the batch size, at equal epochs and at equal updates, and below it the time of an epoch."""
    done = [each for each in found if each is not None]

    def points(kind: str, what: str) -> np.ndarray:
        return np.array([(r.batch, getattr(r, what)) for r in done if r.kind == kind], np.float64).reshape(-1, 2)

    per_cent = np.array([1.0, 100.0])
    series = {
        "epochs": (say("series_epochs"), "window", "line", points("epochs", "accuracy") * per_cent),
        "updates": (say("series_updates"), "input", "line", points("updates", "accuracy") * per_cent),
        "fitting": (say("series_fitting"), "output", "marks", points("fitting", "accuracy") * per_cent),
        "too_high": (say("series_too_high"), "negative", "marks", points("too_high", "accuracy") * per_cent),
        "time": ("", "filter", "line", points("epochs", "per_epoch")),
    }
    seconds = [r.per_epoch for r in done]
    return Scene(
        view="logplot",
        arrays={
            "stops": np.array(sorted({r.batch for r in done}), np.float64),
            **{f"series.{id}": values for id, (*_, values) in series.items()},
        },
        facts={
            "axis": {"low": 1, "high": sizes()[-1], "ticks": list(sizes()), "name": say("axis_batch")},
            "panels": [
                {
                    "name": say("panel_accuracy"),
                    "low": 0,
                    "high": 100,
                    "ticks": [0, 50, 100],
                    "unit": "%",
                    "log": False,
                    "share": 0.64,
                    "series": ["epochs", "updates", "fitting", "too_high"],
                },
                {
                    "name": say("panel_time"),
                    "low": min([0.01, *seconds]),
                    "high": max([1.0, *seconds]),
                    "log": True,
                    "ticks": [0.01, 0.1, 1],
                    "unit": " s",
                    "share": 0.36,
                    "series": ["time"],
                },
            ],
            "series": {id: {"name": name, "role": role, "kind": kind} for id, (name, role, kind, _) in series.items()},
            "bands": [
                {"from": 1, "to": 4, "words": say("band_slow"), "low": True},
                {"from": 256, "to": sizes()[-1], "words": say("band_few"), "low": True},
            ],
            "said_at": [_said(size, done, say) for size in sorted({r.batch for r in done})],
        },
    )


def _said(size: int, done: list[Trained], say) -> str:
    of = {each.kind: each for each in done if each.batch == size}
    shown = {kind: of[kind].accuracy * 100 if kind in of else 0.0 for kind in ("epochs", "updates")}
    time = of["epochs"].per_epoch if "epochs" in of else 0.0
    return say("said_training", batch=size, by_epochs=shown["epochs"], by_updates=shown["updates"], time=time)


def trainings_names(found: tuple[Trained | None, ...], settings) -> dict:
    """What the words speak of: the accuracies in per cent, unknown until they are there."""
    of = {(each.kind, each.batch): each for each in found if each is not None}
    everything = len(training_digits())
    accuracy = {key: each.accuracy * 100 for key, each in of.items()}
    seconds = {key: each.per_epoch for key, each in of.items()}
    return {
        "known": frozenset(of),
        "equal_updates": epochs_updates(64, settings),
        "full_updates": epochs_updates(everything, settings),
        "single_updates": epochs_updates(1, settings),
        "fitting_rate": FITTING,
        "high_rate": TOO_HIGH,
        "fitting": accuracy.get(("fitting", 1), UNKNOWN),
        "too_high": accuracy.get(("too_high", 1), UNKNOWN),
        "full_epochs": accuracy.get(("epochs", everything), UNKNOWN),
        "full_at": accuracy.get(("updates", everything), UNKNOWN),
        "sixteen": accuracy.get(("epochs", 16), UNKNOWN),
        "single_at": accuracy.get(("updates", 1), UNKNOWN),
        "times": everything,  # samples a batch, at equal updates
        "time_single": seconds.get(("epochs", 1), UNKNOWN),
        "time_64": seconds.get(("epochs", 64), UNKNOWN),
    }
