"""The layers as cards: one is chosen, moved, taken away, or followed by a new one; its settings stand in fields below.

Whatever is done to a card or typed into a field rewrites the line, and the line is the only source.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from cnnlib.network.layer import Layer
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Lrn, Pool
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.ops.activations import ACTIVATIONS
from pages.frame.state.link import apply, key
from pages.frame.state.session import session
from pages.frame.text.texts import Say
from pages.network.builder import typed_line

ADDRESS = "builder"
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
CHOICES = {Pool: ("max", "mean", "min", "median", "l2"), Activation: tuple(ACTIVATIONS)}
SIDES = {3: "DHW", 1: "n"}


def draw(_settings: Any, say: Say) -> None:
    """The cards of the line as it is now typed, also while it does not fit."""
    line = session().kept[ADDRESS].line
    cards = typed_line.cards(line)
    if not cards:
        st.info(say("cards_unreadable"))
        return
    chosen = min(_chosen(), len(cards) - 1)
    with st.container(key="cards", horizontal=True):
        for i, card in enumerate(cards):
            label = f"⚠ {card.text}" if card.wrong else card.text
            look = "primary" if i == chosen else "secondary"
            st.button(label, key=f"{ADDRESS}.card.{i}", type=look, on_click=_choose, args=(i,))
    with st.container(key="card-editor", horizontal=True):
        if cards[chosen].layer is None:
            st.markdown(say("card_unreadable"))
        else:
            _fields(line, cards[chosen].layer, chosen, say)
    with st.container(key="card-tools", horizontal=True):
        _tools(line, len(cards), chosen, say)


def _tools(line: str, count: int, i: int, say: Say) -> None:
    def tool(name: str, label: str, enabled: bool, text: Callable[[], str], then: int) -> None:
        st.button(
            label,
            key=f"{ADDRESS}.tool.{name}",
            disabled=not enabled,
            on_click=lambda: _rewrite(text(), then),
        )

    tool("left", say("card_left"), i > 1, lambda: typed_line.moved(line, i, -1), i - 1)
    tool("right", say("card_right"), 0 < i < count - 1, lambda: typed_line.moved(line, i, 1), i + 1)
    tool("remove", say("card_remove"), i > 0, lambda: typed_line.without(line, i), i - 1)
    for layer in NEW:
        longer = typed_line.with_new(line, i, layer)
        room = len(longer) <= typed_line.LONGEST
        tool(f"add.{layer.split()[0]}", say("card_add", layer=layer), room, lambda longer=longer: longer, i + 1)


def _chosen() -> int:
    """Which card is open."""
    return st.session_state.get(key(ADDRESS, "chosen"), 1)


def _choose(i: int) -> None:
    st.session_state[key(ADDRESS, "chosen")] = i


def _rewrite(line: str, then: int) -> None:
    """The line says something else now, and this card is chosen."""
    apply(ADDRESS, {"line": line, "pos": None})
    _choose(max(then, 0))


# ---- the fields of the chosen card


def _fields(line: str, layer: Layer, i: int, say: Say) -> None:
    """The fields of layer i."""
    names = _names(say)
    if isinstance(layer, Input):
        for at, letter in reversed([*enumerate(SIDES[len(layer.shape)])]):
            made = partial(_shape, layer.shape, at)
            _number(line, i, names[letter], letter, layer.shape[at], made)
    for letter in WHOLE.get(type(layer), ()):
        _number(line, i, names[letter], letter, getattr(layer, letter), lambda n, letter=letter: {letter: n})
    if type(layer) in CHOICES:
        _choice(line, i, names["how"], layer)
    if isinstance(layer, Conv | Fc):
        widget = _bind("bias", layer.bias)
        st.toggle(names["bias"], key=widget, on_change=_edit, args=(line, i, widget, lambda on: {"bias": on}))
    if isinstance(layer, Dropout):
        widget = _bind("p", float(layer.p))
        st.number_input(
            names["p"], 0.0, 0.99, step=0.05, key=widget, on_change=_edit, args=(line, i, widget, lambda p: {"p": p})
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


def _bind(name: str, value: Any) -> str:
    """The widget's key; what the widget shows is what the line says."""
    widget = key(ADDRESS, f"edit.{name}")
    if st.session_state.get(widget) != value:
        st.session_state[widget] = value
    return widget


def _number(line: str, i: int, label: str, letter: str, value: int, made: Callable[[int], dict[str, Any]]) -> None:
    least, most = 0 if letter == "P" else 1, max(MOST, value)
    widget = _bind(letter, value)
    st.number_input(label, least, most, key=widget, on_change=_edit, args=(line, i, widget, made))


def _choice(line: str, i: int, label: str, layer: Layer) -> None:
    options = CHOICES[type(layer)]
    options = options if layer.how in options else (*options, layer.how)
    widget = _bind("how", layer.how)
    st.selectbox(label, options, key=widget, on_change=_edit, args=(line, i, widget, lambda how: {"how": how}))


def _edit(line: str, i: int, widget: str, made: Callable[[Any], dict[str, Any]]) -> None:
    _rewrite(typed_line.edited(line, i, **made(st.session_state[widget])), i)
