"""What the questions of several lessons share: the mistakes about an output's size, the question about updates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cnnlib.training.schedule import updates
from pages.frame.lesson import Question
from pages.shared.symbols import symbols

SIZE_MISTAKES = (
    "size_no_brackets",
    "size_one_forgotten",
    "size_one_inside",
    "size_ceil_for_floor",
    "size_already_padded",
    "size_padding_once",
    "size_stride_on_padding",
)


def updates_question(
    id: str, vary: Callable[..., dict[str, int]], mistakes: tuple[str, ...], drop_last: bool = False
) -> Question:
    """How many updates N samples make in batches of B over E epochs, the last batch kept or dropped."""

    def right(N: int, B: int, E: int) -> int:
        return updates(N, B, E, drop_last)

    def names(**numbers: int) -> dict[str, Any]:
        s = symbols(**numbers)
        return s | {"updates": updates(s["N"], s["B"], s["E"], drop_last)}

    return Question(id, vary, right, mistakes, names)
