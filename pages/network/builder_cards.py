"""The layers as cards: one is chosen, moved, taken away, or followed by a new one; each of it rewrites the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from cnnlib.notation_write import write_layer
from pages.frame.text import Say
from pages.network import builder_fields, builder_line

ADDRESS = "builder"
NEW = ("CONV 12 F3 P1", "RELU", "POOL 2", "FC 10", "DROPOUT 0.5", "LRN")


def draw(_settings: Any, say: Say) -> None:
    """The cards of the line as it is now typed, also while it does not fit."""
    line = st.session_state["kept"][ADDRESS].line
    layers = builder_line.layers_of(line)
    if not layers:
        st.info(say("cards_unreadable"))
        return
    faulty, chosen = builder_line.fault(layers), min(builder_fields.chosen(), len(layers) - 1)
    with st.container(key="cards", horizontal=True):
        for i, layer in enumerate(layers):
            label = f"⚠ {write_layer(layer)}" if i == faulty else write_layer(layer)
            look = "primary" if i == chosen else "secondary"
            st.button(label, key=f"{ADDRESS}.card.{i}", type=look, on_click=builder_fields.choose, args=(i,))
    with st.container(key="card-editor", horizontal=True):
        builder_fields.draw(line, layers[chosen], chosen, say)
    with st.container(key="card-tools", horizontal=True):
        _tools(line, len(layers), chosen, say)


def _tools(line: str, count: int, i: int, say: Say) -> None:
    def tool(name: str, label: str, enabled: bool, text: Callable[[], str], then: int) -> None:
        st.button(
            label, key=f"{ADDRESS}.tool.{name}", disabled=not enabled,
            on_click=lambda: builder_fields.rewrite(text(), then),
        )  # fmt: skip

    tool("left", say("card_left"), i > 1, lambda: builder_line.moved(line, i, -1), i - 1)
    tool("right", say("card_right"), 0 < i < count - 1, lambda: builder_line.moved(line, i, 1), i + 1)
    tool("remove", say("card_remove"), i > 0, lambda: builder_line.without(line, i), i - 1)
    for layer in NEW:
        added = say("card_add", layer=layer)
        tool(f"add.{layer.split()[0]}", added, True, lambda layer=layer: builder_line.with_new(line, i, layer), i + 1)
