"""Lesson B4: each window of a map becomes one number, and what that keeps, loses and passes back."""

from __future__ import annotations

from dataclasses import dataclass

from pages.frame.lesson import Lesson, Panel, Picture, Section
from pages.frame.state.settings import choice, place, steps, whole
from pages.layers.pooling import names as pooling_names
from pages.layers.pooling import scenes, shift
from pages.layers.pooling.inputs import PoolingInput
from pages.layers.pooling.questions import QUESTIONS
from pages.shared import own_picture
from pages.shared.inputs import PHOTOGRAPHS

FRESH = {"pos": None, "x": ()}
PRESETS = {
    "article": FRESH | {"part": "window", "input": "article", "how": "max", "F": 2, "S": 2, "P": 0},
    "overlapping": FRESH | {"part": "window", "input": "integers", "W": 9, "how": "max", "F": 3, "S": 2, "P": 0},
    "photograph": FRESH | {"part": "window", "input": "cat", "how": "max", "F": 4, "S": 4, "P": 0},
    "sum": FRESH | {"part": "window", "input": "integers", "W": 8, "how": "p", "p": 1, "F": 2, "S": 2, "P": 0},
    "furthest": FRESH
    | {
        "part": "window",
        "input": "integers",
        "W": 8,
        "how": "p",
        "p": 50,
        "F": 2,
        "S": 2,
        "P": 0,
        "x": (((0, 0, 0), -9.0),),
    },
    "digit": FRESH | {"part": "window", "input": "handwritten", "how": "max", "F": 2, "S": 2, "P": 0},
}
SLIDERS = {
    "window": ("F", "S", "P", "W", "how", "p"),
    "shift": ("F", "S", "how", "p"),
    "back": ("F", "S", "how", "p"),
}


@dataclass(frozen=True)
class Settings(PoolingInput):
    """An input, a window and a way to make one number of it."""

    part: str = choice("window", "shift", "back")
    F: int = whole(1, 8, 2)
    S: int = whole(1, 8, 2)
    P: int = whole(0, 4, 0)
    how: str = choice("max", "mean", "l2", "p", "min", "median")
    p: float = steps(1, 1.5, 2, 3, 4, 6, 10, 20, 50, default=3)
    pos: int | None = place()
    slice: int = place(default=0, high=7)
    speed: int = whole(1, 30, 2)

    def way(self):
        """As cnnlib.ops.pool takes it: a name, or the p of a norm."""
        return self.p if self.how == "p" else self.how


def picture(settings: Settings, say) -> Picture:
    """The scene of the part that is shown, and the counts before and after."""
    given, kind = settings.make_input(), settings.input
    if settings.part == "back":
        given = scenes.corner(given)
    if settings.part == "shift" and not shift.movable(given):
        given, kind = shift.stand_in(), shift.STAND_IN
    depth, side = given.values.shape[:2]
    names = pooling_names.names(side, depth, settings, say) | {
        "input": say(f"option_{kind}"),
        "input_edited": say("edited") if settings.x and not given.picture else "",
        "how": say(f"option_{settings.how}"),
    }
    held = {"W": side} if settings.input in ("article", "handwritten", own_picture.OWN, *PHOTOGRAPHS) else {}
    return Picture(*DRAWN[settings.part](settings, say, given, names), held)


def _window(settings: Settings, _say, given, names):
    return scenes.window_scene(given, settings.F, settings.P, settings.S, settings.way()), names


def _shift(settings: Settings, _say, given, names):
    scene = shift.shift_scene(given, settings.F, settings.S, settings.way())
    return scene, names | {f"at_{name}": shares[1] for name, shares in scene.facts["changed"].items()}


def _back(settings: Settings, say, given, names):
    beside = "mean" if settings.how != "mean" else "max"
    ways = tuple(say(f"option_{how}") for how in (settings.how, beside))
    titles = tuple(say("back_title", how=way) for way in ways)
    scene = scenes.gradient_scene(given, settings.F, settings.S, settings.way(), beside, titles)
    return scene, names | scenes.reached(scene) | {"beside": ways[1]}


DRAWN = {"window": _window, "shift": _shift, "back": _back}


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=lambda s: tuple(name for name in SLIDERS[s.part] if name != "p" or s.how == "p"),
    panels=(
        Panel(
            "input",
            controls=lambda s: ("input", "D"),
            actions=lambda s: {"roll": {"seed": s.seed + 1, "x": ()}, "clear_x": {"x": ()}},
            extra=lambda run: own_picture.widgets(run.address, run.say),
            also_sets=lambda *_: {"pos": None, "x": ()},
        ),
        Panel("presets", controls=lambda s: (), actions=lambda s: PRESETS),
    ),
    edits={"input": "x"},
    questions=QUESTIONS,
    sections=(Section("why", pooling_names.why, parts=("window",)),),
    mistakes=("depth_mixed_by_pooling", "parameters_pooling_has_weights", "p_one_is_mean", "pooling_invariant"),
)
