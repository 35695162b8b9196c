"""What to bring about with trainings of one's own, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.lesson import Task
from pages.shared.digits import UNKNOWN


def _reads(n: Mapping[str, Any], low: float, high: float = 100) -> bool:
    """Whether an epoch has ended, and from `low` to `high` per cent of the unseen digits are now read rightly."""
    return n["whole_epochs"] > 0 and low < n["accuracy"] <= high


def _sure(n: Mapping[str, Any], low: float, high: float = 100) -> bool:
    return n["sure"] != UNKNOWN and low < n["sure"] <= high


def _ends(n: Mapping[str, Any]) -> tuple[float, float]:
    """The worse and the better of two trainings, once both have ended."""
    return (min(n["one"], n["other"]), max(n["one"], n["other"])) if n["both_done"] else (50, 50)


TASKS = (
    Task("thirty_updates", lambda s, n: n["updates"] <= 30 and _reads(n, 90), part="train"),
    Task("quick", lambda s, n: n["updates"] <= 300 and _reads(n, 94), part="train"),
    Task("other_network", lambda s, n: n["parameters"] > 2_050, part="train"),
    Task("ruined", lambda s, n: n["iterations"] > 100 and _reads(n, 0, 20), part="train"),
    Task("few_wrong", lambda s, n: n["updates"] <= 1_000 and _reads(n, 96), part="mistakes"),
    Task("one_epoch", lambda s, n: s.epochs == 1 and _reads(n, 85), part="mistakes"),
    Task("half_wrong", lambda s, n: n["whole_epochs"] >= 3 and _reads(n, 0, 50), part="mistakes"),
    Task("draw_one", lambda s, n: _sure(n, 90), part="draw"),
    Task("draw_seven", lambda s, n: n["read"] == 7 and _sure(n, 50), part="draw"),
    Task("draw_unsure", lambda s, n: len(s.drawn) >= 8 and _sure(n, 0, 50), part="draw"),
    Task(
        "hundred_times",
        lambda s, n: max(n["updates"], n["other_updates"]) >= 100 * min(n["updates"], n["other_updates"]),
        part="pair",
    ),
    Task(
        "both_learn",
        lambda s, n: s.epochs <= 5 and max(s.B, s.B2) >= 16 * min(s.B, s.B2) and _ends(n)[0] > 90,
        part="pair",
    ),
    Task("one_behind", lambda s, n: _ends(n)[0] < 50 and _ends(n)[1] > 90, part="pair"),
)
