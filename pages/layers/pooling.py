"""Lesson B4: each window of a map becomes one number, and what that keeps, loses and passes back."""

from __future__ import annotations

from dataclasses import dataclass

from cnnlib import layer_cost, shapes
from cnnlib.symbols import Symbol
from pages.frame import display, own_picture
from pages.frame.colours import role_of
from pages.frame.lesson import Lesson, Panel, Picture
from pages.frame.settings import choice, place, steps, whole
from pages.layers import pooling_scene as scenes
from pages.layers.input_choice import PHOTOGRAPHS
from pages.layers.pooling_input import PoolingInput
from pages.layers.pooling_questions import QUESTIONS

ADDRESS = "pooling"
FRESH = {"pos": None, "x": ()}
PRESETS = {
    "article": FRESH | {"part": "window", "input": "article", "how": "max", "F": 2, "S": 2, "P": 0},
    "overlapping": FRESH | {"part": "window", "input": "integers", "W": 9, "how": "max", "F": 3, "S": 2, "P": 0},
    "photograph": FRESH | {"part": "window", "input": "cat", "how": "max", "F": 4, "S": 4, "P": 0},
    "digit": FRESH | {"part": "window", "input": "handwritten", "how": "max", "F": 2, "S": 2, "P": 0},
}
SLIDERS = {"window": ("F", "S", "P", "W", "how", "p"), "shift": ("F", "S", "how"), "back": ("F", "S", "how")}
ALEXNET = 55, 3, 2, 96  # the first pool: side of its input, window, stride, depth


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
        """As cnnlib.pool takes it: a name, or the p of a norm."""
        return self.p if self.how == "p" else self.how


def picture(settings: Settings, say) -> Picture:
    """The scene of the part that is shown, and the counts before and after."""
    given = settings.make_input()
    if settings.part == "back":
        given = scenes.corner(given)
    depth, side = given.values.shape[:2]
    names = _names(side, depth, settings) | {
        "input": say(f"option_{settings.input}"),
        "input_edited": say("edited") if settings.x and not given.picture else "",
        "how": say(f"option_{settings.how}"),
    }
    held = {"W": side} if settings.input in ("article", "handwritten", own_picture.OWN, *PHOTOGRAPHS) else {}
    if settings.part == "shift":
        scene = scenes.shift_scene(given, settings.F, settings.S, settings.way())
        return Picture(scene, names | {f"at_{n}": values[1] for n, values in scene.facts["changed"].items()}, held)
    if settings.part == "back":
        return Picture(scenes.gradient_scene(given, settings.F, 0, settings.S, settings.way()), names, held)
    return Picture(scenes.window_scene(given, settings.F, settings.P, settings.S, settings.way()), names, held)


def _names(side: int, depth: int, settings: Settings) -> dict:
    padding = settings.P if settings.part == "window" else 0
    W, D, F, P, S = (
        Symbol(name, value, role_of(name))
        for name, value in zip("WDFPS", (side, depth, settings.F, padding, settings.S), strict=True)
    )
    size = shapes.output_size(W, F, P, S)
    out = Symbol("O", size.value, "output")
    before, after = layer_cost.volume_values(W, W, D), layer_cost.volume_values(out, out, D)
    big, window, stride, maps = (Symbol(n, v, role_of(n)) for n, v in zip("WFSD", ALEXNET, strict=True))
    small = Symbol("O", shapes.output_size(big, window, 0, stride).value, "output")
    return {
        "W": W, "D": D, "F": F, "P": P, "S": S, "size": size, "before": before, "after": after,
        "dropped": layer_cost.percentage(layer_cost.share_dropped(before.value, after.value)),
        "alexnet_before": layer_cost.volume_values(big, big, maps),
        "alexnet_after": layer_cost.volume_values(small, small, maps),
    }  # fmt: skip


LESSON = Lesson(
    address=ADDRESS,
    settings=Settings,
    picture=picture,
    sliders=lambda s: tuple(name for name in SLIDERS[s.part] if name != "p" or s.how == "p"),
    panels=(
        Panel(
            "input", controls=lambda s: ("input", "D"),
            actions=lambda s: {"roll": {"seed": s.seed + 1, "x": ()}, "clear_x": {"x": ()}},
            extra=lambda s, say: own_picture.widgets(ADDRESS, say), brings=lambda *_: {"pos": None, "x": ()},
        ),
        Panel("presets", controls=lambda s: (), actions=lambda s: PRESETS),
    ),
    edits={"input": "x"},
    questions=QUESTIONS,
    stage_words=(
        "input", "output", "window", "choose_slice", "edit_bad", "edit_cell", "becomes", "gradient_in", "gradient_out",
        "shift_input", "shift_map", "shift_pooled", "shifted_by", "changed_by", "said_shift", "said_back",
        "never_wins",
    ),
    mistakes=("depth_mixed_by_pooling", "parameters_pooling_has_weights", "p_one_is_mean", "pooling_invariant"),
)  # fmt: skip


def page() -> None:
    display.show(LESSON)
