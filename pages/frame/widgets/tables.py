"""Tables, as HTML: Streamlit's own need pyarrow, and cannot hold coloured formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

Cell = str | tuple[str, str]
FEW_LETTERS = 6  # as in a unit behind a number; a Chinese sign counts as two


def draw(rows: Sequence[Sequence[Cell]], *, head: Sequence[str], caption: str = "") -> None:
    """A table of texts that may hold markup from `say.rich`; the first cell of a row names it. A cell may be a pair
    (what is seen, what it opens into)."""
    st.markdown(markup(rows, head, caption), unsafe_allow_html=True)


def markup(rows: Sequence[Sequence[Cell]], head: Sequence[str], caption: str = "") -> str:
    """`rows` of cells under `head`. A cell is markup, or a pair (what is seen, what it opens into)."""
    words = [any(map(_is_words, column)) for column in zip(*rows, strict=True)] or [False] * len(head)
    top = "".join(f'<th scope="col"{_look(left)}>{name}</th>' for name, left in zip(head, words, strict=True))
    body = "".join(_row(row, words) for row in rows)
    said = f"<caption>{caption}</caption>" if caption else ""
    whole = f"<table>{said}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="numbers-table" tabindex="0">{whole}</div>'  # what scrolls is reached by keyboard


def _is_words(cell: Cell) -> bool:
    """Whether a cell is to be read as words: its column stands at the left; numbers stand under each other."""
    if not isinstance(cell, str):
        return False
    letters = filter(str.isalpha, re.sub(r"<[^>]*>", "", cell))
    return sum(1 if letter.isascii() else 2 for letter in letters) > FEW_LETTERS


def _look(words: bool) -> str:
    return ' class="words"' if words else ""


def _row(row: Sequence[Cell], words: Sequence[bool]) -> str:
    first, *others = map(_cell, row)
    cells = "".join(f"<td{_look(left)}>{cell}</td>" for cell, left in zip(others, words[1:], strict=True))
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    seen, inside = cell
    return f"<details><summary>{seen}</summary>{inside}</details>"
