"""Changes as buttons, each saying what it would set: the repairs of impossible settings, what a state offers."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.frame.lesson import Changes
from pages.frame.run import Run
from pages.frame.state.fields import Line
from pages.frame.state.settings import fields_of
from pages.frame.text.typed import as_typed
from pages.frame.widgets import controls


def repairs(run: Run) -> None:
    """Why the settings cannot be, and the nearest that can, as buttons; what is fixed cannot be set."""
    problem, say = run.problem, run.say
    with st.container(key="problem", horizontal=True):
        fields = fields_of(run.lesson.settings)
        settable = fields.keys() - run.picture.fixed.keys()
        works = {
            i: changes
            for i, changes in enumerate(problem.repairs)
            if changes.keys() <= settable
            and all(fields[name].nearest(value) == value for name, value in changes.items())
        }
        where = say.rich("at_place", **problem.values) if problem.values.get("typed") else ""
        then = say.rich("would_work") if works else ""
        st.markdown(where + say.rich(f"errors.{problem.key}", **problem.values) + then, unsafe_allow_html=True)
        for i, changes in works.items():
            controls.action(run.address, f"repair.{i}", dict(changes), _label(run, changes))


def offers(run: Run) -> None:
    """Changes worth a button in this state, behind the sentence `offers`."""
    with st.container(key="offers", horizontal=True):
        st.markdown(run.say.rich("offers"), unsafe_allow_html=True)
        for i, changes in enumerate(run.picture.offers):
            controls.action(run.address, f"offer.{i}", dict(changes), _label(run, changes))


def _label(run: Run, changes: Changes) -> str:
    """What a button would set: `F = 3`, an option's name, or of a line of text what would be other in it."""
    fields, say = fields_of(run.lesson.settings), run.say

    def one(name: str, value: Any) -> str:
        if isinstance(value, int):
            return f"{name} = {value}"
        if not isinstance(fields[name], Line):
            return say(f"option_{value}")
        gone, comes = (as_typed(text[:40]) for text in difference(getattr(run.settings, name), value))
        return f"{gone} → {comes}" if gone and comes else (f"+ {comes}" if comes else say("leave_out", what=gone))

    return ", ".join(one(name, value) for name, value in changes.items())


def difference(before: str, after: str) -> tuple[str, str]:
    """What of `before` goes, and what comes in its place: ("F11", "F8"). A bare number with its word."""
    old, new = before.split(" "), after.split(" ")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if 0 < start < len(old) - end and old[start][:1].isdigit():
        start -= 1
    return tuple(" ".join(words[start : len(words) - end]).strip(" -") for words in (old, new))
