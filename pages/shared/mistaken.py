"""Mistakes drawn beside what is right: windows on a row of cells, a filter and its sheets."""

from __future__ import annotations

from functools import partial

from cnnlib.explain.stops import Stops, mistaken_stops, stops
from cnnlib.formulas.counts import filter_depth, filter_weights
from pages.frame.quiz import Compared, Row, Sheets
from pages.shared.symbols import symbols

LONGEST, MOST = 20, 14  # cells of a row and windows on it that can still be counted by eye


def _row(found: Stops) -> Row:
    before, after = found.zeros
    cells = "0" * before + "x" * found.inputs + "0" * after + " " * found.beyond
    return Row(cells, found.windows, found.uncounted)


def size(mistake: str, rounding: str = "floor", **at: int) -> Compared | None:
    """A mistake about the output's size, in a row short enough to be counted."""
    W, F, P, S = (at[letter] for letter in "WFPS")
    wrong = mistaken_stops(mistake, W, F, P, S)
    if wrong is None:
        return None
    compared = Compared(_row(wrong), _row(stops(W, F, P, S, rounding)))
    fits = all(len(row.cells) <= LONGEST and row.count <= MOST for row in (compared.wrong, compared.right))
    return compared if fits else None


size_rounded_up = partial(size, rounding="ceil")


def filters(mistake: str, F: int, D: int, g: int = 1, **_: int) -> Compared | None:
    """A filter that was taken to be flat, beside its sheets, one for each channel that it sees."""
    if not mistake.endswith("_filter_2d"):
        return None
    s = symbols(F=F, D=D, g=g)
    sheets = filter_weights(s["F"], s["D"], s["g"] if g > 1 else 1)
    return Compared(Sheets(F, 1, filter_weights(s["F"], 1)), Sheets(F, filter_depth(D, g), sheets))
