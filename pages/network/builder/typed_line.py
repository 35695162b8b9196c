"""The line of text that is the network, the only source: read, and changed by the cards."""

from __future__ import annotations

from functools import lru_cache

from cnnlib.errors import InvalidSetting
from cnnlib.network.network import Network, parse
from cnnlib.network.notation import doubts as notation
from cnnlib.network.notation.pieces import Piece, pieces
from cnnlib.network.notation.tokens import too_long
from cnnlib.network.notation.writer import rewrite
from pages.frame.assets import LIMITS

LONGEST = LIMITS["line_characters"]
SHOWN = 40  # signs of a wrong piece that are quoted
GAP = " - "


def network(line: str) -> Network:
    """The network of a line; what is wrong with it as a problem of the page's setting `line`."""
    if len(line) > LONGEST:
        raise too_long(line, LONGEST)
    try:
        return _network(line)
    except InvalidSetting as problem:
        values = problem.values | {"place": problem.values.get("position", 0) + 1, "typed": _typed(problem)}
        # What led to a layer that is left out goes with it.
        repairs = [repair["text"].strip(" ->→") for repair in problem.repairs if "text" in repair]
        repairs += [other for doubt, other in doubts(line) if doubt == "depth-first"]
        shown = [{"line": repair} for repair in repairs if len(repair) <= LONGEST and repair != line]
        raise InvalidSetting(problem.key, str(problem), shown, **values) from None


@lru_cache(maxsize=64)
def _network(line: str) -> Network:
    return parse(line)


def _typed(problem: InvalidSetting) -> str:
    """The piece of the line that is wrong, cut short."""
    typed = str(problem.values.get("typed", ""))
    return typed if len(typed) <= SHOWN else f"{typed[:SHOWN]}…"


def cards(line: str) -> list[Piece]:
    """The layers of a line, one a card, also those that cannot be; none where it cannot even be cut into them."""
    try:
        return pieces(line) if len(line) <= LONGEST else []
    except InvalidSetting:
        return []


def doubts(line: str) -> list[tuple[str, str]]:
    """What may have been meant otherwise (its text is `offer_<doubt>`), and the line of that network."""
    return [(doubt, other) for doubt, other in notation.doubts(line) if len(other) <= LONGEST and _reads(other)]


def _reads(line: str) -> bool:
    try:
        _network(line)
    except InvalidSetting:
        return False
    return True


def edited(line: str, i: int, **settings: object) -> str:
    """The line with other settings of layer i, whether these fit or not."""
    found = cards(line)
    return _with(found, i, rewrite(found[i].layer, **settings))


def without(line: str, i: int) -> str:
    return _with(cards(line), i)


def moved(line: str, i: int, by: int) -> str:
    """Layer i changes places with its neighbour."""
    found = cards(line)
    found[i], found[i + by] = found[i + by], found[i]
    return _with(found, 0, found[0].text)


def with_new(line: str, i: int, layer: str) -> str:
    """The line with one more layer behind layer i."""
    found = cards(line)
    return _with(found, i, found[i].text, layer)


def _with(found: list[Piece], i: int, *instead: str) -> str:
    """The line with these pieces in place of piece i."""
    return GAP.join([*(p.text for p in found[:i]), *instead, *(p.text for p in found[i + 1 :])])
