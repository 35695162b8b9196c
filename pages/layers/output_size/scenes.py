"""The pictures of the output's size: a row of neurons, and the same row rounded in three ways."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.explain import row
from cnnlib.formulas import counts
from cnnlib.formulas import sizes as shapes
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.colours import role_of
from pages.frame.text.numbers import rounded
from pages.frame.text.texts import Say


def letters(settings: Any) -> dict[str, Any]:
    """The symbols of the formula, and the formula with the padding counted as the page is asked to."""
    W, F, P, S, K, b = (Symbol(n, getattr(settings, n), role_of(n)) for n in ("W", "F", "P", "S", "K", "b"))
    p = Symbol("p", 2 * settings.P, "padding")
    size = shapes.output_size(W, F, P, S)
    total = shapes.size_of_total(W, F, p, S)
    exact = shapes.exact_size(W, F, P, S)
    rest = shapes.leftover(settings.W, settings.F, settings.P, settings.S)
    return {
        "W": W,
        "F": F,
        "P": P,
        "S": S,
        "K": K,
        "b": b,
        "p": p,
        "size": size,
        "total": total,
        "shown": total if settings.per == "total" else size,
        "exact": exact,
        "rest": rest,
        "neurons": counts.row_neurons(Symbol("O", size.value, "output"), K),
    }


def _row(settings: Any) -> np.ndarray:
    """The inputs (W,), with what was typed into them."""
    values = row.small_row(settings.W).astype(float)
    for (j,), value in settings.x:
        if j < settings.W:
            values[j] = value
    return values


def _bank(settings: Any) -> np.ndarray:
    """The filters (K, F), with what was typed into them."""
    values = row.small_filters(settings.K, settings.F).astype(float)
    for (k, j), value in settings.w:
        if k < settings.K and j < settings.F:
            values[k, j] = value
    return values


def _grid(name: str, role: str, values: np.ndarray) -> Grid:
    planes = values.reshape(-1, 1, values.shape[-1])
    return Grid(name, role, planes, (1,) * len(planes))


def window(settings: Any, say: Say) -> Picture:
    """A row of neurons over the row of inputs."""
    names = letters(settings)
    W, F, P, S = settings.W, settings.F, settings.P, settings.S
    x, w = _row(settings), _bank(settings)
    scene = Scene(
        view="neurons",
        grids=(
            _grid("input", "input", x),
            _grid("filter", "filter", w),
            _grid("output", "output", row.conv_row(x, w, settings.b, P=P, S=S)),
        ),
        arrays={"columns": shapes.taps(W, F, P, S)},
        facts={"padding": P, "dropped": names["rest"], "filters": settings.K, "biases": [settings.b] * settings.K},
    )
    unused = say("seen_dropped", rest=names["rest"]) if names["rest"] else ""
    return Picture(scene, names | {"unused": unused})


def rounding(settings: Any, say: Say) -> Picture:
    """The same row three times: rounded down, rounded up, refused."""
    names = letters(settings)
    at = {name: getattr(settings, name) for name in "WFPS"}
    rest, over = names["rest"], row.overhang(**at)
    sizes = by_rule(settings)
    x, w, P, S = _row(settings), _bank(settings)[:1], settings.P, settings.S
    down = _grid("floor", "output", row.conv_row(x, w, settings.b, P=P, S=S))
    up = _grid("ceil", "output", row.conv_row(x, w, settings.b, P=P, S=S, beyond=over))
    scene = Scene(
        view="roundings",
        grids=(_grid("input", "input", x), down, up, Grid("exact", "output", down.values, (1,))),
        facts={
            "padding": P,
            "stride": S,
            "field": settings.F,
            "dropped": rest,
            "overhang": over,
            "sizes": {"floor": sizes["floor"], "ceil": sizes["ceil"], "exact": sizes["error"]},
        },
    )
    whole = shapes.nearest_whole(**at) if rest else row.nearest_uneven(**at)
    sign = "≈" if rounded(names["exact"].value) else "="
    state = say("rounding_uneven" if rest else "rounding_whole", rest=rest, over=over)
    told = {"over": over, "sign": sign, "state": state, "up": sizes["ceil"], "torch": sizes["torch"]}
    told["offer"] = say("offer_whole" if rest else "offer_uneven")
    return Picture(scene, names | told, offers=tuple(whole))


def by_rule(settings: Any) -> dict[str, int | None]:
    """The output's size by each rule of rounding; None where the rule refuses."""
    at = [getattr(settings, name) for name in "WFPS"]
    down = shapes.output_size(*at)
    return {
        "floor": down,
        "ceil": shapes.output_size(*at, rounding="ceil"),
        "torch": shapes.torch_ceil_mode(*at),
        "error": None if shapes.leftover(*at) else down,
    }
