"""The chart in AlexNet's table: below each count of weights and of work a bar, the layer's share of the whole."""

from __future__ import annotations

from collections.abc import Sequence

from cnnlib.explain.volumes import volumes
from cnnlib.formulas.counts import percent
from cnnlib.network import cost
from cnnlib.network.network import Network
from pages.frame.text.texts import Say
from pages.frame.widgets.tables import Cell

COLUMNS = {3: "weights", 6: "macs"}  # of the table: what is counted there


def with_bars(rows: Sequence[Sequence[Cell]], network: Network, say: Say) -> list[list[Cell]]:
    """The rows of the table of layers with their bars; the last, the totals, has none."""
    costs = cost.summarize(network)
    whole, of = cost.total(costs), {row.name: row for row in costs}
    drawn = [list(row) for row in rows]
    for cells, volume in zip(drawn, volumes(network), strict=False):
        for column, what in COLUMNS.items():
            count = getattr(of[volume.name], what)
            if count:
                share = float(percent(count, getattr(whole, what)))
                cells[column] = _under(cells[column], say("share_bar", share=share, what=what))
    return drawn


def _under(cell: Cell, bar: str) -> Cell:
    return cell + bar if isinstance(cell, str) else (cell[0] + bar, cell[1])
