"""The line of text that is the network, the only source: read, and changed by the cards."""

from __future__ import annotations

from functools import lru_cache

from cnnlib.errors import InvalidSetting
from cnnlib.network import Network, parse
from cnnlib.notation import read
from cnnlib.notation_write import rewrite, write_layer

LONGEST = 1200  # what a link carries
SHOWN = 40  # signs of a wrong piece that are quoted
GAP = " - "


def network(line: str) -> Network:
    """The network of a line; what is wrong with it as a problem of the page's setting `line`."""
    try:
        return _network(line)
    except InvalidSetting as problem:
        values = problem.values | {"place": problem.values.get("position", 0) + 1, "typed": _typed(problem)}
        repairs = [{"line": repair["text"]} for repair in problem.repairs if "text" in repair]
        raise InvalidSetting(problem.key, str(problem), repairs, **values) from None


@lru_cache(maxsize=64)
def _network(line: str) -> Network:
    return parse(line)


def _typed(problem: InvalidSetting) -> str:
    """The piece of the line that is wrong, cut short."""
    typed = str(problem.values.get("typed", ""))
    return typed if len(typed) <= SHOWN else f"{typed[:SHOWN]}…"


def fault(layers: list) -> int | None:
    """The index of the layer that does not fit those before it."""
    try:
        Network(tuple(layers))
    except InvalidSetting as problem:
        return problem.values.get("index", 0)
    return None


def layers_of(line: str) -> list | None:
    """The layers of a line, though they may not fit each other; None where it cannot be read."""
    try:
        return read(line)[0]
    except InvalidSetting:
        return None


def _join(pieces: list[str]) -> str:
    return GAP.join(pieces)


def edited(line: str, i: int, **settings: object) -> str:
    """The line with other settings of layer i, whether these fit or not."""
    layers = read(line)[0]
    pieces = [*map(write_layer, layers)]
    pieces[i] = rewrite(layers[i], **settings)
    return _join(pieces)


def without(line: str, i: int) -> str:
    pieces = [*map(write_layer, read(line)[0])]
    return _join(pieces[:i] + pieces[i + 1 :])


def moved(line: str, i: int, by: int) -> str:
    """Layer i changes places with its neighbour."""
    pieces = [*map(write_layer, read(line)[0])]
    pieces[i], pieces[i + by] = pieces[i + by], pieces[i]
    return _join(pieces)


def with_new(line: str, i: int, layer: str) -> str:
    """The line with one more layer behind layer i."""
    pieces = [*map(write_layer, read(line)[0])]
    return _join([*pieces[: i + 1], layer, *pieces[i + 1 :]])
