"""The scenes of pooling: a window that becomes one number, a gradient that goes back."""

from __future__ import annotations

import numpy as np

from cnnlib.formulas.sizes import taps
from cnnlib.ops.pool import pool2d, pool2d_backward, winners
from pages.frame.stage.scene import Grid, Scene
from pages.shared.inputs import Input

MOST_BACK = 8  # cells a side, where the gradient's way is drawn
NORMS = {"sum": 1.0, "largest": np.inf, "mean": "mean"}  # what a p-norm lies between, and what it is taken for


def pooled(given: Input, F: int, P: int, S: int, how) -> np.ndarray:
    """(D, O, O) of the input's values: float32 for a picture, which has many."""
    x = (given.values / given.divisor)[None].astype(np.float32 if given.picture else np.float64)
    return pool2d(x, F, stride=S, padding=P, how=how)[0]


def window_scene(given: Input, F: int, P: int, S: int, how) -> Scene:
    """Input, output, and for each window the place that won, where one wins; of a norm, what it lies between."""
    output, side = pooled(given, F, P, S, how), given.values.shape[1]
    kind = "picture" if given.picture else "numbers"
    arrays = {"rows": taps(side, F, P, S), "columns": taps(side, F, P, S)}
    if how in ("max", "min"):
        x = given.values[None].astype(np.float32)
        arrays["winners"] = winners(x, F, stride=S, padding=P, how=how)[0]
    elif how not in ("mean", "median") and not given.picture:
        arrays |= {name: pooled(given, F, P, S, each) for name, each in NORMS.items()}
    return Scene(
        view="pooling",
        grids=(
            Grid("input", "input", given.values, (given.divisor,) * len(given.values), kind),
            Grid("output", "output", output, (1,) * len(output), kind),
        ),
        arrays=arrays,
        facts={"padding": P, "how": how if isinstance(how, str) else "p", "p": 2 if how == "l2" else how, "field": F},
    )


def reached(scene: Scene) -> dict[str, int]:
    """How many cells of the input get some gradient, in each of the two ways."""
    last = {grid.id: grid.values[-1] for grid in scene.grids}
    return {"got": int(np.count_nonzero(last["back"])), "got_beside": int(np.count_nonzero(last["beside"]))}


def corner(given: Input) -> Input:
    """The first slice's upper left cells, few enough that each can be followed."""
    return Input(given.values[:1, :MOST_BACK, :MOST_BACK], given.divisor, False)


def gradient_scene(given: Input, F: int, S: int, how, beside, titles: tuple[str, str]) -> Scene:
    """Where the gradient of each output goes, pooled in this way and `beside` it in another: the input's gradient
    after the first, second, ... output's share."""
    x = (given.values / given.divisor)[None].astype(np.float64)
    side = x.shape[2]
    places = taps(side, F, 0, S)
    grads = np.arange(1.0, len(places) ** 2 + 1).reshape(1, 1, len(places), len(places))  # told apart: 1, 2, 3, ...
    return Scene(
        view="poolback",
        grids=(
            Grid("input", "input", given.values, (given.divisor,)),
            Grid("output", "output", grads[0], (1,)),
            *(
                Grid(name, "window", _shares(x, grads, F, S, each), (1,) * grads.size)
                for name, each in (("back", how), ("beside", beside))
            ),
        ),
        arrays={"rows": places, "columns": places},
        facts={"titles": titles},
    )


def _shares(x: np.ndarray, grads: np.ndarray, F: int, S: int, how) -> np.ndarray:
    """(outputs, H, W): the input's gradient after the first, the second, ... output has sent its own."""
    after = np.empty((grads.size, *x.shape[2:]))
    for n in range(grads.size):
        sent = np.where(grads <= n + 1, grads, 0.0)
        after[n] = pool2d_backward(sent, x, F, stride=S, how=how)[0, 0]
    return after
