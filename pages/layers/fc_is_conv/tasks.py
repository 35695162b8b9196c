"""What to bring about with CONV as FC and FC as CONV, part by part."""

from __future__ import annotations

from typing import Any

from cnnlib.explain.sliding import coverage
from cnnlib.formulas.counts import percent
from pages.frame.lesson import Task
from pages.layers.fc_is_conv.passes_and_crops import FINE, SHIFTS, network_of


def _pads(settings: Any) -> bool:
    """Whether the network that is run pads inside."""
    return any(getattr(layer, "P", 0) for layer in network_of(settings).network.layers)


def _filled(settings: Any) -> int:
    """Cells of the finer grid that have their score when the player stands at its position."""
    used, last = network_of(settings), -1 if settings.pos is None else settings.pos
    by_pass = coverage(used.side, used.side, used.crop, used.stride, SHIFTS[settings.way], FINE)
    return int(((by_pass >= 0) & (by_pass <= last)).sum())


def _one_new(settings: Any) -> bool:
    """Whether the player stands at a crop that has others above it and at its left."""
    row, column = divmod(settings.pos or 0, network_of(settings).rows)
    return row > 0 and column > 0


TASKS = (
    Task("full", lambda s, n: n["count"] == n["rows"] * n["columns"], part="matrix"),
    Task("sparse", lambda s, n: percent(n["count"], n["rows"] * n["columns"]) < 5, part="matrix"),
    Task("zeros_lost", lambda s, n: n["lost"] > 0, part="matrix"),
    Task("square", lambda s, n: n["rows"] == n["columns"], part="matrix"),
    Task("tiny", lambda s, n: s.F2 == 1, part="convs"),
    Task("twenty_seven", lambda s, n: n["inputs"] == 27, part="convs"),
    Task("hundred", lambda s, n: n["weights"] >= 100, part="convs"),
    Task("padding_differs", lambda s, n: _pads(s), part="larger"),
    Task("saves_less", lambda s, n: n["ratio"] < 10, part="larger"),
    Task("last_crop", lambda s, n: s.pos == n["crops"] - 1, part="larger"),
    Task("one_new", lambda s, n: s.look == "why" and _one_new(s), part="larger"),
    Task("two_passes", lambda s, n: n["passes"] == 2, part="shifts"),
    Task("shifts_differ", lambda s, n: _pads(s), part="shifts"),
    Task("sixty_six", lambda s, n: _filled(s) == 66, part="shifts"),
)
