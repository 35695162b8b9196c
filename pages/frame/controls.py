"""Widgets from fields: a slider for a whole number, a select for a choice; never a `value=`, always a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.frame.address import apply, key, lend
from pages.frame.settings import Choice, Whole, controls
from pages.frame.text import Say

Brings = Callable[[str, Any], dict[str, Any]]


def draw(
    address: str, kind: type, name: str, say: Say, *, held_at: Any = None, brings: Brings | None = None
) -> None:
    """The widget of one control. `held_at` is a number that something else decides: shown, and not movable.
    `brings` tells what else is set when this choice is made."""
    control, widget = controls(kind)[name], key(address, name)
    letter = name.rstrip("0123456789")  # `kind2` is the kind of the second filter, and is called the same
    if held_at is None:
        lend(address, name)
    if held_at is not None:
        st.slider(say(f"control_{name}_held"), 0, held_at, held_at, disabled=True, key=f"{widget}.held")
    elif isinstance(control, Whole):
        # The default stands in for no value: with none Streamlit copies the whole session to look for its kind. What
        # the session holds wins over it all the same (and the warning about the two is off in config.toml).
        label, ends = say(f"control_{letter}"), (control.low, control.high)
        st.slider(label, *ends, control.default, key=widget, help=_help(say, name))
    elif isinstance(control, Choice):
        # The browser keeps the label of the old language until the key is assigned anew.
        if st.session_state.get(f"{widget}.lang") != say.lang:
            st.session_state[f"{widget}.lang"] = say.lang
            st.session_state[widget] = st.session_state[widget]
        st.selectbox(
            say(f"control_{letter}"), control.options, key=widget, format_func=lambda option: say(f"option_{option}"),
            on_change=lambda: apply(address, brings(name, st.session_state[widget]) if brings else {}),
        )  # fmt: skip


def action(address: str, name: str, changes: dict[str, Any], label: str, **look: Any) -> None:
    """A button that sets controls: a preset, a repair, a new draw."""
    st.button(label, key=f"{address}.do.{name}", on_click=apply, args=(address, changes), **look)


def _help(say: Say, name: str) -> str | None:
    return say(f"help_{name}") if say.knows(f"help_{name}") else None
