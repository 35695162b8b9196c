"""Shared weights: a map is a sheet of neurons that share one filter, and what that saves, keeps and does not change.

Three parts. `neuron`: the sheet of neurons over the image, each on its patch, five filters as a depth column.
`sharing`: a row of wires, each in the colour of its weight, shared, unshared or fully connected; AlexNet's C1 counted
the same three ways. `shift`: an image moved step by step, and its map that moves along.

What moves: width, filter, padding, stride and number of filters; who shares the weights; which way the image moves.
Covers statements 35 to 37 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.run import Run
from pages.frame.state.settings import choice, place, whole
from pages.frame.widgets import charts, tables
from pages.layers.shared_weights import alexnet_c1, scenes
from pages.layers.shared_weights.figure import sharing_figure
from pages.layers.shared_weights.questions import QUESTIONS
from pages.layers.shared_weights.tasks import TASKS

PRESETS = {
    "five": {"part": "neuron", "W": 7, "F": 3, "P": 1, "S": 1, "K": 5, "pos": None},
    "unshared": {"part": "sharing", "share": "own", "W": 7, "F": 3, "P": 1, "S": 1, "pos": None},
    "border": {"part": "shift", "share": "shared", "input": "integers", "S": 1, "pos": None},
    "stride": {"part": "shift", "share": "shared", "input": "digit", "S": 2, "pos": None},
}
PICTURES = {"neuron": scenes.neuron, "sharing": scenes.wires, "shift": scenes.moved}
SLIDERS = {
    "neuron": ("W", "F", "P", "S", "K"),
    "sharing": ("W", "F", "P", "S", "share"),
    "shift": ("W", "F", "S", "way", "share"),
}


@dataclass(frozen=True)
class Settings(Asked):
    """An image or a row of it, a filter, and who shares its weights."""

    part: str = choice("neuron", "sharing", "shift")
    W: int = whole(4, 16, 7)
    F: int = whole(1, 5, 3)
    P: int = whole(0, 2, 1)
    S: int = whole(1, 3, 1)
    K: int = whole(1, 5, 5)
    share: str = choice("shared", "own", "full")
    way: str = choice("right", "down", "diagonal")
    input: str = choice("digit", "integers", "edge")
    pos: int | None = place()
    front: int = place(default=0, high=4)
    speed: int = whole(1, 30, 2)


def picture(settings: Settings, say) -> Picture:
    """The scene of the part that is shown, and the numbers for its words."""
    return PICTURES[settings.part](settings, say)


def bars(run: Run) -> None:
    """Parameters and multiply-adds of AlexNet's C1, three ways, on a scale of powers of ten."""
    say = run.say
    costs = alexnet_c1.first_layer()
    charts.draw(
        sharing_figure(
            [say(f"option_{kind}") for kind in costs],
            [parameters.value for parameters, _ in costs.values()],
            [macs.value for _, macs in costs.values()],
            labels=(say("bar_parameters"), say("bar_macs")),
            axis=say("bar_axis"),
        ),
        run.key("bars"),
    )
    rows = [(say(f"option_{kind}"), *map(_counted(say), pair)) for kind, pair in costs.items()]
    tables.draw(rows, head=(say("bar_way"), say("bar_parameters"), say("bar_macs")))


def _counted(say):
    return lambda count: say.rich("counted", count=count)


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=lambda settings: SLIDERS[settings.part],
    panels=(Panel("image", controls=lambda s: ("input",), actions=lambda s: PRESETS),),
    moved_by_hand=("share",),
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(Section("bars", bars, parts=("sharing",)),),
    mistakes=("parameters_per_position", "macs_as_parameters", "shift_invariant", "shift_always"),
)
