"""Paths through the course: lists of stops, each a lesson in some state, to be walked one after the other.

Which path a reader walks, and at which stop, stands in the link (`?path=15&stop=2`): so Back, a bookmark and a link
passed on are on the path too, and nothing has to be remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pages.frame.lesson import Lesson
from pages.frame.state.link import query_of
from pages.frame.state.session import Visit, session
from pages.frame.state.settings import opening
from pages.menu import BY_ADDRESS


@dataclass(frozen=True)
class Stop:
    lesson: Lesson
    minutes: int
    changes: Mapping[str, Any]  # what is set there other than at the lesson's beginning

    @property
    def settings(self) -> Any:
        return replace(opening(self.lesson.settings), **self.changes)


def _at(address: str, minutes: int, **changes: Any) -> Stop:
    return Stop(BY_ADDRESS[address], minutes, changes)


PATHS: dict[str, tuple[Stop, ...]] = {
    "15": (
        _at("sliding-filter", 5),
        _at("output-size", 3),
        _at("pooling", 3),
        _at("cifar10", 4),
    ),
    "90": (
        _at("sliding-filter", 10),
        _at("output-size", 6),
        _at("output-size", 5, part="rounding"),
        _at("shared-weights", 5),
        _at("shared-weights", 5, part="sharing"),
        _at("pooling", 6),
        _at("cifar10", 6),
        _at("cifar10", 5, part="scores"),
        _at("alexnet", 8),
        _at("fc-is-conv", 6, part="convs"),
        _at("builder", 8),
        _at("steps-and-epochs", 5),
        _at("steps-and-epochs", 5, part="update"),
        _at("batch-size", 5, part="runs"),
        _at("live-training", 5),
    ),
    # its statements, as docs/article.md counts them
    "article": (
        _at("alexnet", 9),  # 1 to 12
        _at("cifar10", 5),  # 13, 14
        _at("builder", 4),  # 15
        _at("cifar10", 4, part="table"),  # 16 to 18
        _at("sliding-filter", 5, W=5, P=0, S=1, input="ufldl", kind="cross", b=0),  # 19 to 22
        _at("sliding-filter", 4, F=5, D=3),  # 23 to 27
        _at("output-size", 6),  # 28 to 34
        _at("shared-weights", 5),  # 35, 36
        _at("shared-weights", 5, part="sharing"),  # 37
        _at("pooling", 6),  # 38 to 41
        _at("fc-is-conv", 5),  # 42, 43
        _at("fc-is-conv", 5, part="convs"),  # 44 to 46
        _at("fc-is-conv", 5, part="larger"),  # 47 to 49
        _at("fc-is-conv", 4, part="shifts"),  # 50
        _at("steps-and-epochs", 3),  # 51, 52
        _at("batch-size", 6),  # 53 to 56
        _at("steps-and-epochs", 4, N=2000, B=500, E=1),  # 57 to 63
        _at("steps-and-epochs", 5, N=50000, B=256, E=10),  # 64 to 67
    ),
}


def minutes(path: str) -> int:
    """How long it takes, in all."""
    return sum(stop.minutes for stop in PATHS[path])


def query_at(path: str, stop: int) -> dict[str, str]:
    """The query of the link to a stop of a path, counted from 1, in the language of now."""
    return query_of(PATHS[path][stop - 1].settings, Visit(session().visit.lang, path=path, stop=stop))
