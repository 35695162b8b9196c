"""Widgets from fields: a slider for a whole number, a select for a choice; the session holds what they say."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from pages.frame.lesson import AlsoSets
from pages.frame.run import Run
from pages.frame.state.fields import Amount, Choice, Flag, Line, Steps, Whole
from pages.frame.state.link import bind_default, bind_value, set_and_refresh
from pages.frame.state.session import key
from pages.frame.state.settings import fields_of
from pages.frame.text.numbers import number
from pages.frame.text.texts import Say


def draw(
    run: Run,
    name: str,
    *,
    fixed_at: Any = None,
    also_sets: AlsoSets | None = None,
    side_by_side: bool = False,
    at_once: bool = False,
) -> None:
    """The widget of one control. `fixed_at` is a number that something else decides: shown, and not movable.
    `also_sets` tells what else is set when this choice is made; `side_by_side` shows all options of a choice at once;
    `at_once` says that the browser draws it with the page, not when a drawer opens."""
    address, say = run.address, run.say
    field, widget = fields_of(run.lesson.settings)[name], run.key(name)
    letter = name.rstrip("0123456789")  # `kind2` is the kind of the second filter, and is called the same
    if fixed_at is not None:
        st.slider(say(f"control_{name}_fixed"), 0, fixed_at, fixed_at, disabled=True, key=f"{widget}.fixed")
        return
    # Every widget is told its value twice: what the session holds wins, but a browser shows the `value=` of a new
    # widget first, and a page whose clock asks for slices of work would send that as if a hand had chosen it.
    if at_once and isinstance(field, (Whole, Steps)) and not isinstance(field, Amount):
        start = bind_default(address, name)
    else:
        start = bind_value(address, name)
    label, hint = say(f"control_{letter}"), _help(say, name)
    match field:
        case Amount(low=low, high=high):
            with st.container(key=f"{widget}.amount", gap=None):
                st.number_input(label, low, high, start, key=widget, help=hint)
                _powers(address, name, field, label)
        case Whole(low=low, high=high):
            # With no value Streamlit copies the whole session to look for its kind. (Its warning about a value and the
            # session's is off in config.toml.)
            st.slider(label, low, high, start, key=widget, help=hint)
        case Steps(values=values):
            st.select_slider(label, values, start, key=widget, format_func=number, help=hint)
        case Flag():
            st.toggle(label, start, key=widget, help=hint)
        case Line():  # of a box that knows a most, the browser would drop a longer paste without a word
            st.text_input(label, key=widget, help=hint)
        case Choice(options=options):
            # The browser keeps the label of the old language until the key is assigned anew.
            if st.session_state.get(f"{widget}.lang") != say.lang:
                st.session_state[f"{widget}.lang"] = say.lang
                st.session_state[widget] = st.session_state[widget]
            ask = st.radio if side_by_side else st.selectbox
            ask(
                label,
                options,
                options.index(start),
                key=widget,
                format_func=lambda option: say(f"option_{option}"),
                on_change=also_sets and (lambda: set_and_refresh(address, also_sets(name, st.session_state[widget]))),
                **({"horizontal": True} if side_by_side else {}),
            )


def _powers(address: str, name: str, field: Amount, label: str) -> None:
    """The slider under the box of an amount: 1, 2, 5, 10, 20 ... up to its end."""
    widget, steps = key(address, name), _nice(field.low, field.high)
    scale, value = f"{widget}.scale", st.session_state[widget]
    nearest = min(steps, key=lambda step: abs(step - value))
    if st.session_state.get(scale) != nearest:
        st.session_state[scale] = nearest

    def moved() -> None:
        # Streamlit calls it too where the slider is drawn no more and its last word is still on the way: not a move.
        if st.session_state[scale] != nearest:
            set_and_refresh(address, {name: st.session_state[scale]})

    st.select_slider(
        label, steps, nearest, key=scale, format_func=number, label_visibility="collapsed", on_change=moved
    )


@cache
def _nice(low: int, high: int) -> tuple[int, ...]:
    found = {digit * 10**power for power in range(len(str(high))) for digit in (1, 2, 5)}
    return tuple(sorted({low, high} | {step for step in found if low < step < high}))


def action(address: str, name: str, changes: dict[str, Any], label: str, **look: Any) -> None:
    """A button that sets controls: a preset, a repair, a new draw."""
    st.button(label, key=f"{address}.do.{name}", on_click=set_and_refresh, args=(address, changes), **look)


def _help(say: Say, name: str) -> str | None:
    return say(f"help_{name}") if say.knows(f"help_{name}") else None
