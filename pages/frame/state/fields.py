"""The kinds of field that a lesson's settings are made of: what each can hold, and how a link writes it.

`nearest` is the value that the kind can hold and that lies nearest, and the default for what is no such value; only
`Cells` raises ValueError, for what is no list of cells. `read` is the same of the text in a link, and
never an error; `says` tells whether a text says just the value that was read from it; `write` makes the text that reads
as that value. Nothing here imports streamlit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pages.frame.assets import LIMITS
from pages.frame.state.written import number_written, whole_written

MOST_CELLS = LIMITS["edited_cells"]


def _is_number(value: Any) -> bool:
    """Whether it has a whole part; a whole number of 400 digits has one too, though no float holds it."""
    return type(value) is int or isinstance(value, float) and math.isfinite(value)


def _says(reader: Callable[[str], Any], raw: str, value: Any) -> bool:
    """Whether a reader of numbers finds this value in the text."""
    try:
        return reader(raw) == value
    except ValueError:
        return False


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


@dataclass(frozen=True)
class Whole:
    """A whole number from `low` to `high`: a slider."""

    low: int
    high: int
    default: int

    def read(self, raw: str) -> int:
        try:
            return self.nearest(whole_written(raw))
        except ValueError:
            return self.default

    def says(self, raw: str, value: int) -> bool:
        return _says(whole_written, raw, value)

    def nearest(self, value: Any) -> int:
        """The value that the slider can hold and that lies nearest; the default for what is no number."""
        return min(max(int(value), self.low), self.high) if _is_number(value) else self.default

    def write(self, value: int) -> str:
        return str(value)

    def at(self, place: Any) -> int:
        """The number at this place of the slider, as the browser knows it."""
        return self.nearest(place)


@dataclass(frozen=True)
class Amount(Whole):
    """A whole number from a range too wide for a slider's pixels: a box to type in, and a slider over its powers."""


@dataclass(frozen=True)
class Steps:
    """One of some numbers in rising order, such as 1, 2, 5, 10: a slider that knows no others."""

    values: tuple[float, ...]
    default: float

    def read(self, raw: str) -> float:
        try:
            return self.nearest(float(raw))  # 1e60 as it is: of many old links the first step, as far as any other
        except ValueError:
            pass
        try:
            return self.nearest(float(number_written(raw)))
        except ValueError:
            return self.default

    def says(self, raw: str, value: float) -> bool:
        return _says(lambda text: math.isclose(number_written(text), value, rel_tol=1e-9), raw, True)

    def nearest(self, value: Any) -> float:
        """The step that lies nearest; the default for what is no number."""
        if not _is_number(value):
            return self.default
        if type(value) is int:  # no float can be taken from one of 400 digits
            value = min(max(value, self.values[0]), self.values[-1])
        return min(self.values, key=lambda step: abs(step - value))

    def write(self, value: float) -> str:
        return f"{value:.10g}"

    def at(self, place: Any) -> float:
        """The step at this place of the slider, counted from 0, as the browser knows it."""
        return self.values[min(max(int(place), 0), len(self.values) - 1)] if _is_number(place) else self.default


@dataclass(frozen=True)
class Flag:
    """Yes or no: a switch."""

    default: bool

    def read(self, raw: str) -> bool:
        try:
            return {1: True, 0: False}.get(whole_written(raw), self.default)
        except ValueError:
            return self.default

    def says(self, raw: str, value: bool) -> bool:
        return _says(whole_written, raw, int(value))

    def nearest(self, value: Any) -> bool:
        return value if isinstance(value, bool) else self.default

    def write(self, value: bool) -> str:
        return "1" if value else "0"


@dataclass(frozen=True)
class Line:
    """One line of text, as typed and never cut: what it means, and whether it is too long, is the lesson's affair."""

    default: str

    def read(self, raw: str) -> str:
        return self.nearest(raw)

    def says(self, raw: str, value: str) -> bool:
        return True

    def nearest(self, value: Any) -> str:
        if not isinstance(value, str):
            return self.default
        return "".join(c if c.isprintable() else " " for c in value).strip()

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Choice:
    """One of some stable ids; what the reader sees for each is looked up in the texts."""

    options: tuple[str, ...]
    default: str

    def read(self, raw: str) -> str:
        return self.nearest(raw)

    def says(self, raw: str, value: str) -> bool:
        return raw == value

    def nearest(self, value: Any) -> str:
        return value if value in self.options else self.default

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Place:
    """An index counted from 0, or None: the stage's position, the chosen filter, the chosen channel."""

    default: int | None = None
    high: int = 10**6

    def read(self, raw: str) -> int | None:
        try:
            return self.nearest(whole_written(raw))
        except ValueError:
            return self.default

    def says(self, raw: str, value: int | None) -> bool:
        return raw == "" if value is None else _says(whole_written, raw, value)

    def nearest(self, value: Any) -> int | None:
        return min(max(int(value), 0), self.high) if _is_number(value) else self.default

    def write(self, value: int | None) -> str:
        return "" if value is None else str(value)


Cell = tuple[tuple[int, ...], float]
CELL = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})*)~(-?[0-9]{1,2}(?:\.[0-9]{1,2})?)")  # one in a link: 0.1.2~-1.5


@dataclass(frozen=True)
class Cells:
    """Hand edits of a grid: the cells that differ from what the name or the seed gives.

    A value is a sorted tuple of ((index, ...), number). In a link: `0.1.2~5_0.1.3~-1.5`, made of characters
    that a link carries as they are.
    """

    axes: int
    largest: float = 99.0
    default: tuple[Cell, ...] = ()

    def read(self, raw: str) -> tuple[Cell, ...]:
        parts = map(CELL.fullmatch, raw.split("_"))
        return self.nearest([(tuple(map(int, part[1].split("."))), float(part[2])) for part in parts if part])

    def says(self, raw: str, value: tuple[Cell, ...]) -> bool:
        """Each part is a cell that was kept; of two for one cell the later counts."""
        parts = [CELL.fullmatch(part) for part in raw.split("_")] if raw else []
        kept = {index for index, _ in value}
        return all(part and tuple(map(int, part[1].split("."))) in kept for part in parts)

    def nearest(self, value: Any) -> tuple[Cell, ...]:
        cells = () if value is None else value
        if not _is_list(cells) or len(cells) > MOST_CELLS:
            raise ValueError("no list of cells, or too long a one")
        kept = {}
        for cell in cells:
            if not (_is_list(cell) and len(cell) == 2 and _is_list(cell[0])):
                raise ValueError("a cell is an index and a number")
            index, number = cell
            inside = len(index) == self.axes and all(_is_number(i) and 0 <= i < 256 for i in index)
            if inside and _is_number(number):
                kept[tuple(map(int, index))] = round(float(min(max(number, -self.largest), self.largest)), 2)
        return tuple(sorted(kept.items()))

    def write(self, value: Iterable[Cell]) -> str:
        return "_".join(f"{'.'.join(map(str, index))}~{number:g}" for index, number in value)


Field = Whole | Amount | Steps | Flag | Line | Choice | Place | Cells
