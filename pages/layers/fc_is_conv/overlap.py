"""Why one pass saves: the last map before FC, each of its cells with how often the crops compute it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from cnnlib.explain.sliding import places, times_computed
from cnnlib.formulas import counts
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.texts import Say
from pages.layers.fc_is_conv import claims, larger, passes_and_crops


def picture(settings: Any, say: Say, records: Any = None) -> Picture:
    """Position n is crop n: what it computes, on top of what those before it have computed."""
    used = passes_and_crops.network_of(settings)
    rows, cells = used.rows, passes_and_crops.last_side(used.network)
    times = times_computed(rows, cells)
    starts, middles = map(np.array, places(rows, used.crop, used.stride))
    scene = Scene(
        view="overlap",
        grids=(larger.photo_grid(settings.photo, used.side), Grid("times", "window", times, (1,) * len(times))),
        arrays={"starts": starts, "cells": middles},
        facts={"side": used.side, "crop": used.crop, "step": used.stride, "window": cells},
    )
    compared = larger.picture(settings, say, records)
    told = {
        "scene": say("scene_overlap"),
        "crop_cells": counts.map_cells(Symbol("m", cells, "window"), Symbol("n", rows * rows, "output")),
        "pass_cells": counts.map_cells(Symbol("M", times.shape[1], "input")),
        "cells_ratio": counts.times(int(times[-1].sum()), times[-1].size),
        "most_times": int(times[-1].max()),
        "fc_ratio": passes_and_crops.cost_here(settings.net, settings.padded).fc_ratio,
    }
    names = {**compared.names, **told}
    names["measured"] = say("cells_saved", **told)
    return replace(compared, scene=scene, names=names, claims=claims.of_overlap())
