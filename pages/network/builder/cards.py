"""The layers as cards: one is chosen, moved, taken away, or followed by a new one; each of it rewrites the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.frame.state.session import session
from pages.frame.text.texts import Say
from pages.network.builder import fields, typed_line

ADDRESS = "builder"
NEW = ("CONV 12 F3 P1", "RELU", "POOL 2", "FC 10", "DROPOUT 0.5", "LRN", "SOFTMAX")


def draw(_settings: Any, say: Say) -> None:
    """The cards of the line as it is now typed, also while it does not fit."""
    line = session().kept[ADDRESS].line
    cards = typed_line.cards(line)
    if not cards:
        st.info(say("cards_unreadable"))
        return
    chosen = min(fields.chosen(), len(cards) - 1)
    with st.container(key="cards", horizontal=True):
        for i, card in enumerate(cards):
            label = f"⚠ {card.text}" if card.wrong else card.text
            look = "primary" if i == chosen else "secondary"
            st.button(label, key=f"{ADDRESS}.card.{i}", type=look, on_click=fields.choose, args=(i,))
    with st.container(key="card-editor", horizontal=True):
        if cards[chosen].layer is None:
            st.markdown(say("card_unreadable"))
        else:
            fields.draw(line, cards[chosen].layer, chosen, say)
    with st.container(key="card-tools", horizontal=True):
        _tools(line, len(cards), chosen, say)


def _tools(line: str, count: int, i: int, say: Say) -> None:
    def tool(name: str, label: str, enabled: bool, text: Callable[[], str], then: int) -> None:
        st.button(
            label,
            key=f"{ADDRESS}.tool.{name}",
            disabled=not enabled,
            on_click=lambda: fields.rewrite(text(), then),
        )

    tool("left", say("card_left"), i > 1, lambda: typed_line.moved(line, i, -1), i - 1)
    tool("right", say("card_right"), 0 < i < count - 1, lambda: typed_line.moved(line, i, 1), i + 1)
    tool("remove", say("card_remove"), i > 0, lambda: typed_line.without(line, i), i - 1)
    for layer in NEW:
        longer = typed_line.with_new(line, i, layer)
        room = len(longer) <= typed_line.LONGEST
        tool(f"add.{layer.split()[0]}", say("card_add", layer=layer), room, lambda longer=longer: longer, i + 1)
