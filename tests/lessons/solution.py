"""What solves a task, and what it means, worked out apart from the product: each lesson's are in its `solutions.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Solution:
    """`settings` solve the task, besides the defaults of its part.

    `says`: numbers written out by hand that its reason then has, in both languages. `holds`: the task as arithmetic on
    the settings, which is asked of many others too; a task on long work, whose state is `settings` once the work has
    ended, has none.
    """

    settings: Mapping[str, Any]
    says: str = ""
    holds: Callable[[Any], bool] | None = None
    needs_work: bool = False


def size(s: Any, d: int = 1) -> int:
    """How many stops a window has, counted one by one."""
    field, padded = d * (s.F - 1) + 1, s.W + 2 * s.P
    return sum(1 for start in range(0, padded, s.S) if start + field <= padded)
