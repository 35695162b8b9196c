"""A line of the notation piece by piece, also while it is wrong: for an editor, which loses nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import takewhile

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Layer, Pool, Shape
from cnnlib.network.network import names_of, shapes_of, takes
from cnnlib.network.notation.reader import Reader, flattens_well, names_a_layer, split
from cnnlib.network.notation.tokens import Line, Token
from cnnlib.network.notation.words import SETTING_WORDS, Flatten
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
    runs = split(line, _begins)
    read = [_layer(line, run) for run in runs]
    flattened = [layer for layer, _, _ in read]
    found = []
    for i, (run, (layer, wrong, inputs)) in enumerate(zip(runs, read, strict=True)):
        typed = line.raw(line.whole(run[0], run[-1]))
        if not isinstance(layer, Flatten):
            found.append((Piece(write_layer(layer) if layer else typed, layer, wrong), inputs, typed))
        elif not flattens_well(flattened, i):
            found.append((Piece(typed, None, True), None, typed))
    return _marked(found)


def _begins(token: Token) -> bool:
    """A layer's name, or a word that is none and belongs to no layer: most likely a name mistyped."""
    return names_a_layer(token) or token.kind == "word" and len(token.text) > 1 and token.text not in SETTING_WORDS


def _layer(line: Line, run: list[Token]) -> tuple[Layer | Flatten | None, bool, int | None]:
    """The layer of a piece, whether it is wrong by itself, and what it says of its input."""
    try:
        reader = Reader(line, run)
        reader.read_settings()
    except InvalidSetting:
        return None, True, None
    try:
        return reader.make(**reader.settings), False, reader.inputs
    except InvalidSetting:
        return _unchecked(reader), True, None


def _unchecked(reader: Reader) -> Layer:
    """A layer with these settings, though they make none."""
    layer = object.__new__(reader.make)
    values = {f.name: reader.settings.get(f.name, getattr(reader.make, f.name, None)) for f in fields(reader.make)}
    if reader.make is Pool and values["S"] is None:
        values["S"] = values["F"]
    for name, value in values.items():
        object.__setattr__(layer, name, value)
    return layer


def _marked(found: list[tuple[Piece, int | None, str]]) -> list[Piece]:
    """The pieces, and the first marked that does not fit those before it, or says that something else comes in.

    What a piece says of its input goes when it is written plainly: so it stays as typed until that has been found true.
    """
    before = _shapes([piece for piece, _, _ in found])
    marked, sound = [], not any(piece.wrong for piece, _, _ in found)
    for i, (piece, inputs, typed) in enumerate(found):
        known = 0 < i <= len(before)
        true = inputs is None or known and takes(piece.layer, before[i - 1]) == inputs
        misfit = sound and (i == len(before) or known and not true)
        marked.append(replace(piece, text=piece.text if true else typed, wrong=piece.wrong or misfit))
        sound = sound and not misfit
    return marked


def _shapes(found: list[Piece]) -> list[Shape]:
    """The shape after each layer, as far as they fit each other."""
    right = [piece.layer for piece in takewhile(lambda piece: not piece.wrong, found)]
    try:
        return list(shapes_of(right, names_of(right, ())))
    except InvalidSetting as problem:
        fitting = right[: problem.values.get("index", 0)]
        return list(shapes_of(fitting, names_of(fitting, ()))) if fitting else []
