"""What to bring about with a network of one's own, part by part."""

from __future__ import annotations

from pages.frame.lesson import Task
from pages.network.builder.scenes import FEW
from pages.network.builder.typed_line import network

TASKS = (
    Task("four_weighted", lambda s, n: n["weighted"] >= 4, part="flow"),
    Task("ten_thousand", lambda s, n: n["parameters"] < 10_000 and n["work"] > 1_000_000, part="flow"),
    Task("megabyte", lambda s, n: n["parameters"] > FEW, part="flow"),
    Task("sees_sixteen", lambda s, n: n["field"] >= 16, part="field"),
    Task("jumps_four", lambda s, n: n["jump"] >= 4, part="field"),
    Task("sees_all", lambda s, n: n["field"] >= max(network(s.line).input_shape[1:]), part="field"),
)
