"""The layers as cards: one is chosen, moved, taken away, or followed by a new one; its settings stand in fields below.

Whatever is done to a card or typed into a field rewrites the line, and the line is the only source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Layer, Lrn, Pool
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.ops.activations import ACTIVATIONS
from pages.frame.run import Run
from pages.frame.state.link import set_and_refresh
from pages.frame.state.session import key
from pages.frame.text.texts import Say
from pages.frame.text.typed import as_typed
from pages.network.builder import typed_line

NEW = ("CONV 12 F3 P1", "RELU", "POOL 2", "FC 10", "DROPOUT 0.5", "LRN", "SOFTMAX")
MOST = 100_000  # of a number in a field; in the line it may be larger
WHOLE = {
    Conv: ("K", "F", "S", "P", "dilation", "groups"),
    Pool: ("F", "S", "P"),
    Fc: ("K",),
    Lrn: ("n",),
    Subsample: ("F",),
    Rbf: ("K",),
}
CHOICES = {Pool: ("how", ("max", "mean", "min", "median", "l2")), Activation: ("function", tuple(ACTIVATIONS))}
SIDES = {3: "DHW", 1: "n"}


@dataclass(frozen=True)
class Card:
    """The card of layer `i` of a line, on the page of this address."""

    address: str
    line: str
    i: int


def draw(run: Run) -> None:
    """The cards of the line as it is now typed, also while it does not fit."""
    say, line = run.say, run.settings.line
    cards = typed_line.cards(line)
    if not cards:
        st.info(say("cards_unreadable"))
        return
    chosen = min(_chosen(run.address), len(cards) - 1)
    with st.container(key="cards", horizontal=True):
        for i, card in enumerate(cards):
            label = f"⚠ {as_typed(card.text)}" if card.wrong else as_typed(card.text)
            look = "primary" if i == chosen else "secondary"
            st.button(label, key=run.key(f"card.{i}"), type=look, on_click=_choose, args=(run.address, i))
    with st.container(key="card-editor", horizontal=True):
        if cards[chosen].layer is None:
            st.markdown(say("card_unreadable"))
        else:
            _fields(Card(run.address, line, chosen), cards[chosen].layer, say)
    with st.container(key="card-tools", horizontal=True):
        _tools(Card(run.address, line, chosen), len(cards), say)


def _tools(card: Card, count: int, say: Say) -> None:
    line, i = card.line, card.i

    def tool(name: str, label: str, enabled: bool, text: Callable[[], str], then: int) -> None:
        st.button(
            label,
            key=key(card.address, f"tool.{name}"),
            disabled=not enabled,
            on_click=lambda: _rewrite(card.address, text(), then),
        )

    tool("left", say("card_left"), i > 1, lambda: typed_line.moved(line, i, -1), i - 1)
    tool("right", say("card_right"), 0 < i < count - 1, lambda: typed_line.moved(line, i, 1), i + 1)
    tool("remove", say("card_remove"), i > 0, lambda: typed_line.without(line, i), i - 1)
    for layer in NEW:
        longer = typed_line.with_new(line, i, layer)
        room = len(longer) <= typed_line.LONGEST
        tool(f"add.{layer.split()[0]}", say("card_add", layer=layer), room, lambda longer=longer: longer, i + 1)


def _chosen(address: str) -> int:
    """Which card is open."""
    return st.session_state.get(key(address, "chosen"), 1)


def _choose(address: str, i: int) -> None:
    st.session_state[key(address, "chosen")] = i


def _rewrite(address: str, line: str, then: int) -> None:
    """The line says something else now, and this card is chosen."""
    set_and_refresh(address, {"line": line, "pos": None})
    _choose(address, max(then, 0))


# ---- the fields of the chosen card


def _fields(card: Card, layer: Layer, say: Say) -> None:
    """The fields of the card's layer."""
    names = _names(say)
    if isinstance(layer, Input):
        for at, letter in reversed([*enumerate(SIDES[len(layer.shape)])]):
            made = partial(_shape, layer.shape, at)
            _number(card, names[letter], letter, layer.shape[at], made)
    for letter in WHOLE.get(type(layer), ()):
        _number(card, names[letter], letter, getattr(layer, letter), lambda n, letter=letter: {letter: n})
    if type(layer) in CHOICES:
        _choice(card, names["how"], layer)
    if isinstance(layer, Conv | Fc):
        widget = _bind(card, "bias", layer.bias)
        st.toggle(names["bias"], key=widget, on_change=_edit, args=(card, widget, lambda on: {"bias": on}))
    if isinstance(layer, Dropout):
        widget = _bind(card, "p", float(layer.p))
        st.number_input(
            names["p"], 0.0, 0.99, step=0.05, key=widget, on_change=_edit, args=(card, widget, lambda p: {"p": p})
        )


def _names(say: Say) -> dict[str, str]:
    return {
        "K": say("letter_filters"),
        "F": say("letter_side"),
        "S": say("letter_stride"),
        "P": say("letter_padding"),
        "dilation": say("letter_dilation"),
        "groups": say("letter_groups"),
        "n": say("letter_numbers"),
        "W": say("letter_input_width"),
        "H": say("letter_input_height"),
        "D": say("letter_input_depth"),
        "how": say("letter_how"),
        "bias": say("letter_bias"),
        "p": say("letter_dropout"),
    }


def _shape(shape: tuple[int, ...], at: int, side: int) -> dict[str, Any]:
    return {"shape": (*shape[:at], side, *shape[at + 1 :])}


def _bind(card: Card, name: str, value: Any) -> str:
    """The widget's key; what the widget shows is what the line says."""
    widget = key(card.address, f"edit.{name}")
    if st.session_state.get(widget) != value:
        st.session_state[widget] = value
    return widget


def _number(card: Card, label: str, letter: str, value: int, made: Callable[[int], dict[str, Any]]) -> None:
    least, most = 0 if letter == "P" else 1, max(MOST, value)
    widget = _bind(card, letter, value)
    st.number_input(label, least, most, key=widget, on_change=_edit, args=(card, widget, made))


def _choice(card: Card, label: str, layer: Layer) -> None:
    setting, options = CHOICES[type(layer)]
    value = getattr(layer, setting)
    options = options if value in options else (*options, value)
    widget = _bind(card, "how", value)
    st.selectbox(label, options, key=widget, on_change=_edit, args=(card, widget, lambda now: {setting: now}))


def _edit(card: Card, widget: str, made: Callable[[Any], dict[str, Any]]) -> None:
    _rewrite(card.address, typed_line.edited(card.line, card.i, **made(st.session_state[widget])), card.i)
