"""Tables as HTML: Streamlit's own need pyarrow, and cannot hold coloured formulas."""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | tuple[str, str]


def markup(rows: Sequence[Sequence[Cell]], head: Sequence[str], caption: str = "") -> str:
    """`rows` of cells under `head`. A cell is markup, or a pair (what is seen, what it opens into)."""
    top = "".join(f'<th scope="col">{name}</th>' for name in head)
    body = "".join(_row(row) for row in rows)
    said = f"<caption>{caption}</caption>" if caption else ""
    return f'<div class="numbers-table"><table>{said}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _row(row: Sequence[Cell]) -> str:
    first, *others = map(_cell, row)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    seen, inside = cell
    return f"<details><summary>{seen}</summary>{inside}</details>"
