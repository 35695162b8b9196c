"""What to bring about with AlexNet's numbers."""

from __future__ import annotations

from pages.frame.lesson import Task

TASKS = (
    Task("ungrouped", lambda s, n: n["parameters"] > 62_000_000),
    Task("light", lambda s, n: n["memory"] < 100),
    Task("smaller_r1", lambda s, n: s.variant == "paper" and s.size == "s224"),
    Task("twice", lambda s, n: s.count == "flop"),
    Task("no_bias", lambda s, n: not n["biases"]),
)
