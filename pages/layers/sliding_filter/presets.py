"""States of the sliding filter that are one button away, and the buttons beside its inputs and filters."""

from __future__ import annotations

from typing import Any

Changes = dict[str, Any]
FRESH = {"pos": None, "x": (), "w": (), "front": 0, "slice": 0, "d": 1, "g": 1}

PRESETS: dict[str, Changes] = {
    "ufldl": FRESH | {"W": 5, "F": 3, "P": 0, "S": 1, "D": 1, "K": 1, "input": "ufldl", "kind": "cross", "b": 0},
    "deep": FRESH | {"W": 7, "F": 3, "P": 1, "S": 2, "D": 3, "K": 2, "input": "integers"},
    "photograph": FRESH | {"F": 3, "P": 1, "S": 1, "K": 1, "input": "cat", "kind": "sobel_x", "b": 0},
}


def input_actions(settings: Any) -> dict[str, Changes]:
    """Small integers drawn anew; the input without what was edited by hand."""
    return {"roll": {"seed": settings.seed + 1, "x": (), "input": "integers"}, "clear_x": {"x": ()}}


def filter_actions(settings: Any) -> dict[str, Changes]:
    """Random weights drawn anew for the filter in front; all filters without what was edited by hand."""
    kind = settings.of_front("kind")
    return {"roll_w": {"filters": settings.filters + 1, "w": (), kind: "random"}, "clear_w": {"w": ()}}
