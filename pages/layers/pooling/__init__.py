"""Pooling: each window of a map becomes one number, and what that keeps, loses and passes back.

Four parts. `window`: the window stops on the input, and its maximum, mean or norm goes to the output. `cells`: six by
six numbers and their copy, moved by one to the right, are pooled side by side, and what differs is counted. `shift`:
the same of an image, its edges, and those pooled. `back`: the gradient of each output on its way back to the input.

What moves: window, stride, padding, the way of pooling, the input (numbers, photographs, digits, an image of one's
own), how far it is moved. Covers statements 38 to 41 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import cost, zoo
from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.run import Run
from pages.frame.stage.scene import Scene
from pages.frame.state.settings import choice, place, steps, whole
from pages.frame.widgets import tables
from pages.layers.pooling import claims, scenes, shift_cells
from pages.layers.pooling.inputs import GRIDS, PoolingInput
from pages.layers.pooling.questions import QUESTIONS
from pages.layers.pooling.tasks import TASKS
from pages.shared import upload
from pages.shared.inputs import Input
from pages.shared.photographs import PHOTOGRAPHS
from pages.shared.symbols import symbols

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
    "same": FRESH | {"part": "window", "input": "integers", "W": 7, "how": "max", "F": 3, "S": 1, "P": 1},
    "digit": FRESH | {"part": "window", "input": "handwritten", "how": "max", "F": 2, "S": 2, "P": 0},
}
SLIDERS = {
    "window": ("F", "S", "P", "W", "how", "p"),
    "cells": ("move", "how", "p"),
    "shift": ("F", "S", "how", "p"),
    "back": ("F", "S", "how", "p"),
}


@dataclass(frozen=True)
class Settings(PoolingInput, Asked):
    """An input, a window and a way to make one number of it."""

    part: str = choice("window", "cells", "shift", "back")
    F: int = whole(1, 8, 2)
    S: int = whole(1, 8, 2)
    P: int = whole(0, 4, 0)
    how: str = choice("max", "mean", "l2", "p", "min", "median")
    p: float = steps(1, 1.5, 2, 3, 4, 6, 10, 20, 50, default=3)
    move: int = whole(0, 3, 1)
    pos: int | None = place()
    slice: int = place(default=0, high=7)
    speed: int = whole(1, 30, 2)

    def way(self):
        """As cnnlib.ops.pool takes it: a name, or the p of a norm."""
        return self.p if self.how == "p" else self.how


def picture(settings: Settings, say) -> Picture:
    """The scene of the part that is shown, and the counts before and after."""
    given, kind = settings.make_input(), settings.input
    if settings.part == "cells":
        given, kind = shift_cells.six_by_six(settings)
        settings = replace(settings, F=shift_cells.F, S=shift_cells.S)
    if settings.part == "back":
        given = scenes.corner(given)
    if settings.part == "shift" and not scenes.movable(given):
        given, kind = scenes.stand_in(), scenes.STAND_IN
    depth, side = given.values.shape[:2]
    names = _names(side, depth, settings) | {
        "input": say(f"option_{kind}"),
        "input_edited": say("edited") if settings.x and not given.is_photograph else "",
        "how": say(f"option_{settings.how}"),
    }
    own_size = settings.input in (*GRIDS, "handwritten", upload.OWN, *PHOTOGRAPHS)
    scene, names = PICTURES[settings.part](settings, say, given, names)
    told = claims.of_picture(settings.part, settings.way(), scene, names)
    return Picture(scene, names, {"W": side} if own_size else {}, claims=told)


def _window(settings: Settings, _say, given: Input, names: dict[str, Any]) -> tuple[Scene, dict[str, Any]]:
    return scenes.window_scene(given, settings.F, settings.P, settings.S, settings.way()), names


def _cells(settings: Settings, _say, given: Input, names: dict[str, Any]) -> tuple[Scene, dict[str, Any]]:
    scene = shift_cells.shift_cells_scene(given, settings.move, settings.way())
    return scene, names | shift_cells.shift_cells_names(scene, settings.move)


def _shift(settings: Settings, _say, given: Input, names: dict[str, Any]) -> tuple[Scene, dict[str, Any]]:
    scene = scenes.shift_scene(given, settings.F, settings.S, settings.way())
    return scene, names | {f"at_{name}": shares[1] for name, shares in scene.facts["changed"].items()}


def _back(settings: Settings, say, given: Input, names: dict[str, Any]) -> tuple[Scene, dict[str, Any]]:
    beside = "mean" if settings.how != "mean" else "max"
    ways = tuple(say(f"option_{how}") for how in (settings.how, beside))
    titles = tuple(say("back_title", how=way) for way in ways)
    scene = scenes.gradient_scene(given, settings.F, settings.S, settings.way(), beside, titles)
    return scene, names | scenes.reached(scene) | {"beside": ways[1]}


PICTURES = {"window": _window, "cells": _cells, "shift": _shift, "back": _back}


def _names(side: int, depth: int, settings: Settings) -> dict[str, Any]:
    """The letters of the page, and what follows from them."""
    padding = settings.P if settings.part == "window" else 0
    s = symbols(W=side, D=depth, F=settings.F, P=padding, S=settings.S)
    W, D, F, P, S = s.values()
    size = sizes.output_size(W, F, P, S)
    out = Symbol("O", size.value, "output")
    before, after = counts.volume_values(W, W, D), counts.volume_values(out, out, D)
    big, window, stride, maps = symbols(**_alexnet_p1()).values()
    small = Symbol("O", sizes.output_size(big, window, 0, stride).value, "output")
    return s | {
        "cells": counts.filter_weights(settings.F, 1),
        "size": size,
        "before": before,
        "after": after,
        "dropped": counts.percent_dropped(before.value, after.value),
        "alexnet_before": counts.volume_values(big, big, maps),
        "alexnet_after": counts.volume_values(small, small, maps),
        "shared": counts.shared_cells(F, S),
        "side_cells": counts.volume_values(side, side, 1),
        "unread": sizes.unread_cells(side, settings.F, padding, settings.S),
    }


@cache
def _alexnet_p1() -> dict[str, int]:
    """AlexNet's first pooling layer: what it reads, and its window."""
    network = zoo.alexnet()
    i = network.names.index("P1")
    layer, (maps, _, side) = network.layers[i], network.shapes[i - 1]
    return {"W": side, "F": layer.F, "S": layer.S, "D": maps}


@cache
def _alexnet_savings() -> tuple[cost.Saving, ...]:
    return cost.pooling_savings(zoo.alexnet())  # the same at every move of a slider


def why(run: Run) -> None:
    """What AlexNet's three pooling layers spare: values, and multiply-adds of the layer behind."""
    say = run.say
    rows = []
    for row in _alexnet_savings():
        dropped = counts.percent_dropped(row.before, row.after)
        rows.append(
            (
                row.name,
                *(say("why_count", count=count) for count in (row.before, row.after)),
                say("why_dropped", dropped=dropped),
                say("why_next", name=row.next, count=row.macs),
                say("why_count", count=row.macs_unpooled),
            )
        )
    head = say("why_layer"), say("why_before"), say("why_after"), say("why_fewer"), say("why_work"), say("why_unpooled")
    tables.draw(rows, head=head)


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
            extra=lambda run: upload.widgets(run.address, run.say),
            also_sets=lambda *_: {"pos": None, "x": ()},
        ),
        Panel("presets", controls=lambda s: (), actions=lambda s: PRESETS),
    ),
    edits={"input": "x"},
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(Section("why", why, parts=("window",)),),
    mistakes=("depth_mixed_by_pooling", "parameters_pooling_has_weights", "p_one_is_mean", "pooling_invariant"),
)
