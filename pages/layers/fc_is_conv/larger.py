"""A larger image: one pass against all crops, the scores over the photograph, and what padding inside does."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from cnnlib.explain.sliding import DenseCost, Step, places
from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.zoo import vgg16
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.numbers import number, small
from pages.frame.text.texts import Say
from pages.layers.fc_is_conv import claims, passes_and_crops
from pages.layers.fc_is_conv.passes_and_crops import CropNetwork
from pages.shared.photographs import SIDE, image_grid, levels


@lru_cache(maxsize=12)
def photo_grid(name: str, side: int) -> Grid:
    """The photograph as the network gets it, or as it is kept where the network's is only stretched."""
    return image_grid("photo", levels(passes_and_crops.photograph(name, min(side, SIDE))))


def picture(settings: Any, say: Say, records: Any = None) -> Picture:
    """One pass and the crops as far as they have come."""
    used, steps = passes_and_crops.network_of(settings), tuple((records or {}).get("crops", ()))
    crops = passes_and_crops.crops_of(steps)
    rows = used.rows
    shape = (*used.network.output_shape, rows, rows)
    dense = passes_and_crops.pass_scores(steps).get(0)
    of_pass, of_crops = np.zeros(shape) if dense is None else dense, passes_and_crops.crop_scores(steps, shape)
    differences = np.zeros((rows * rows, *(crops[0].differences.shape if crops else (1, 1))))
    for n, step in enumerate(crops):
        differences[n] = step.differences
    cost = passes_and_crops.cost_here(settings.net, settings.padded)
    seconds = [
        passes_and_crops.seconds_of(steps, "layer") / passes_and_crops.passes_run(steps, used),
        passes_and_crops.seconds_of(steps, "crop"),
    ]
    starts, cells = map(np.array, places(rows, used.crop, used.stride))
    scene = Scene(
        view="crops",
        grids=(
            photo_grid(settings.photo, used.side),
            Grid("pass", "output", of_pass, (1,) * len(of_pass)),
            Grid("crops", "output", of_crops, (1,) * len(of_pass)),
            Grid("difference", "window", differences, (1,) * len(differences)),
        ),
        arrays={"mean": of_pass.mean(axis=(1, 2)), "starts": starts, "cells": cells},
        facts={
            "side": used.side,
            "crop": used.crop,
            "step": used.stride,
            "passed": dense is not None,
            "known": len(crops),
            "seconds": seconds,
            "macs": [number(cost.dense_macs), number(cost.crops_macs)],
            "named": bool(used.classes),
            "names": [say(f"class_{name}") for name in used.classes]
            or [say("class_n", n=n + 1) for n in range(len(of_pass))],
        },
    )
    names = _names(settings, say, used, cost, of_pass, of_crops, crops, seconds) | _apart(
        differences, rows, cost, crops
    )
    return Picture(scene, names, claims=claims.of_larger(names))


def _names(
    settings: Any,
    say: Say,
    used: CropNetwork,
    cost: DenseCost,
    of_pass: np.ndarray,
    of_crops: np.ndarray,
    crops: list[Step],
    seconds: list[float],
) -> dict[str, Any]:
    """The sizes and the costs; differences and times only when all crops are done."""
    W, F = Symbol("W", used.side, "input"), Symbol("F", used.crop, "window")
    rows = sizes.output_size(W, F, Symbol("P", 0, "padding"), Symbol("S", used.stride, "window"))
    done = len(crops) == cost.crops
    difference, largest = (float(np.abs(a).max()) if done else 0.0 for a in (of_pass - of_crops, of_crops))
    names = {
        "scene": say("scene_larger"),
        "done": done,
        "trained": bool(used.classes),
        "rows": rows,
        "crops": cost.crops,
        "dense_macs": cost.dense_macs,
        "crops_macs": cost.crops_macs,
        "ratio": counts.times(cost.crops_macs, cost.dense_macs),
        "vgg_ratio": passes_and_crops.vgg_cost().ratio,
        "side": used.side,
        "crop": used.crop,
        "stride": used.stride,
        "difference": small(difference),
        "map": passes_and_crops.last_side(used.network),
        "map_large": passes_and_crops.last_side(used.network, used.side),
        "vgg_map": passes_and_crops.last_side(vgg16()),
        "vgg_large": passes_and_crops.last_side(vgg16(), passes_and_crops.LARGE),
        "vgg_area": counts.times(passes_and_crops.vgg_cost().conv, passes_and_crops.vgg_cost().crop_conv),
        "largest": largest,
        "exact": done and passes_and_crops.rounding_only(difference, largest),
        "faster": counts.times(seconds[1], seconds[0]) if done else 0.0,
        "times": passes_and_crops.TIMES,
        "others": int((of_pass.argmax(axis=0) != of_crops.argmax(axis=0)).sum()) if done else 0,
    }
    return names | _averaged(say, used, of_pass) | {"measured": say("measured" if done else "measuring", **names)}


def _averaged(say: Say, used: CropNetwork, of_pass: np.ndarray) -> dict[str, Any]:
    """The class that is first on average, and in how many crops it is first by itself."""
    best = int(of_pass.mean(axis=(1, 2)).argmax())
    agree = int((of_pass.argmax(axis=0) == best).sum())
    return {"winner": say(f"class_{used.classes[best]}") if used.classes else "", "agree": agree}


def _apart(differences: np.ndarray, rows: int, cost: DenseCost, crops: list[Step]) -> dict[str, bool]:
    """Where the last maps of the crops differ from those of the pass, when all are done: in the middle, in the border
    of the crops inside the photograph, along the photograph's own sides, everywhere."""
    if len(crops) < cost.crops:
        return dict.fromkeys(("middle", "border", "own_sides", "everywhere"), False)
    apart = differences.reshape(rows, rows, *differences.shape[1:]) > passes_and_crops.ROUNDING
    inner, side = apart[1:-1, 1:-1], apart.shape[2]
    edges = (inner[:, :, 0], inner[:, :, -1], inner[..., 0], inner[..., -1])
    return {
        "middle": bool(apart[:, :, side // 2, side // 2].any()),
        "border": all(bool(edge.all()) for edge in edges),
        "own_sides": bool(apart[0, 0, 0, :-1].any() or apart[0, 0, :-1, 0].any()),
        "everywhere": bool(inner.all()),
    }
