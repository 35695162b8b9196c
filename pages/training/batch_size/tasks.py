"""What to bring about with the batch size, part by part. What is measured is unknown until it has been."""

from __future__ import annotations

from cnnlib.formulas.counts import GIB
from pages.frame.lesson import Task
from pages.shared.digits import UNKNOWN

TASKS = (
    Task("over_eight", lambda s, n: s.network == "alexnet" and n["fixed"] + n["growing"] > 8 * GIB, part="memory"),
    Task("activations_lead", lambda s, n: n["growing"] > n["fixed"], part="memory"),
    Task(
        "lean_optimizer",
        lambda s, n: (s.network, s.B, s.dtype) == (type(s).network, type(s).B, type(s).dtype) and not n["m"],
        part="memory",
    ),
    Task("hardly_fits", lambda s, n: n["fits_4"] < 100, part="memory"),
    Task("untrained_angle", lambda s, n: not s.before and n["angle_64"] != UNKNOWN, part="direction"),
    Task("below_thirty", lambda s, n: n["angle_64"] != UNKNOWN and n["angle_64"] < 28, part="direction"),
    Task("forty_draws", lambda s, n: n["draws"] == 40, part="direction"),
    Task("five_full", lambda s, n: n["full_updates"] >= 5, part="runs"),
    Task("sixteen_learns", lambda s, n: s.epochs == 1 and n["sixteen"] != UNKNOWN and n["sixteen"] > 90, part="runs"),
    Task("single_fails", lambda s, n: s.rate >= 0.2 and n["single_at"] != UNKNOWN and n["single_at"] < 10, part="runs"),
)
