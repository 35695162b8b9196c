"""The pictures of the output's size over whole ranges: a table for every F and S, a stack of squares to scale."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from cnnlib.explain import row
from cnnlib.formulas import sizes as shapes
from cnnlib.formulas.counts import volume_values
from cnnlib.formulas.symbols import Expression, Symbol
from cnnlib.network import zoo
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Scene
from pages.frame.text.colours import role_of
from pages.frame.text.texts import Say
from pages.layers.output_size.scenes import letters

TOPIC = "output_size"


def chart(settings: Any, say: Say) -> Picture:
    """The size for every F and S."""
    names = letters(settings)
    sizes, rest = row.size_table(settings.W, settings.P)
    facts = {"F": settings.F, "S": settings.S, "sentences": _sentences(settings.W, settings.P, say.lang)}
    counts = {
        "whole": int(((rest == 0) & (sizes > 0)).sum()),
        "uneven": int((rest > 0).sum()),
        "impossible": int((sizes == 0).sum()),
    }
    kind = say("now_uneven" if names["rest"] else "now_whole")
    return Picture(Scene("sizes", arrays={"sizes": sizes, "rest": rest}, facts=facts), names | counts | {"kind": kind})


@lru_cache(64)
def _sentences(W: int, P: int, lang: str) -> tuple[str, ...]:
    """What each cell of the table says: the formula with its numbers, or why there is none."""
    say, (sizes, rest) = Say(TOPIC, lang), row.size_table(W, P)
    said = []
    for (i, j), size in np.ndenumerate(sizes):
        at = {name: Symbol(name, value) for name, value in zip("WFPS", (W, i + 1, P, j + 1), strict=True)}
        if not size:
            said.append(say("cell_impossible", F=i + 1, S=j + 1, room=W + 2 * P))
        else:
            filled = {"F": i + 1, "S": j + 1, "size": shapes.output_size(**at), "rest": int(rest[i, j])}
            said.append(say("cell_uneven" if rest[i, j] else "cell_whole", **filled))
    return tuple(said)


@lru_cache(256)
def _sides(*asked: int) -> list[dict[str, Any]]:
    """AlexNet's windows, of a picture of this side and padding where asked; nobody writes into them."""
    return row.sides(zoo.alexnet(**dict(zip(("size", "padding"), asked, strict=False))))


def _values(layer: dict[str, Any]) -> Expression:
    """How many numbers a layer of the stack gives."""
    side = Symbol("O", layer["size"], "output")
    return volume_values(side, side, layer["K"])


def stack(settings: Any, say: Say) -> Picture:
    """The sides of AlexNet's volumes, from the picture to what its first fully connected layer takes."""
    right_layers, paper = _sides(), _sides(zoo.ALEXNET_PAPER_INPUT)[-1]
    wanted, layers = right_layers[-1], [dict(layer) for layer in _sides(settings.side, settings.zeros)]
    for layer in layers:
        W, F, P, S = (Symbol(n, layer[n], role_of(n)) for n in "WFPS")
        size, layer["exact"] = shapes.output_size(W, F, P, S), float(shapes.exact_size(W, F, P, S).value)
        layer["sentence"] = say("layer_uneven" if layer["rest"] else "layer_whole", **layer | {"size": size})
        layer["edge"] = say("edge_uneven" if layer["rest"] else "edge_whole", **layer)
        layer["last"] = row.last_windows(*(layer[n] for n in "WFPS"))
    first, last = layers[0], layers[-1]
    side, zeros = Symbol("W", settings.side, "input"), Symbol("P", settings.zeros, "padding")
    F, S, K = (Symbol(n, first[n], role_of(n)) for n in "FSK")
    whole, fits = row.all_whole(layers), last["size"] == wanted["size"]
    ends, needed, paper_ends = (_values(each) for each in (last, wanted, paper))
    period, right = row.period(layers), right_layers[0]["W"]
    verdict = say(
        "stack_good" if whole and fits else "stack_rounded" if fits else "stack_bad", ends=ends, needed=needed
    )
    names = {
        "W": side,
        "F": F,
        "S": S,
        "P": zeros,
        "K": K,
        "exact": shapes.exact_size(side, F, zeros, S),
        "size": shapes.output_size(side, F, zeros, S),
        "sizes": " → ".join(map(str, row.chain(layers))),
        "ends": ends,
        "needed": needed,
        "verdict": verdict,
        "right": right,
        "paper": zoo.ALEXNET_PAPER_INPUT,
        "paper_ends": paper_ends,
        "period": period,
        **row.neighbours(right, period),
        "uneven": sum(1 for each in layers if each["rest"]),
    }
    return Picture(Scene("stack", facts={"side": settings.side, "layers": layers}), names)
