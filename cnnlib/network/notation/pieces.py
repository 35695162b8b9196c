"""A line of the notation piece by piece, also while it is wrong: for an editor, which loses nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass, fields

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Layer, Pool
from cnnlib.network.network import names_of, shapes_of
from cnnlib.network.notation.reader import SETTING_WORDS, Reader, names_a_layer, split
from cnnlib.network.notation.tokens import Line, Token
from cnnlib.network.notation.writer import write_layer


@dataclass(frozen=True)
class Piece:
    """One layer of a line. `layer` is None where it cannot be read; where its settings make no layer it holds them
    unchecked. `wrong`: it cannot be, by itself or behind those before it."""

    text: str
    layer: Layer | None
    wrong: bool


def pieces(text: str) -> list[Piece]:
    """The pieces of a line, each written plainly where it can be read, and the first that does not fit marked.

    Raises InvalidSetting where the line cannot even be cut: a sign that means nothing, far too many of them.
    """
    line = Line(text)
    found = []
    for run in split(line, _begins):
        layer, wrong = _layer(line, run)
        found.append(Piece(write_layer(layer) if layer else text[run[0].start : run[-1].end], layer, wrong))
    misfit = _misfit(found)
    return [Piece(p.text, p.layer, p.wrong or i == misfit) for i, p in enumerate(found)]


def _begins(token: Token) -> bool:
    """A layer's name, or a word that is none and belongs to no layer: most likely a name mistyped."""
    return names_a_layer(token) or token.kind == "word" and len(token.text) > 1 and token.text not in SETTING_WORDS


def _layer(line: Line, run: list[Token]) -> tuple[Layer | None, bool]:
    """The layer of a piece, and whether it is wrong by itself."""
    try:
        reader = Reader(line, run)
        reader.read_settings()
    except InvalidSetting:
        return None, True
    try:
        return reader.make(**reader.settings), False
    except InvalidSetting:
        return _unchecked(reader), True


def _unchecked(reader: Reader) -> Layer:
    """A layer with these settings, though they make none."""
    layer = object.__new__(reader.make)
    values = {f.name: reader.settings.get(f.name, getattr(reader.make, f.name, None)) for f in fields(reader.make)}
    if reader.make is Pool and values["S"] is None:
        values["S"] = values["F"]
    for name, value in values.items():
        object.__setattr__(layer, name, value)
    return layer


def _misfit(found: list[Piece]) -> int | None:
    """Which layer does not fit those before it; None where all do, or where one cannot be by itself."""
    if any(piece.wrong for piece in found):
        return None
    layers = [piece.layer for piece in found]
    try:
        shapes_of(layers, names_of(layers, ()))
    except InvalidSetting as problem:
        return problem.values.get("index", 0)
    return None
