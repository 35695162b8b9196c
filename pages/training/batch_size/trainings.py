"""Real trainings on the digits over the batch size: at equal epochs, at equal updates, and one sample at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cnnlib.network.zoo import digits_net
from cnnlib.training.loop import evaluate, train
from cnnlib.training.schedule import Schedule
from pages.shared.digits import parts

SIZES = (1, 4, 16, 64, 256)  # and all samples
FITTING, TOO_HIGH = 0.05, 0.5  # rates for one sample at a time


@dataclass(frozen=True)
class Ran:
    """One training: what of ("epochs", "updates", "fitting", "too_high"), and what came of it."""

    kind: str
    batch: int
    updates: int
    accuracy: float  # on the held-out digits
    per_epoch: float  # seconds


def runs(settings) -> Iterator[Ran | None]:
    """Batch sizes in turn, twice each: as many epochs for all, and as many updates for all. Then one sample a batch
    at a rate that fits it and at one that does not. A None after each update, a Ran at the end of each training."""
    for kind, size, updates, rate in planned(settings):
        yield from _run(kind, size, updates, rate, settings.seed)


def sizes() -> tuple[int, ...]:
    """The batch sizes that are tried."""
    return (*SIZES, len(parts()[0]))


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
    return Schedule(len(parts()[0]), size, settings.epochs).updates


def total(settings) -> int:
    """Records that `runs` will yield."""
    return sum(updates + 1 for _, _, updates, _ in planned(settings))


def _run(kind: str, size: int, updates: int, rate: float, seed: int) -> Iterator[Ran | None]:
    training, held_out = parts()
    iterations = Schedule(len(training), size).iterations_per_epoch
    epochs = -(-updates // iterations)
    steps = train(digits_net(), training, batch_size=size, learning_rate=rate, epochs=epochs, seed=seed)
    for record in steps:
        if record.kind == "step":
            yield None
            if record.step == updates:
                break
    _, accuracy = evaluate(digits_net(), record.params, held_out)
    yield Ran(kind, size, updates, accuracy, record.seconds * iterations / updates)
