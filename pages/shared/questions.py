"""What the questions of several lessons share: the mistakes about an output's size, and the words on updates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cnnlib.training.schedule import updates
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


def update_names(drop: bool) -> Callable[..., dict[str, Any]]:
    """What the words of a question about the count of updates need, of its numbers N, B and E."""

    def names(**numbers: int) -> dict[str, Any]:
        s = symbols(**numbers)
        return s | {"updates": updates(s["N"], s["B"], s["E"], drop)}

    return names
