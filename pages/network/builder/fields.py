"""The settings of the chosen layer, in fields; whatever is set there rewrites the line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Layer, Lrn, Pool
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.ops.activations import ACTIVATIONS
from pages.frame.state.link import apply, key
from pages.frame.text.texts import Say
from pages.network.builder import typed_line

ADDRESS = "builder"
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


def chosen() -> int:
    """Which card is open."""
    return st.session_state.get(key(ADDRESS, "chosen"), 1)


def choose(i: int) -> None:
    st.session_state[key(ADDRESS, "chosen")] = i


def rewrite(line: str, then: int) -> None:
    """The line says something else now, and this card is chosen."""
    apply(ADDRESS, {"line": line, "pos": None})
    choose(max(then, 0))


def draw(line: str, layer: Layer, i: int, say: Say) -> None:
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
        widget = _lent("bias", layer.bias)
        st.toggle(names["bias"], key=widget, on_change=_edit, args=(line, i, widget, lambda on: {"bias": on}))
    if isinstance(layer, Dropout):
        widget = _lent("p", float(layer.p))
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


def _lent(name: str, value: Any) -> str:
    """The widget's key, its value set to what the line says: the line is the only source."""
    widget = key(ADDRESS, f"edit.{name}")
    if st.session_state.get(widget) != value:
        st.session_state[widget] = value
    return widget


def _number(line: str, i: int, label: str, letter: str, value: int, made: Callable[[int], dict[str, Any]]) -> None:
    least, most = 0 if letter == "P" else 1, max(MOST, value)
    widget = _lent(letter, value)
    st.number_input(label, least, most, key=widget, on_change=_edit, args=(line, i, widget, made))


def _choice(line: str, i: int, label: str, layer: Layer) -> None:
    setting, options = CHOICES[type(layer)]
    value = getattr(layer, setting)
    options = options if value in options else (*options, value)
    widget = _lent("how", value)
    st.selectbox(label, options, key=widget, on_change=_edit, args=(line, i, widget, lambda now: {setting: now}))


def _edit(line: str, i: int, widget: str, made: Callable[[Any], dict[str, Any]]) -> None:
    rewrite(typed_line.edited(line, i, **made(st.session_state[widget])), i)
