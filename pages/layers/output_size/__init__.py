"""Output size: how many numbers come out, (W − F + 2P)/S + 1, and what happens where that is not whole.

Four parts. `window`: a row of neurons, each on its patch of a row of inputs. `rounding`: the same row rounded down,
rounded up and refused, side by side. `chart`: the size for every filter and stride at once. `stack`: how AlexNet's
227 becomes 55, 27, 13 and 6, and why 224 does not.

What moves: width, filter, padding, stride and number of filters; in the stack the image's side and its zeros.
Covers statements 28 and 32 to 34 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.run import Run
from pages.frame.state.fields import Cell
from pages.frame.state.settings import cells, choice, place, whole
from pages.frame.widgets import tables
from pages.layers.output_size import scenes
from pages.layers.output_size.questions import QUESTIONS
from pages.layers.output_size.tasks import TASKS

FRESH = {"pos": None, "x": (), "w": (), "front": 0, "K": 1, "b": 0}
UNEVEN = {"W": 7, "F": 3, "P": 0, "S": 3}
PRESETS = {
    "stride_one": FRESH | {"part": "window", "W": 5, "F": 3, "P": 1, "S": 1},
    "stride_two": FRESH | {"part": "window", "W": 5, "F": 3, "P": 1, "S": 2},
    "four": FRESH | {"part": "window", "W": 5, "F": 5, "P": 1, "S": 1},
    "not_whole": FRESH | {"part": "rounding"} | UNEVEN,
    "ceil_mode": FRESH | {"part": "rounding", "W": 5, "F": 2, "P": 1, "S": 3},
    "paper": FRESH | {"part": "stack", "side": 224, "zeros": 0},
    "clear": {"x": (), "w": ()},
}
PICTURES = {"window": scenes.window, "rounding": scenes.rounding, "chart": scenes.chart, "stack": scenes.stack}
SLIDERS = {
    "window": ("W", "F", "P", "S", "K", "per"),
    "rounding": ("W", "F", "P", "S"),
    "chart": ("W", "P", "F", "S"),
    "stack": ("side", "zeros"),
}


@dataclass(frozen=True)
class Settings(Asked):
    """A row of inputs and a filter along it; for the stack, the side of the image."""

    part: str = choice("window", "rounding", "chart", "stack")
    W: int = whole(1, 40, 5)
    F: int = whole(1, 11, 3)
    P: int = whole(0, 10, 1)
    S: int = whole(1, 8, 1)
    K: int = whole(1, 5, 1)
    b: int = whole(-9, 9, 0)
    per: str = choice("side", "total")
    side: int = whole(195, 260, 227)
    zeros: int = whole(0, 3, 0)
    x: tuple[Cell, ...] = cells(axes=1)
    w: tuple[Cell, ...] = cells(axes=2)
    pos: int | None = place()
    front: int = place(default=0, high=4)
    speed: int = whole(1, 30, 2)


def picture(settings: Settings, say) -> Picture:
    """The scene of the part that is shown, and the numbers for its words."""
    return PICTURES[settings.part](settings, say)


def enters(settings: Settings, part: str) -> dict[str, int]:
    """Whoever has moved nothing yet is shown a size that is not whole, where that is the subject."""
    moved = replace(settings, part=part, pos=None, front=0, speed=Settings.speed, ask=0)
    return UNEVEN if part == "rounding" and moved == Settings(part=part) else {}


def rules(run: Run) -> None:
    """What each rule of rounding makes of these numbers, and who follows it."""
    settings, say = run.shown, run.say
    rows = [
        (say(f"rule_{name}"), say(f"rule_{name}_who"), say.rich("rule_size", size=size) if size else say("refused"))
        for name, size in scenes.by_rule(settings).items()
    ]
    tables.draw(rows, head=(say("rule"), say("rule_who"), say("rule_outputs")))


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=lambda settings: SLIDERS[settings.part],
    panels=(Panel("presets", controls=lambda s: ("b",), actions=lambda s: PRESETS),),
    edits={"input": "x", "filter": "w"},
    moved_by_hand=("F", "S"),
    enters=enters,
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(Section("rules", rules, parts=("rounding",)),),
    mistakes=("size_padding_once", "size_ceil_for_floor", "size_one_forgotten", "hyper_three"),
)
