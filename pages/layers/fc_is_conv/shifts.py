"""Stride 16 out of stride 32: the network over shifted copies of the image, its scores interleaved."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

import numpy as np

from cnnlib.explain.sliding import coverage, fine_step, grid, places
from cnnlib.formulas.counts import times
from cnnlib.formulas.sizes import output_size
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.colours import role_of
from pages.frame.text.numbers import small
from pages.frame.text.texts import Say
from pages.layers.fc_is_conv import claims, passes_and_crops
from pages.layers.fc_is_conv.larger import photo_grid
from pages.layers.fc_is_conv.passes_and_crops import rounding_only


def picture(settings: Any, say: Say, records: Any = None) -> Picture:
    """The finer grid, filled by one pass after the other, and each score compared with its own crop's."""
    used, steps = passes_and_crops.crop_network("drawn", settings.padded), tuple((records or {}).get("shifts", ()))
    chosen, every = passes_and_crops.SHIFTS[settings.way], passes_and_crops.SHIFTS["four"]
    fine, side = fine_step(used.stride, every), used.side
    filled = coverage(side, side, used.crop, used.stride, chosen, fine)
    all_filled = coverage(side, side, used.crop, used.stride, every, fine)
    ends, shape = passes_and_crops.pass_scores(steps), (*used.network.output_shape, *filled.shape)
    stitched, known = np.zeros(shape), np.zeros(filled.shape, bool)
    for index, scores in ends.items():
        stitched[:, all_filled == index], known[all_filled == index] = scores.reshape(len(scores), -1), True
    checked = np.zeros(filled.shape, bool)
    for step in passes_and_crops.crops_of(steps):
        checked[step.place] = True
    checked &= filled >= 0
    direct = passes_and_crops.crop_scores(steps, shape)
    differences = np.where(checked, np.abs(stitched - direct).max(axis=0), 0.0)
    grids = [grid(side - down, side - right, used.crop, used.stride) for down, right in chosen]
    counts = [int((filled == n).sum()) for n in range(len(chosen))]
    front = slice(settings.front, settings.front + 1)
    starts, cells = map(np.array, places(len(filled), used.crop, fine))
    scene = Scene(
        view="shifts",
        grids=(
            photo_grid(settings.photo, side),
            Grid("stitched", "output", stitched[front], (1,)),
            Grid("direct", "output", direct[front], (1,)),
            Grid("difference", "window", differences[None], (1,)),
        ),
        arrays={"starts": starts, "cells": cells, "filled": filled, "known": known, "checked": checked},
        facts={
            "side": side,
            "crop": used.crop,
            "step": fine,
            "shifts": chosen,
            "sums": np.cumsum(counts).tolist(),
            "lines": [
                say(
                    "pass_said",
                    n=n + 1,
                    down=down,
                    right=right,
                    high=side - down,
                    wide=side - right,
                    rows=rows,
                    columns=columns,
                    count=counts[n],
                )
                for n, ((down, right), (rows, columns)) in enumerate(zip(chosen, grids, strict=True))
            ],
        },
    )
    names = _names(settings, say, counts, filled, differences, checked, np.abs(stitched).max())
    return Picture(scene, names, claims=claims.of_shifts(names))


def _names(
    settings: Any,
    say: Say,
    counts: list[int],
    filled: np.ndarray,
    differences: np.ndarray,
    checked: np.ndarray,
    largest: float,
) -> dict[str, Any]:
    one, many = passes_and_crops.vgg_cost(), passes_and_crops.vgg_cost(settings.way)
    roles = {"F": "window"}  # the crop has the colour of its frame
    sides = passes_and_crops.vgg_shifted()
    shifted = [Symbol(name, value, roles.get(name, role_of(name))) for name, value in sides.items()]
    return {
        "scene": say("scene_shifts"),
        "count": reduce(add, (Symbol(f"n{n}", count, "output") for n, count in enumerate(counts, 1))),
        "passes": len(counts),
        "all": filled.size,
        "side": len(filled),
        "checked": int(checked.sum()),
        "difference": small(float(differences.max())),
        "dearer": times(many.dense_macs, one.dense_macs),
        "saved": many.ratio,
        "crops": many.crops,
        "shifted": output_size(*shifted),
        "exact": rounding_only(float(differences.max()), float(largest)),
    }
