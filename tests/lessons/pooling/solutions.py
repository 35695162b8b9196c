"""What solves each task on pooling."""

from __future__ import annotations

from itertools import product

from tests.lessons.solution import Solution


def cells(s):
    return s.make_input().values


def stops(s) -> int:
    padding = s.P if s.part == "window" else 0
    padded = min(len(cells(s)[0]), 8 if s.part == "back" else 1000) + 2 * padding
    return sum(1 for start in range(0, padded, s.S) if start + s.F <= padded)


def flat_windows(s) -> bool:
    """Whether each window holds one number only."""
    if s.F == 1 or s.P or s.make_input().is_photograph:
        return False
    return all(
        len(set(plane[i : i + s.F, j : j + s.F].ravel().tolist())) == 1
        for plane in cells(s)
        for i, j in product(range(0, len(plane) - s.F + 1, s.S), repeat=2)
    )


def winners(s) -> list[tuple[int, int]]:
    """The cell that each window's maximum stands in, the first of equal ones."""
    plane = cells(s)[0][:8, :8]
    corners = product(range(0, len(plane) - s.F + 1, s.S), repeat=2)
    inside = list(product(range(s.F), repeat=2))
    return [max(((i + a, j + b) for a, b in inside), key=lambda at: plane[at]) for i, j in corners]


SOLUTIONS = {
    "overlap": Solution({"F": 2, "S": 1}, "2", lambda s: s.S < s.F and stops(s) > 1),
    "ninety": Solution({"F": 4}, "93.75", lambda s: stops(s) ** 2 / cells(s)[0].size < 0.1),
    "max_is_mean": Solution({"input": "edge", "W": 8}, "", flat_windows),
    "sum": Solution({"how": "p", "p": 1}, "1", lambda s: s.how == "p" and s.p == 1),
    # six by six: what each differs by is counted cell by cell in claims.py; a checkerboard of 6 columns, moved by one,
    # turns over all columns but the first
    "all_differ": Solution({"how": "mean"}, "9"),
    "none_differs": Solution({"input": "checker"}, "30"),
    "a_stride": Solution({"move": 2}, "2"),
    # the per cent of a shift are tried out in test_pooling.py
    "steady": Solution({"F": 8, "S": 8}, "59.4"),
    "less_than_image": Solution({"F": 8, "S": 8}, "7.8"),
    "no_help": Solution({"how": "min"}, "59.4"),
    "all_get": Solution({"how": "mean"}, "16"),
    "one_gets": Solution({"F": 4}, "1"),
    "won_twice": Solution({"S": 1}, "9", lambda s: s.how == "max" and len(set(winners(s))) < len(winners(s))),
}
