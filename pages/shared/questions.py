"""What the questions of several lessons share: sizes that divide and sizes that do not, the question about updates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from cnnlib.formulas.sizes import leftover
from cnnlib.training.schedule import updates
from pages.frame.lesson import Question
from pages.shared.symbols import symbols

# The mistakes about an output's size: where it comes out whole, and those of rounding besides where it does not.
WHOLE_MISTAKES = (
    "size_no_brackets",
    "size_one_forgotten",
    "size_already_padded",
    "size_padding_once",
    "size_stride_on_padding",
)
SIZE_MISTAKES = (*WHOLE_MISTAKES, "size_one_inside", "size_ceil_for_floor")


def _small_size(rng: np.random.Generator) -> dict[str, int]:
    """A row short enough to be drawn, under a filter, a padding and a stride that tell the mistakes apart."""
    F = int(rng.choice([2, 3, 5]))
    return {
        "W": F + int(rng.integers(2, 8)),
        "F": F,
        "P": int(rng.choice([1, 2])),
        "S": int(rng.integers(1, 5)),
    }


def whole_size(rng: np.random.Generator) -> dict[str, int]:
    """One that divides: nothing is to be rounded."""
    while leftover(**(found := _small_size(rng))):
        pass
    return found


def uneven_size(rng: np.random.Generator) -> dict[str, int]:
    """One that does not."""
    while not leftover(**(found := _small_size(rng))):
        pass
    return found


def updates_question(
    id: str,
    vary: Callable[[np.random.Generator], dict[str, int]],
    mistakes: tuple[str, ...],
    drop_last: bool = False,
    **where: Any,
) -> Question:
    """How many updates N samples make in batches of B over E epochs, the last batch kept or dropped; `where` is the
    part, and what the question shows."""

    def right(N: int, B: int, E: int) -> int:
        return updates(N, B, E, drop_last)

    def names(**numbers: int) -> dict[str, Any]:
        s = symbols(**numbers)
        return s | {"updates": updates(s["N"], s["B"], s["E"], drop_last)}

    return Question(id, vary, right, mistakes, names, **where)
