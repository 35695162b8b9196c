"""The settings of the chosen layer, in fields; whatever is set there rewrites the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Layer, Lrn, Pool
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.ops.activations import ACTIVATIONS
from pages.frame.state.link import key, set_and_refresh
from pages.frame.text.texts import Say
from pages.network.builder import typed_line

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


def chosen(address: str) -> int:
    """Which card is open."""
    return st.session_state.get(key(address, "chosen"), 1)


def choose(address: str, i: int) -> None:
    st.session_state[key(address, "chosen")] = i


def rewrite(address: str, line: str, then: int) -> None:
    """The line says something else now, and this card is chosen."""
    set_and_refresh(address, {"line": line, "pos": None})
    choose(address, max(then, 0))


def draw(card: Card, layer: Layer, say: Say) -> None:
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
        widget = _lent(card, "bias", layer.bias)
        st.toggle(names["bias"], key=widget, on_change=_edit, args=(card, widget, lambda on: {"bias": on}))
    if isinstance(layer, Dropout):
        widget = _lent(card, "p", float(layer.p))
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


def _lent(card: Card, name: str, value: Any) -> str:
    """The widget's key, its value set to what the line says: the line is the only source."""
    widget = key(card.address, f"edit.{name}")
    if st.session_state.get(widget) != value:
        st.session_state[widget] = value
    return widget


def _number(card: Card, label: str, letter: str, value: int, made: Callable[[int], dict[str, Any]]) -> None:
    least, most = 0 if letter == "P" else 1, max(MOST, value)
    widget = _lent(card, letter, value)
    st.number_input(label, least, most, key=widget, on_change=_edit, args=(card, widget, made))


def _choice(card: Card, label: str, layer: Layer) -> None:
    setting, options = CHOICES[type(layer)]
    value = getattr(layer, setting)
    options = options if value in options else (*options, value)
    widget = _lent(card, "how", value)
    st.selectbox(label, options, key=widget, on_change=_edit, args=(card, widget, lambda now: {setting: now}))


def _edit(card: Card, widget: str, made: Callable[[Any], dict[str, Any]]) -> None:
    rewrite(card.address, typed_line.edited(card.line, card.i, **made(st.session_state[widget])), card.i)
