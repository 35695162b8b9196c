"""The sliding filter: a window stops on a grid, and each stop's products, their sum plus b, are one output number.

What moves: the window itself, by play, step or drag; every cell of input and filter; width, filter, padding, stride,
depth, number of filters, dilation and groups; the input (small integers, patterns, photographs, an image of one's
own) and the filter (Sobel, blur, random, by hand). A chart shows how often each input cell is used.

Covers statements 20 to 27, 29 to 31 and 33 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.run import Run
from pages.frame.state.settings import place, whole
from pages.frame.text.numbers import number
from pages.frame.widgets import charts
from pages.layers.sliding_filter import claims
from pages.layers.sliding_filter.figure import uses_figure
from pages.layers.sliding_filter.filter_bank import FilterBank
from pages.layers.sliding_filter.questions import QUESTIONS
from pages.layers.sliding_filter.scene import window_scene
from pages.layers.sliding_filter.tasks import TASKS
from pages.shared import upload
from pages.shared.inputs import InputChoice
from pages.shared.photographs import PHOTOGRAPHS
from pages.shared.symbols import symbols, symbols_of

FRESH = {"pos": None, "x": (), "w": (), "front": 0, "slice": 0, "d": 1, "g": 1}

PRESETS = {
    "ufldl": FRESH | {"W": 5, "F": 3, "P": 0, "S": 1, "D": 1, "K": 1, "input": "ufldl", "kind": "cross", "b": 0},
    "deep": FRESH | {"W": 7, "F": 3, "P": 1, "S": 2, "D": 3, "K": 2, "input": "integers"},
    "photograph": FRESH | {"F": 3, "P": 1, "S": 1, "K": 1, "input": "cat", "kind": "sobel_x", "b": 0},
}


@dataclass(frozen=True)
class Settings(FilterBank, InputChoice, Asked):
    """Input, filters, and how the one slides over the other."""

    P: int = whole(0, 10, 1)
    S: int = whole(1, 8, 2, opens=1)
    d: int = whole(1, 4, 1)
    pos: int | None = place()
    slice: int = place(default=0, high=7)
    speed: int = whole(1, 30, 6)


def picture(settings: Settings, say) -> Picture:
    """The scene, and the numbers for the words."""
    given = settings.make_input()
    depth, side = given.values.shape[:2]
    bank = settings.make_bank(depth, given.is_photograph)
    s = symbols(W=side, D=depth) | symbols_of(settings, "FPSKdg")
    W, D, F, P, S, K, d, g = s.values()
    size = sizes.output_size(W, F, P, S, dilation=d if settings.d > 1 else 1)
    out = Symbol("O", size.value, "output")
    groups = g if settings.g > 1 else 1
    front = bank.kinds[min(settings.front, settings.K - 1)]
    names = {
        **s,
        **symbols(b=getattr(settings, settings.of_front("b"))),
        "size": size,
        "parameters": counts.conv_parameters(K, F, D, groups),
        "macs": counts.conv_macs(out, out, K, F, D, groups),
        "channels_each": counts.filter_depth(D, groups),
        "weights_each": counts.filter_weights(F, D, groups),
        "field": sizes.field_size(F, d),
        "keeps": sizes.same_padding(F, d if settings.d > 1 else 1),
        **claims.read_cells(side, settings.F, settings.P, settings.S, settings.d),
        "input": say(f"option_{settings.input}"),
        "input_edited": say("edited") if settings.x and not given.is_photograph else "",
        "which": f" {min(settings.front, settings.K - 1) + 1}" if settings.K > 1 else "",
        "kind": say(f"option_{front}"),
        "kind_edited": say("edited") if settings.front_edited() else "",
    }
    scene = window_scene(
        given,
        bank,
        padding=settings.P,
        stride=settings.S,
        dilation=settings.d,
        groups=settings.g,
        front=settings.front,
    )
    fixed = {"W": side, "D": depth} if given.is_photograph else {}
    return Picture(scene, names, fixed, claims=claims.of_picture(names))


def also_sets(name: str, value: str) -> dict[str, int]:
    """A photograph is shown without bias, which would tint the whole of its map, and at full resolution."""
    return {"b": 0, "S": 1} if name == "input" and value in PHOTOGRAPHS else {}


def input_actions(settings: Settings) -> dict[str, dict[str, Any]]:
    """Small integers drawn anew; the input without what was edited by hand."""
    return {"roll": {"seed": settings.seed + 1, "x": (), "input": "integers"}, "clear_x": {"x": ()}}


def filter_actions(settings: Settings) -> dict[str, dict[str, Any]]:
    """Random weights drawn anew for the filter in front; all filters without what was edited by hand."""
    kind = settings.of_front("kind")
    return {"roll_w": {"filters": settings.filters + 1, "w": (), kind: "random"}, "clear_w": {"w": ()}}


def uses(run: Run) -> None:
    """How often each input cell is used, with the ring of zeros and without."""
    settings, say = run.shown, run.say
    side = settings.make_input().values.shape[1]
    charts.draw(
        uses_figure(
            sizes.use_counts(side, settings.F, settings.P, settings.S, settings.d),
            sizes.use_counts(side, settings.F, 0, settings.S, settings.d),
            titles=(say("uses_with", P=number(settings.P)), say("uses_without")),
            scale=say("uses_scale"),
        ),
        run.key("uses"),
    )


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=("W", "F", "P", "S", "D", "K"),
    panels=(
        Panel(
            "input",
            controls=lambda s: ("input",),
            actions=input_actions,
            extra=lambda run: upload.widgets(run.address, run.say),
            also_sets=also_sets,
        ),
        Panel(
            "filter",
            controls=lambda s: (s.of_front("kind"), s.of_front("b")),
            actions=filter_actions,
        ),
        Panel(
            "more",
            controls=lambda s: ("d", "g"),
            actions=lambda s: PRESETS,
        ),
    ),
    edits={"input": "x", "filter": "w"},
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(Section("uses", uses, folded=True),),
    mistakes=("filter_flipped", "parameters_filter_2d", "parameters_bias_per_position", "depth_times_filters"),
)
