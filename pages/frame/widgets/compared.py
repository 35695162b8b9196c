"""A mistake beside what is right, as two small pictures: what was counted, and what is there to count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pages.frame.quiz import Compared, Row, Sheets
from pages.frame.text import formulas
from pages.frame.text.texts import Say

WIDEST, CELL = 290, 22  # pixels: of a row of cells, and of a cell that has room
BAR = 15  # from one row of windows to the next
FRONT, BEHIND, MOST_DRAWN = 66, 7, 5  # pixels of a sheet and between two; how many are drawn


def draw(compared: Compared, say: Say) -> str:
    """Both as HTML, each with its count."""
    longest = max((len(shown.cells) for shown in (compared.wrong, compared.right) if isinstance(shown, Row)), default=1)
    cell = min(CELL, WIDEST // longest)  # one scale for both
    figures = ((compared.wrong, say("questions.drawn_wrong")), (compared.right, say("questions.drawn_right")))
    return f'<div class="compared">{"".join(_figure(shown, title, cell, say) for shown, title in figures)}</div>'


def _figure(shown: Row | Sheets, title: str, cell: int, say: Say) -> str:
    svg = _row(shown, cell) if isinstance(shown, Row) else _sheets(shown)
    counted = say("questions.places", count=shown.count) if isinstance(shown, Row) else _equation(shown.count)
    return f"<figure>{svg}<figcaption><b>{title}</b> {counted}</figcaption></figure>"


def _equation(count: Any) -> str:
    return formulas.as_html(count, "equation")


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg {size} aria-hidden="true">{"".join(parts)}</svg>'


def _box(look: str, x: float, y: float, wide: float, high: float, text: str = "") -> str:
    box = f'<rect class="{look}" x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="2"/>'
    words = f'<text class="{look}" x="{x + wide / 2:g}" y="{y + high / 2:g}">{text}</text>' if text else ""
    return box + words


# ---- cells and windows


def _row(row: Row, cell: int) -> str:
    """The cells, and below them the windows, numbered as they are counted; those that overlap in rows of their own."""
    looks = {"0": "zero", "x": "input"}
    parts = [
        _box(looks[kind], i * cell + 1, 1, cell - 2, cell - 2, "0" if kind == "0" else "")
        for i, kind in enumerate(row.cells)
        if kind in looks
    ]
    numbers = iter(range(1, row.count + 1))
    bars = sorted([(*each, True) for each in row.windows] + [(*each, False) for each in row.uncounted])
    ends: list[int] = []  # of each row of windows, the cell that is free again
    for first, length, counted in bars:
        lane = next((k for k, end in enumerate(ends) if end <= first), len(ends))
        ends[lane:] = [first + length, *ends[lane + 1 :]]
        look, text = ("window", str(next(numbers))) if counted else ("uncounted", "")
        parts.append(_box(look, first * cell + 1, cell + 3 + lane * BAR, length * cell - 2, BAR - 2, text))
    return _svg(len(row.cells) * cell, cell + 4 + len(ends) * BAR, parts)


# ---- the weights of a filter


def _sheets(filter: Sheets) -> str:
    """Sheets of weights one behind the other; of many the first few, and dots."""
    drawn = min(filter.sheets, MOST_DRAWN)
    cell, back = FRONT / filter.side, (drawn - 1) * BEHIND
    parts = []
    for k in reversed(range(drawn)):
        x, y = k * BEHIND + 1, (drawn - 1 - k) * BEHIND + 1
        parts.append(f'<rect class="sheet" x="{x}" y="{y}" width="{FRONT}" height="{FRONT}" rx="2"/>')
    lines = (f"M{i * cell + 1:g} {back + 1}v{FRONT}M1 {back + 1 + i * cell:g}h{FRONT}" for i in range(1, filter.side))
    parts.append(f'<path class="lines" d="{"".join(lines)}"/>')
    if filter.sheets > drawn:
        parts.append(f'<text class="more" x="{FRONT + back + 12}" y="10">⋯</text>')
    return _svg(FRONT + back + 24, FRONT + back + 2, parts)
