"""What to bring about with the size of the output, part by part."""

from __future__ import annotations

from pages.frame.lesson import Task

TASKS = (
    Task("one_number", lambda s, n: n["size"] == 1, part="window"),
    Task("longer", lambda s, n: n["size"] > s.W, part="window"),
    Task("half", lambda s, n: s.W >= 8 and 2 * n["size"] == s.W, part="window"),
    Task("fifteen", lambda s, n: s.W == 5 and n["neurons"] == 15, part="window"),
    Task("stride_three", lambda s, n: s.S == 3 and not n["rest"], part="rounding"),
    Task("three_left", lambda s, n: n["rest"] == 3, part="rounding"),
    Task("torch", lambda s, n: n["up"] != n["torch"], part="rounding"),
    Task("all_possible", lambda s, n: not n["impossible"], part="chart"),
    Task("mostly_whole", lambda s, n: n["whole"] > n["uneven"], part="chart"),
    Task("chosen_two", lambda s, n: s.F > 5 and n["size"] == 2, part="chart"),
    Task("paper_fits", lambda s, n: s.side == n["paper"] and n["ends"] == n["needed"], part="stack"),
    Task("another_side", lambda s, n: s.side != n["right"] and not n["uneven"], part="stack"),
    Task("too_few", lambda s, n: n["ends"] < n["needed"], part="stack"),
)
