"""What a class moves in each lesson: a control of its own, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

from pages import menu
from tests.load.student import Control


@dataclass(frozen=True)
class Moved:
    """One control, the values that are tried (of itself where none are given), and seconds between two of a student's
    moves: a slider is dragged on, a switch of a whole network is set and looked at."""

    name: str = ""
    values: tuple = ()
    every: float = 2.0
    query: dict[str, Any] = field(default_factory=dict)


LINES = ("INPUT 28x28x1 - CONV 6 F5 P2 - RELU - POOL 2 - FC 10", "INPUT 32x32x3 - CONV 16 - RELU - POOL 2 - FC 10")
MOVED = {
    "sliding-filter": Moved("W", tuple(range(5, 13))),
    "output-size": Moved("W", tuple(range(5, 13))),
    "shared-weights": Moved("K"),
    "pooling": Moved("F", (2, 3, 4)),
    "fc-is-conv": Moved("W", tuple(range(5, 11))),
    "cifar10": Moved("input", every=8.0),
    "alexnet": Moved("groups", every=8.0),
    "builder": Moved("line", LINES, every=8.0),
    "steps-and-epochs": Moved("E", tuple(range(1, 11))),
    "batch-size": Moved("B"),
    "live-training": Moved("rate", every=8.0, query={"epochs": 1}),
}
# What a lesson shows of the machine's own clock differs from one visit to the next.
LESSONS = {lesson.address: MOVED.get(lesson.address, Moved()) for lesson in menu.LESSONS}


def walk(moved: Moved, controls: dict[str, Control], start: int):
    """(name, value) after value without end, each student beginning elsewhere."""
    name = moved.name or next(name for name, control in controls.items() if len(control.values) > 1)
    values = moved.values or controls[name].values
    return ((name, value) for value in islice(cycle(values), start % len(values), None))
