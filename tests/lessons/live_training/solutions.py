"""What solves each task on trainings of one's own. Accuracies have no second source: they keep away from the limits."""

from __future__ import annotations

from tests.lessons.solution import Solution

SEVEN = """
. . . 9 @ @ . .
. . @ 9 9 @ 9 .
. . . . . @ . .
. . . . 9 @ . .
. . 9 @ @ @ 9 .
. . @ @ @ . . .
. . . 9 @ . . .
. . . @ 9 . . .
"""
SCRIBBLE = """
@ . . . . . . @
. . . . . . . .
. . @ . . . . .
. . . . . . . .
. . . . . . . .
. . . . . @ . .
. @ . . . . . .
@ . . @ . . . @
"""


def drawn(picture: str) -> tuple:
    """The cells of a drawing, from 0 to 16."""
    levels = {"9": 9.0, "@": 16.0}
    rows = [line.split() for line in picture.split("\n") if line]
    return tuple(((i, j), levels[sign]) for i, row in enumerate(rows) for j, sign in enumerate(row) if sign in levels)


def updates(s, batch: int) -> int:
    """1,438 digits are trained on."""
    return -(-1438 // batch) * s.epochs


SOLUTIONS = {
    "thirty_updates": Solution({"B": 256, "rate": 1, "epochs": 5}, "30", needs_work=True),  # 6 batches an epoch
    "quick": Solution({"B": 128, "rate": 1, "epochs": 10}, "120", needs_work=True),  # 12 batches
    "other_network": Solution({"network": "dense"}, "2,410", lambda s: s.network != "small"),  # 64·32 + 32 + 32·10 + 10
    "ruined": Solution({"B": 4, "rate": 1, "epochs": 1}, "360", needs_work=True),
    "few_wrong": Solution({"B": 16, "rate": 0.2, "epochs": 10}, "359", needs_work=True),
    "one_epoch": Solution({"B": 4, "epochs": 1}, "360", needs_work=True),
    "half_wrong": Solution({"B": 256, "rate": 0.01, "epochs": 3}, "0.01", needs_work=True),
    "draw_one": Solution({"drawn": drawn(SEVEN), "epochs": 2}, "7", needs_work=True),
    "draw_seven": Solution({"drawn": drawn(SEVEN), "epochs": 2}, "7", needs_work=True),
    "draw_unsure": Solution({"drawn": drawn(SCRIBBLE), "epochs": 1}, "", needs_work=True),
    "hundred_times": Solution(
        {"B": 1},
        "28,760",
        lambda s: max(updates(s, s.B), updates(s, s.B2)) >= 100 * min(updates(s, s.B), updates(s, s.B2)),
    ),
    "both_learn": Solution({"B": 8, "B2": 128, "rate": 0.5, "epochs": 5}, "", needs_work=True),
    "one_behind": Solution({"B": 2, "B2": 256, "rate": 0.05, "epochs": 2}, "12", needs_work=True),
}
