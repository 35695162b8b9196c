"""FC is CONV: a convolution is a sparse matrix, a fully connected layer a convolution as large as its input.

Four parts. `matrix`: a small convolution written as one matrix, whose rows light up as the window slides. `convs`: a
row of FC weights folded cell by cell into a filter, and VGG-16's three FC layers as CONV. `larger`: a network over a
larger image, in one pass and crop by crop, timed against each other; and why the one saves, how often the crops compute
each cell. `shifts`: passes over shifted copies of the
image, whose scores fill a finer grid.

What moves: sizes, stride, padding, depth and filters of the matrix; the network, its padding, the photograph and the
shifts. Covers statements 7, 16 and 42 to 50 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.state.settings import choice, flag, place, whole
from pages.layers.fc_is_conv import convs, larger, matrix, overlap, sections, shifts
from pages.layers.fc_is_conv.passes_and_crops import SHIFTS, SIDES, WORKS
from pages.layers.fc_is_conv.questions import QUESTIONS
from pages.layers.fc_is_conv.tasks import TASKS
from pages.shared.photographs import PHOTOGRAPHS

FRESH = {"part": "matrix", "pos": None, "W": 5, "F": 3, "P": 0, "S": 1, "D": 1, "K": 1}
PRESETS = {
    "plain": FRESH,
    "padded": FRESH | {"P": 1},
    "deep": FRESH | {"D": 2, "K": 2},
    "as_large": FRESH | {"F": 5, "K": 3},
    "pixels": FRESH | {"W": 16, "F": 5, "K": 1},
    "shares": FRESH | {"W": 20, "F": 5, "D": 2, "K": 2},
    "vector": {"part": "convs", "F2": 1, "D2": 3, "K2": 3, "pos": None},
    "not_identical": {"part": "larger", "net": "drawn", "padded": True, "pos": 14},
    "averaging": {"part": "larger", "net": "trained", "photo": "cat", "pos": None},
    "two_only": {"part": "shifts", "way": "two", "pos": None},
}
BLANK = dict.fromkeys(("input_size", "matrix_size", "output_size"), "")  # what only the matrix has to say
PICTURES = {"matrix": matrix.picture, "convs": convs.picture, "larger": larger.picture, "shifts": shifts.picture}
WORKED = ("larger", "shifts")  # these parts have long work, and get what it has given so far


@dataclass(frozen=True)
class Settings(Asked):
    """A small convolution as a matrix, a small FC layer, and a network over a larger image."""

    part: str = choice("matrix", "convs", "larger", "shifts")
    W: int = whole(2, 20, 5)
    F: int = whole(1, 5, 3)
    P: int = whole(0, 2, 0)
    S: int = whole(1, 4, 1)
    D: int = whole(1, 3, 1)
    K: int = whole(1, 3, 1)
    seed: int = whole(0, 9999, 5)
    F2: int = whole(1, 4, 3)
    D2: int = whole(1, 3, 2)
    K2: int = whole(1, 3, 2)
    net: str = choice(*SIDES)
    padded: bool = flag(False)
    photo: str = choice(*PHOTOGRAPHS)
    look: str = choice("same", "why")  # at one pass and crops: whether they agree, or why the one saves
    way: str = choice(*SHIFTS)
    score: int = place(default=0, high=120)
    front: int = place(default=4, high=9)
    pos: int | None = place()
    speed: int = whole(1, 30, 2)


def sliders(settings: Settings) -> tuple[str, ...]:
    """The controls below the stage; the trained network pads, and has no other way."""
    if settings.part == "larger":
        return ("look", "net", "photo") if settings.net == "trained" else ("look", "net", "padded", "photo")
    return {
        "matrix": ("W", "F", "P", "S", "D", "K"),
        "convs": ("F2", "D2", "K2"),
        "shifts": ("way", "padded", "photo"),
    }[settings.part]


def picture(settings: Settings, say, records=None) -> Picture:
    """The scene of the part that is shown, and the numbers for its words."""
    makes = overlap.picture if (settings.part, settings.look) == ("larger", "why") else PICTURES[settings.part]
    drawn = makes(settings, say, *((records,) if settings.part in WORKED else ()))
    return replace(drawn, names=BLANK | dict(drawn.names))


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=sliders,
    panels=(Panel("presets", controls=lambda s: (), actions=lambda s: PRESETS | matrix.other_numbers(s)),),
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(
        Section("known", sections.known, parts=("matrix",)),
        Section("three", sections.three, parts=("convs",)),
        Section("averages", sections.averages, parts=("larger",)),
        Section("vgg", sections.vgg, parts=("larger",)),
        Section("dearer", sections.dearer, parts=("shifts",)),
    ),
    works=WORKS,
    moved_by_hand=("score", "front"),
    mistakes=("differ_wiring_only", "fc_takes_any_size", "thirty_six_times", "one_by_one_first", "shifts_cheaper"),
)
