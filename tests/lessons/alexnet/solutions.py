"""What solves each task on AlexNet's numbers."""

from __future__ import annotations

from tests.lessons.solution import Solution

# what the layers add up to is tried out in test_alexnet.py
SOLUTIONS = {
    "ungrouped": Solution(
        {"groups": "one"},
        "62,378,344",
        lambda s: s.variant == "paper" and s.groups == "one" and s.size != "s224",
    ),
    "light": Solution({"dtype": "int8"}, "60.97", lambda s: s.dtype == "int8"),
    "smaller_r1": Solution({"size": "s224"}, "54", lambda s: s.variant == "paper" and s.size == "s224"),
    "twice": Solution({"count": "flop"}, "1,448,813,632", lambda s: s.count == "flop"),  # 2 · 724,406,816
    "no_bias": Solution({"bias": False}, "60,954,656", lambda s: not s.bias),
}
