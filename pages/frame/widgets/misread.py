"""The line about what a link or a file of states asked for and could not have."""

from __future__ import annotations

import streamlit as st

from pages.frame.run import Run
from pages.frame.state.misread import misread
from pages.frame.text.texts import Say

MOST, LONGEST = 4, 30  # settings that are named, and characters of each that are shown


def show(run: Run) -> None:
    """Nothing where all was read, or once something was changed."""
    noted = misread(run.settings)
    if noted is not None:
        with st.container(key="misread"):
            st.caption(run.say.rich(f"misread_{noted.source}", found=_named(noted.found, run.say)))


def _named(found: dict[str, tuple[str, str]], say: Say) -> str:
    """The settings by name, each with what was asked for and what is shown."""

    def cut(text: str) -> str:
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

    def named(name: str, typed: str, shown: str) -> str:
        if not shown:
            return say("left_out", name=cut(name), typed=cut(typed))
        return say("shown_instead", name=cut(name), typed=cut(typed), shown=cut(shown))

    lines = [named(name, *of_it) for name, of_it in list(found.items())[:MOST]]
    return " · ".join(lines) + ("…" if len(found) > MOST else "")
