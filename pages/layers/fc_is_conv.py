"""Lesson B5: CONV is a sparse FC, FC is a CONV as large as its input, and what that is good for."""

from __future__ import annotations

from dataclasses import dataclass

from pages.frame import display
from pages.frame.lesson import Lesson, Panel, Picture, Section
from pages.frame.settings import choice, place, whole
from pages.layers import fc_matrix as matrix
from pages.layers import fc_tables as tables
from pages.layers.fc_questions import QUESTIONS

ADDRESS = "fc-is-conv"
FRESH = {"pos": None, "W": 5, "F": 3, "P": 0, "S": 1, "D": 1, "K": 1}
PRESETS = {
    "plain": FRESH | {"part": "matrix"},
    "padded": FRESH | {"part": "matrix", "P": 1},
    "deep": FRESH | {"part": "matrix", "D": 2, "K": 2},
    "as_large": FRESH | {"part": "matrix", "F": 5, "K": 3},
    "pixels": FRESH | {"part": "matrix", "W": 16, "F": 5, "K": 1},
    "shares": FRESH | {"part": "matrix", "W": 20, "F": 5, "D": 2, "K": 2},
}
DRAWN = {"matrix": matrix.matrix}
SLIDERS = {"matrix": ("W", "F", "P", "S", "D", "K")}


@dataclass(frozen=True)
class Settings:
    """A small convolution, to be drawn as a matrix."""

    part: str = choice("matrix")
    W: int = whole(2, 20, 5)
    F: int = whole(1, 5, 3)
    P: int = whole(0, 2, 0)
    S: int = whole(1, 4, 1)
    D: int = whole(1, 3, 1)
    K: int = whole(1, 3, 1)
    seed: int = whole(0, 9999, 5)
    pos: int | None = place()
    speed: int = whole(1, 30, 2)


def picture(settings: Settings, say) -> Picture:
    """The scene of the part that is shown, and the numbers for its words."""
    return DRAWN[settings.part](settings, say)


LESSON = Lesson(
    address=ADDRESS,
    settings=Settings,
    picture=picture,
    sliders=lambda settings: SLIDERS[settings.part],
    panels=(Panel("presets", controls=lambda s: (), actions=lambda s: PRESETS | matrix.other_numbers(s)),),
    questions=QUESTIONS,
    sections=(Section("known", tables.known, parts=("matrix",)),),
    stage_words=(
        "input", "input_size", "filter", "filter_n", "matrix", "output", "output_size", "row",
    ),
    mistakes=("differ_wiring_only", "macs_as_parameters"),
)  # fmt: skip


def page() -> None:
    display.show(LESSON)
