"""The line about what a link or a file of states asked for and could not have."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.frame.state.misread import misread
from pages.frame.text.texts import Say

MOST, LONGEST = 4, 30  # settings that are named, and characters of each that are shown


def show(settings: Any, say: Say) -> None:
    """Nothing where all was read, or once something was changed."""
    noted = misread(settings)
    if noted is not None:
        with st.container(key="misread"):
            st.caption(say.rich(f"misread_{noted.source}", found=_named(noted.found, say)))


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
