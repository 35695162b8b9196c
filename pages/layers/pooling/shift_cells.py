"""A grid of six by six numbers and its copy, moved by some columns; both pooled, and which of the results differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from cnnlib.explain.moved import differing, moved_right
from cnnlib.formulas.sizes import taps
from cnnlib.ops.pool import winners
from pages.frame.stage.scene import Grid, Scene
from pages.layers.pooling.inputs import SIX
from pages.layers.pooling.scenes import pooled
from pages.shared.inputs import Input

SIDE = len(SIX)
F = S = 2  # of the simple pooling, which is looked at here: other windows are for the parts beside it


def six_by_six(settings: Any) -> tuple[Input, str]:
    """The input's first channel, its upper left cells; of what is too small, or no grid of numbers, SIX instead. And
    which kind of input that is."""
    given = settings.make_input()
    if given.is_photograph or given.values.shape[1] < SIDE:
        return replace(settings, input="six").make_input(), "six"
    return Input(given.values[:1, :SIDE, :SIDE], given.divisor, False), settings.input


def shift_cells_scene(given: Input, move: int, how) -> Scene:
    """Before and after the move: the numbers, those pooled, the place in each window that won; where they differ."""
    moved = Input(moved_right(given.values, move), given.divisor, False)
    before, after = (pooled(each, F, 0, S, how) for each in (given, moved))
    places = taps(SIDE, F, 0, S)
    arrays = {"rows": places, "columns": places, "differs": differing(before, after)[0].astype(np.uint8)}
    if how in ("max", "min"):
        for name, each in (("winners", given), ("winners_after", moved)):
            arrays[name] = winners(each.values[None].astype(float), F, stride=S, how=how)[0]
    return Scene(
        view="shift_cells",
        grids=(
            Grid("input", "input", given.values, (given.divisor,)),
            Grid("moved", "input", moved.values, (given.divisor,)),
            Grid("output", "output", before, (1,)),
            Grid("after", "output", after, (1,)),
        ),
        arrays=arrays,
        facts={"padding": 0, "how": how if isinstance(how, str) else "p", "p": 2 if how == "l2" else how, "move": move},
    )


def shift_cells_names(scene: Scene, move: int) -> dict[str, int]:
    """How many cells there are, and how many of them hold another number after the move."""
    grids = {grid.id: grid.values for grid in scene.grids}
    different = int(scene.arrays["differs"].sum())
    return {
        "move": move,
        "pooled_cells": grids["output"].size,
        "pooled_changed": different,
        "pooled_kept": grids["output"].size - different,
        "input_changed": int(differing(grids["input"], grids["moved"]).sum()),
    }
