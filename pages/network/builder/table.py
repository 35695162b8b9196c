"""The builder's table: what each layer gives and costs, and how far back it sees."""

from __future__ import annotations

from cnnlib.explain.volumes import Volume, volumes
from cnnlib.formulas.receptive_fields import Field, grown, receptive_field
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.network import Network
from pages.frame.text.formulas import annotated
from pages.frame.text.numbers import number
from pages.frame.text.texts import Say
from pages.frame.widgets.tables import Cell
from pages.shared import layer_table
from pages.shared.layer_words import Counting


def head(counting: Counting, say: Say) -> list[str]:
    return [
        say("column_layer"),
        say("column_window"),
        say("column_output"),
        say("column_weights"),
        say("column_biases"),
        say("column_macs"),
        say("column_memory", unit=counting.unit),
        say("column_activations", unit=counting.unit),
        say("column_field"),
        say("column_jump"),
    ]


def rows(network: Network, counting: Counting, say: Say) -> list[list[Cell]]:
    """A row a volume, and the totals."""
    fields = receptive_field(network)
    full = layer_table.rows(network, counting, say)
    table = []
    for volume, cells in zip(volumes(network), full[:-1], strict=True):
        kept = [*cells[:5], cells[6], *cells[8:]]
        table.append([*kept, _field(network, volume, fields, say), number(fields[volume.layer].jump)])
    last = full[-1]
    return [*table, [*last[:5], last[6], *last[8:], "", ""]]


def _field(network: Network, volume: Volume, fields: tuple[Field, ...], say: Say) -> Cell:
    """The receptive field, and how the layer's window made it grow."""
    size = number(fields[volume.layer].size)
    if volume.kind == "input":
        return size
    before = fields[volume.layer - 1]
    window = network.layers[volume.layer].window(network.shapes[volume.layer - 1])[0]
    formula = grown(
        Symbol("R", before.size, "input"), Symbol("F", window, "filter"), Symbol("J", before.jump, "window")
    )
    names = {"R": say("letter_field_before"), "F": say("letter_side"), "J": say("letter_jump")}
    return size, annotated(formula, names)
