"""What to bring about with the trained network, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.lesson import Task
from pages.network.cifar10 import table
from pages.network.cifar10.forward_pass import index_of, kind_of, pass_of, trained
from pages.network.cifar10.one_map import front_of
from pages.network.cifar10.photos import PHOTOS, TRUE_CLASSES
from pages.network.cifar10.scores import ANIMALS


def _winner(settings: Any) -> str:
    return trained().classes[pass_of(settings).winner]


def _lead(settings: Any) -> float:
    """How far the first class is ahead of the second, in points of a hundred."""
    *_, second, first = sorted(pass_of(settings).chances)
    return 100 * (first - second)


def _taken_for(name: str) -> int:
    """The class of the test images that is most often taken for this one, being another."""
    at = trained().classes.index(name)
    column = trained().confusion[:, at].copy()
    column[at] = 0
    return int(column.argmax())


def _row_right(settings: Any, kind: str) -> bool:
    """Whether the reader's row of this kind of layer is right, and has been checked."""
    given, i = table.answers(settings), list(table.ROWS).index(kind)
    truth = table.has(kind).values()
    return bool(settings.checked) and [given.get((i, j)) for j in range(len(table.COLUMNS))] == list(truth)


def _sure_and_wrong(settings: Any, names: Mapping[str, Any]) -> bool:
    """Of one's own picture nobody knows what it shows."""
    return settings.input in PHOTOS and not names["is_right"] and names["chance"] > 80


TASKS = (
    Task("sure_and_wrong", _sure_and_wrong, part="flow"),
    Task("unsure", lambda s, n: n["chance"] < 35, part="flow"),
    Task("vehicle", lambda s, n: _winner(s) not in ANIMALS, part="flow"),
    Task("change_mind", lambda s, n: n["winner"] != n["plain_winner"], part="map"),
    Task("no_weights", lambda s, n: kind_of(index_of(s.layer)) == "pool", part="map"),
    Task("a_cats_weights", lambda s, n: s.layer == "FC1" and trained().classes[front_of(s)] == "cat", part="map"),
    Task("stop_at_first", lambda s, n: s.pos == pass_of(s).winner, part="scores"),
    Task("stop_at_last", lambda s, n: s.pos == pass_of(s).scores.argmin(), part="scores"),
    Task("far_ahead", lambda s, n: s.input not in TRUE_CLASSES and _lead(s) > 30, part="scores"),
    Task("stop_at_worst", lambda s, n: s.pos == trained().confusion.diagonal().argmin(), part="sorted"),
    Task("stop_at_best", lambda s, n: s.pos == trained().confusion.diagonal().argmax(), part="sorted"),
    Task("stop_at_cats_double", lambda s, n: s.pos == _taken_for("cat"), part="sorted"),
    Task("table_right", lambda s, n: all(_row_right(s, kind) for kind in table.ROWS), part="table"),
    Task("neither", lambda s, n: _row_right(s, "relu"), part="table"),
    Task("old_pooling", lambda s, n: _row_right(s, "subsample"), part="table"),
)
