"""What to bring about on the sliding filter."""

from __future__ import annotations

from typing import Any

from pages.frame.lesson import Task
from pages.layers.sliding_filter.scene import output_numerators, scales


def _copies(settings: Any) -> bool:
    """Whether the output is the input, cell by cell."""
    given = settings.make_input()
    bank = settings.make_bank(len(given.values), given.is_photograph)
    output = output_numerators(given, bank, padding=settings.P, stride=1, dilation=settings.d, groups=1)
    return bool((output[0] * given.divisor == given.values[0] * scales(given, bank)[0]).all())


def _blind_to_flat(settings: Any) -> bool:
    """Whether the filter in front answers 0 wherever all that it sees is equal, and is not 0 itself."""
    given, front = settings.make_input(), min(settings.front, settings.K - 1)
    bank = settings.make_bank(len(given.values), given.is_photograph)
    weights = bank.cells[front]
    return bool(weights.any()) and not weights.sum() and not bank.biases[front]


TASKS = (
    Task("same_size", lambda s, n: s.F == 5 and s.S == 1 and n["size"] == n["W"]),
    Task("copy", lambda s, n: s.K == n["D"] == s.S == 1 and n["size"] == n["W"] and _copies(s)),
    Task("flat", lambda s, n: _blind_to_flat(s)),
    Task("work_alone", lambda s, n: s.F == 3 and n["parameters"] == 10 and n["macs"] > 1_000),
    Task("leftover", lambda s, n: n["dropped"] > 0),
)
