"""What solves each task on the trained network. What it says to the photographs is its own: there is no second source
for it, so the answers are those that its record was checked with."""

from __future__ import annotations

from tests.lessons.solution import Solution

TABLE = {0: (1, 1), 1: (0, 0), 2: (0, 1), 3: (1, 1), 4: (1, 1)}  # CONV, RELU, POOL, FC, and the S2 and S4 of LeNet-5


def filled(*rows: int) -> tuple:
    return tuple(((i, j), float(TABLE[i][j])) for i in rows for j in (0, 1))


def right(s, *rows: int) -> bool:
    given = dict(s.filled)
    places = [(i, j) for i in rows for j in (0, 1)]
    return bool(s.checked) and all(given.get((i, j)) == TABLE[i][j] for i, j in places)


SOLUTIONS = {
    "sure_and_wrong": Solution({"input": "bricks"}, "88.11"),
    "unsure": Solution({"input": "rocket"}, "30.53"),
    "vehicle": Solution({"input": "coffee"}, "57.99"),
    "change_mind": Solution({"input": "cat", "w": (((1, 6, 2, 0, 2), 0.0),)}),
    "no_weights": Solution({"layer": "P1"}, "P1", lambda s: s.layer in ("P1", "P2", "P3")),
    "a_cats_weights": Solution({"layer": "FC1", "front": 3}, "", lambda s: s.layer == "FC1" and s.front == 3),
    "stop_at_first": Solution({"input": "cat", "pos": 6}, "38.38"),  # frog
    "stop_at_last": Solution({"input": "cat", "pos": 9}, "2.05"),
    "far_ahead": Solution({"input": "bricks"}, "88.11"),
    "stop_at_worst": Solution({"pos": 3}, "602", lambda s: s.pos == 3),  # cat
    "stop_at_best": Solution({"pos": 1}, "", lambda s: s.pos == 1),  # automobile, 889 of 1,000
    "stop_at_cats_double": Solution({"pos": 5}, "", lambda s: s.pos == 5),  # dog, 134 times
    "table_right": Solution({"filled": filled(0, 1, 2, 3, 4), "checked": 1}, "", lambda s: right(s, 0, 1, 2, 3, 4)),
    "neither": Solution({"filled": filled(1), "checked": 1}, "", lambda s: right(s, 1)),
    "old_pooling": Solution({"filled": filled(4), "checked": 1}, "12", lambda s: right(s, 4)),
}
