"""What to bring about with neurons and their weights, part by part."""

from __future__ import annotations

from pages.frame.lesson import Task

TASKS = (
    Task("many_neurons", lambda s, n: n["neurons"] > 1_000 and n["parameters"] <= 50, part="neuron"),
    Task("one_each", lambda s, n: n["size"] == 1, part="neuron"),
    Task("one_cell", lambda s, n: n["products"] == 1, part="neuron"),
    Task("own_thirty", lambda s, n: s.share == "own" and n["parameters"] > 30, part="sharing"),
    Task("work_stays", lambda s, n: s.share == "shared" and n["parameters"] <= 4 and n["macs"] > 40, part="sharing"),
    Task(
        "full_is_filter",
        lambda s, n: s.share == "full" and s.F == s.W and not s.P and n["size"] == 1,
        part="sharing",
    ),
    Task("unshared_shift", lambda s, n: s.share == "own" and s.S == 1 and n["inside"] > 0, part="shift"),
    Task("stride_shift", lambda s, n: s.share == "shared" and s.S > 1 and n["inside"] > 0, part="shift"),
    Task("exact_shift", lambda s, n: s.share == "shared" and s.S == 1 and not n["inside"] | n["border"], part="shift"),
)
