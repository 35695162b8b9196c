"""What the builder tells below its picture: table, bars, code to copy, a known network beside it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnlib.network import cost, zoo
from cnnlib.network.export.keras import to_keras
from cnnlib.network.export.pytorch import to_pytorch
from cnnlib.network.network import Network
from pages.frame.text.texts import Say
from pages.frame.widgets import controls, sections
from pages.network.builder import table, typed_line
from pages.shared import network_sections
from pages.shared.layer_words import Counting

ADDRESS = "builder"
FEW = 250_000  # parameters: a million bytes of float32
CODE = {"pytorch": to_pytorch, "keras": to_keras}


def counting(network: Network) -> Counting:
    """Small networks are told in kB, or all their memory would be rounded away."""
    return Counting(unit="kB" if cost.total(cost.summarize(network)).parameters < FEW else "MB")


def layers(settings: Any, say: Say) -> None:
    network = typed_line.network(settings.line)
    how = counting(network)
    sections.table(table.rows(network, how, say), head=table.head(how, say))


def bars(settings: Any, say: Say) -> None:
    network_sections.bars(ADDRESS, typed_line.network(settings.line), say)


def source(settings: Any, say: Say) -> None:
    """The network as a program that runs elsewhere."""
    controls.draw(ADDRESS, type(settings), "program", say, side_by_side=True)
    # Wrapped: what scrolls sideways could not be reached by keyboard.
    st.code(CODE[settings.program](typed_line.network(settings.line)), language="python", wrap_lines=True)


def compare(settings: Any, say: Say) -> None:
    controls.draw(ADDRESS, type(settings), "other", say)
    networks = {
        say("own_network"): typed_line.network(settings.line),
        say(f"option_{settings.other}"): zoo.PRESETS[settings.other](),
    }
    network_sections.compare(networks, Counting(), say)


def solid(settings: Any, say: Say) -> None:
    network_sections.solid(ADDRESS, typed_line.network(settings.line), say)
