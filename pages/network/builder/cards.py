"""The layers as cards: one is chosen, moved, taken away, or followed by a new one; each of it rewrites the line."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.frame.run import Run
from pages.frame.state.link import key
from pages.frame.text.texts import Say
from pages.network.builder import fields, typed_line

NEW = ("CONV 12 F3 P1", "RELU", "POOL 2", "FC 10", "DROPOUT 0.5", "LRN", "SOFTMAX")


def draw(run: Run) -> None:
    """The cards of the line as it is now typed, also while it does not fit."""
    say, line = run.say, run.settings.line
    cards = typed_line.cards(line)
    if not cards:
        st.info(say("cards_unreadable"))
        return
    chosen = min(fields.chosen(run.address), len(cards) - 1)
    with st.container(key="cards", horizontal=True):
        for i, card in enumerate(cards):
            label = f"⚠ {card.text}" if card.wrong else card.text
            look = "primary" if i == chosen else "secondary"
            st.button(label, key=run.key(f"card.{i}"), type=look, on_click=fields.choose, args=(run.address, i))
    with st.container(key="card-editor", horizontal=True):
        if cards[chosen].layer is None:
            st.markdown(say("card_unreadable"))
        else:
            fields.draw(fields.Card(run.address, line, chosen), cards[chosen].layer, say)
    with st.container(key="card-tools", horizontal=True):
        _tools(fields.Card(run.address, line, chosen), len(cards), say)


def _tools(card: fields.Card, count: int, say: Say) -> None:
    line, i = card.line, card.i

    def tool(name: str, label: str, enabled: bool, text: Callable[[], str], then: int) -> None:
        st.button(
            label,
            key=key(card.address, f"tool.{name}"),
            disabled=not enabled,
            on_click=lambda: fields.rewrite(card.address, text(), then),
        )

    tool("left", say("card_left"), i > 1, lambda: typed_line.moved(line, i, -1), i - 1)
    tool("right", say("card_right"), 0 < i < count - 1, lambda: typed_line.moved(line, i, 1), i + 1)
    tool("remove", say("card_remove"), i > 0, lambda: typed_line.without(line, i), i - 1)
    for layer in NEW:
        longer = typed_line.with_new(line, i, layer)
        room = len(longer) <= typed_line.LONGEST
        tool(f"add.{layer.split()[0]}", say("card_add", layer=layer), room, lambda longer=longer: longer, i + 1)
