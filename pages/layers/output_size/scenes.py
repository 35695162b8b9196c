"""The four pictures of the output's size: a row of neurons, the same row rounded in three ways, a chart of every F and
S, and AlexNet's volumes as a stack of squares to scale."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from cnnlib.explain import row
from cnnlib.explain import stack as network_stack
from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Expression, Symbol
from cnnlib.network import zoo
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.numbers import rounded
from pages.frame.text.texts import Say
from pages.layers.output_size import claims
from pages.shared.symbols import symbols, symbols_of

REMEDY = 2  # zeros around the paper's image, as most sources have it


def letters(settings: Any) -> dict[str, Any]:
    """The symbols of the formula, and the formula with the padding counted as the page is asked to."""
    s = symbols_of(settings, "WFPSKb")
    W, F, P, S, K, _ = s.values()
    p = Symbol("p", 2 * settings.P, "padding")
    size = sizes.output_size(W, F, P, S)
    total = sizes.size_of_total(W, F, p, S)
    exact = sizes.exact_size(W, F, P, S)
    rest = sizes.leftover(settings.W, settings.F, settings.P, settings.S)
    return s | {
        "p": p,
        "size": size,
        "total": total,
        "shown": total if settings.per == "total" else size,
        "exact": exact,
        "rest": rest,
        "lost": sizes.lost_at_the_end(settings.W, settings.F, settings.P, settings.S),
        "keeps": sizes.same_padding(F),
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
        arrays={"columns": sizes.taps(W, F, P, S)},
        facts={"padding": P, "dropped": names["rest"], "filters": settings.K, "biases": [settings.b] * settings.K},
    )
    return Picture(scene, names, claims=claims.of_window(names))


def rounding(settings: Any, say: Say) -> Picture:
    """The same row three times: rounded down, rounded up, refused."""
    names = letters(settings)
    at = {name: getattr(settings, name) for name in "WFPS"}
    rest, over = names["rest"], row.overhang(**at)
    rules = by_rule(settings)
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
            "sizes": {"floor": rules["floor"], "ceil": rules["ceil"], "exact": rules["error"]},
        },
    )
    whole = sizes.nearest_whole(**at) if rest else row.nearest_uneven(**at)
    sign = "≈" if rounded(names["exact"].value) else "="
    state = say("rounding_uneven" if rest else "rounding_whole", rest=rest, over=over)
    told = {"over": over, "sign": sign, "state": state, "up": rules["ceil"], "torch": rules["torch"]}
    told["offer"] = say("offer_whole" if rest else "offer_uneven")
    return Picture(scene, names | told, offers=tuple(whole), claims=claims.of_rounding(names))


def by_rule(settings: Any) -> dict[str, int | None]:
    """The output's size by each rule of rounding; None where the rule refuses."""
    at = [getattr(settings, name) for name in "WFPS"]
    down = sizes.output_size(*at)
    return {
        "floor": down,
        "ceil": sizes.output_size(*at, rounding="ceil"),
        "torch": sizes.torch_ceil_mode(*at),
        "error": None if sizes.leftover(*at) else down,
    }


# ---- whole ranges at once


def chart(settings: Any, say: Say) -> Picture:
    """The size for every F and S."""
    names = letters(settings)
    table, rest = row.size_table(settings.W, settings.P)
    facts = {"F": settings.F, "S": settings.S, "sentences": _sentences(settings.W, settings.P, say.topic, say.lang)}
    kinds = {
        "whole": int(((rest == 0) & (table > 0)).sum()),
        "uneven": int((rest > 0).sum()),
        "impossible": int((table == 0).sum()),
    }
    kind = say("now_uneven" if names["rest"] else "now_whole")
    scene = Scene("sizes", arrays={"sizes": table, "rest": rest}, facts=facts)
    return Picture(scene, names | kinds | {"kind": kind}, claims=claims.of_chart(kinds))


@lru_cache(64)
def _sentences(W: int, P: int, topic: str, lang: str) -> tuple[str, ...]:
    """What each cell of the table says: the formula with its numbers, or why there is none."""
    say, (table, rest) = Say(topic, lang), row.size_table(W, P)
    said = []
    for (i, j), size in np.ndenumerate(table):
        at = {name: Symbol(name, value) for name, value in zip("WFPS", (W, i + 1, P, j + 1), strict=True)}
        if not size:
            said.append(say("cell_impossible", F=i + 1, S=j + 1, room=W + 2 * P))
        else:
            filled = {"F": i + 1, "S": j + 1, "size": sizes.output_size(**at), "rest": int(rest[i, j])}
            said.append(say("cell_uneven" if rest[i, j] else "cell_whole", **filled))
    return tuple(said)


@lru_cache(256)
def _sides(*asked: int) -> list[dict[str, Any]]:
    """AlexNet's windows, of an image of this side and padding where asked; nobody writes into them."""
    return network_stack.sides(zoo.alexnet(**dict(zip(("size", "padding"), asked, strict=False))))


def _values(layer: dict[str, Any]) -> Expression:
    """How many numbers a layer of the stack gives."""
    side = Symbol("O", layer["size"], "output")
    return counts.volume_values(side, side, layer["K"])


def stack(settings: Any, say: Say) -> Picture:
    """The sides of AlexNet's volumes, from the image to what its first fully connected layer takes."""
    right_layers, paper = _sides(), _sides(zoo.ALEXNET_PAPER_INPUT)[-1]
    wanted, layers = right_layers[-1], [dict(layer) for layer in _sides(settings.side, settings.zeros)]
    for layer in layers:
        W, F, P, S = symbols(**{letter: layer[letter] for letter in "WFPS"}).values()
        size, layer["exact"] = sizes.output_size(W, F, P, S), float(sizes.exact_size(W, F, P, S).value)
        layer["sentence"] = say("layer_uneven" if layer["rest"] else "layer_whole", **layer | {"size": size})
        layer["edge"] = say("edge_uneven" if layer["rest"] else "edge_whole", **layer)
        layer["last"] = row.last_windows(*(layer[n] for n in "WFPS"))
    first, last = layers[0], layers[-1]
    s = symbols(W=settings.side, F=first["F"], P=settings.zeros, S=first["S"], K=first["K"])
    W, F, P, S, _ = s.values()
    whole, fits = network_stack.all_whole(layers), last["size"] == wanted["size"]
    ends, needed, paper_ends = (_values(each) for each in (last, wanted, paper))
    period, right = network_stack.period(layers), right_layers[0]["W"]
    verdict = say(
        "stack_good" if whole and fits else "stack_rounded" if fits else "stack_bad", ends=ends, needed=needed
    )
    names = s | {
        "exact": sizes.exact_size(W, F, P, S),
        "size": sizes.output_size(W, F, P, S),
        "sizes": " → ".join(map(str, network_stack.chain(layers))),
        "ends": ends,
        "needed": needed,
        "verdict": verdict,
        "right": right,
        "paper": zoo.ALEXNET_PAPER_INPUT,
        "remedy": REMEDY,
        "paper_ends": paper_ends,
        "period": period,
        **network_stack.neighbours(right, period),
        "uneven": sum(1 for each in layers if each["rest"]),
    }
    scene = Scene("stack", facts={"side": settings.side, "layers": layers})
    return Picture(scene, names, claims=claims.of_stack(whole, fits))
