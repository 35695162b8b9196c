"""What the builder tells below its picture: table, bars, code to copy, a known network beside it."""

from __future__ import annotations

import streamlit as st

from cnnlib.explain.volumes import Volume, volumes
from cnnlib.formulas.receptive_fields import Field, receptive_field
from cnnlib.network import zoo
from cnnlib.network.export.keras import to_keras
from cnnlib.network.export.pytorch import to_pytorch
from cnnlib.network.network import Network
from pages.frame.run import Run
from pages.frame.text.formulas import annotated
from pages.frame.text.numbers import number
from pages.frame.text.texts import Say
from pages.frame.widgets import controls, tables
from pages.frame.widgets.tables import Cell
from pages.network.builder import typed_line
from pages.network.builder.scenes import counting, field_formula
from pages.shared import layer_table, network_sections
from pages.shared.layer_words import Counting

CODE = {"pytorch": to_pytorch, "keras": to_keras}


def layers(run: Run) -> None:
    """What each layer gives and costs, and how far back it sees."""
    settings, say = run.shown, run.say
    network = typed_line.network(settings.line)
    counted = counting(network)
    head = [*_kept(layer_table.head(counted, say)), say("column_field"), say("column_jump")]
    tables.draw(_rows(network, counted, say), head=head)


def _rows(network: Network, counting: Counting, say: Say) -> list[list[Cell]]:
    """A row a volume, and the totals."""
    *listed, totals = layer_table.rows(network, counting, say)
    fields = receptive_field(network)
    rows = [
        [*_kept(cells), _field(network, volume, fields, say), number(fields[volume.layer].jump)]
        for volume, cells in zip(volumes(network), listed, strict=True)
    ]
    return [*rows, [*_kept(totals), "", ""]]


def _kept(cells: list[Cell]) -> list[Cell]:
    """A row of the common table without its running totals."""
    return [*cells[:5], cells[6], *cells[8:]]


def _field(network: Network, volume: Volume, fields: tuple[Field, ...], say: Say) -> Cell:
    """The receptive field, and how the layer's window made it grow."""
    field = field_formula(network, volume, fields)
    names = {"R": say("letter_field_before"), "F": say("letter_side"), "J": say("letter_jump")}
    seen = number(field.value)
    return seen if volume.kind == "input" else (seen, annotated(field, names))


def bars(run: Run) -> None:
    settings, say = run.shown, run.say
    network_sections.bars(run.address, typed_line.network(settings.line), say)


def source(run: Run) -> None:
    """The network as a program that runs elsewhere."""
    settings = run.shown
    controls.draw(run, "program", side_by_side=True)
    # Wrapped: what scrolls sideways could not be reached by keyboard.
    st.code(CODE[settings.program](typed_line.network(settings.line)), language="python", wrap_lines=True)


def compare(run: Run) -> None:
    settings, say = run.shown, run.say
    controls.draw(run, "other")
    networks = {
        say("own_network"): typed_line.network(settings.line),
        say(f"option_{settings.other}"): zoo.PRESETS[settings.other](),
    }
    network_sections.compare(networks, Counting(), say)


def solid(run: Run) -> None:
    settings, say = run.shown, run.say
    network_sections.solid(run.address, typed_line.network(settings.line), say)
