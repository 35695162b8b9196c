"""What to bring about with batches, updates and epochs, part by part."""

from __future__ import annotations

from pages.frame.lesson import Task

TASKS = (
    Task("last_alone", lambda s, n: s.B > 1 and n["short"] == 1, part="deal"),
    Task("divides", lambda s, n: s.B > 1 and n["iterations"] > 1 and not s.N % s.B, part="deal"),
    Task("hundred_updates", lambda s, n: s.E <= 5 and n["updates"] == 100, part="deal"),
    Task("five_dropped", lambda s, n: n["dropped"] == 5, part="deal"),
    Task("one_update", lambda s, n: s.B == s.N, part="deal"),
    Task("worse", lambda s, n: n["new_loss"] > n["mean_loss"], part="update"),
    Task("timid", lambda s, n: s.rate < 0.5 and 0 < n["mean_loss"] - n["new_loss"] < 0.05, part="update"),
    Task("still_down", lambda s, n: s.rate < type(s).rate and n["new_loss"] < 0.9, part="update"),
    Task("few_updates", lambda s, n: n["real_updates"] < 20, part="axes"),
    Task("ten_thousand_seen", lambda s, n: n["real_seen"] > 10_000, part="axes"),
    Task("same_updates", lambda s, n: s.batch != type(s).batch and n["real_updates"] == 180, part="axes"),
    Task("mixed", lambda s, n: n["kinds"] > 2, part="sorted"),
    Task("pure", lambda s, n: n["kinds"] < 1.05, part="sorted"),
    Task("many_teeth", lambda s, n: s.rounds <= 4 and n["real_updates"] > 700, part="sorted"),
)
