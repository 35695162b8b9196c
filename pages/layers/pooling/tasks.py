"""What to bring about with pooling, part by part."""

from __future__ import annotations

from typing import Any

from pages.frame.lesson import Task
from pages.layers.pooling.scenes import pooled
from pages.shared.inputs import Input


def _maximum_is_mean(settings: Any) -> bool:
    """Whether it makes no difference, over windows of numbers; photographs, too large to be asked each time, differ."""
    given = settings.make_input()
    if given.is_photograph or settings.F == 1 or settings.P:
        return False
    whole = Input(given.values, 1, False)
    most, mean = (pooled(whole, settings.F, 0, settings.S, how) for how in ("max", "mean"))
    return bool((most == mean).all())


TASKS = (
    Task("overlap", lambda s, n: s.S < s.F and n["size"] > 1, part="window"),
    Task("ninety", lambda s, n: n["dropped"] > 90, part="window"),
    Task("max_is_mean", lambda s, n: _maximum_is_mean(s), part="window"),
    Task("sum", lambda s, n: s.how == "p" and s.p == 1, part="window"),
    Task("all_differ", lambda s, n: n["pooled_changed"] == n["pooled_cells"], part="cells"),
    Task("none_differs", lambda s, n: n["input_changed"] and not n["pooled_changed"], part="cells"),
    Task("a_stride", lambda s, n: n["move"] == n["S"] and n["pooled_changed"], part="cells"),
    Task("steady", lambda s, n: n["at_pooled"] < 10 < n["at_map"], part="shift"),
    Task("less_than_image", lambda s, n: n["at_pooled"] < n["at_input"], part="shift"),
    Task("no_help", lambda s, n: 0 < n["at_map"] <= n["at_pooled"], part="shift"),
    Task("all_get", lambda s, n: n["got"] == n["before"], part="back"),
    Task("one_gets", lambda s, n: n["got"] == 1, part="back"),
    Task("won_twice", lambda s, n: s.how == "max" and n["got"] < n["after"], part="back"),
)
