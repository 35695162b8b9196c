"""What the frame keeps of one visitor beside what the widgets say, and asks for in every run.

It is one entry of Streamlit's session: each time one is asked for, Streamlit takes a lock and looks whether the run
is to end, and for every slider it copies them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.frame.state.settings import choice, place, whole

ENTRY = "course"


@dataclass(frozen=True)
class Visit:
    """What holds on every page: the language, whether the page is projected, and which path through the course is
    walked, at which of its stops."""

    lang: str = choice("", "zh", "en")
    present: int = place(default=0, high=1)
    path: str = choice("", "15", "90", "article")
    stop: int = whole(1, 99, 1)


@dataclass
class Session:
    """The frame's state of all pages; dictionaries are by the page's address, unless said otherwise."""

    visit: Visit = field(default_factory=Visit)
    page: str | None = None  # the page that was drawn last
    arriving: bool = False  # this run came to another page
    first_run: bool = True  # no page was drawn before this run's
    written: Mapping[str, str] | None = None  # the link last written or read
    epoch: str = ""  # changes when the stage is to take position and cells from Python
    settings: dict[str, Any] = field(default_factory=dict)  # the settings of each page
    last_good: dict[str, Any] = field(default_factory=dict)  # the last of them that could be shown
    values: dict[str, dict[str, Any]] = field(default_factory=dict)  # of each control, as set from outside its widget
    bound: dict[str, set[str]] = field(default_factory=dict)  # the controls that have had a widget
    replaced: dict[str, tuple] = field(default_factory=dict)  # by widget: what it said, when it was replaced, ticking?
    ticking: bool = False  # the page's clock asks for slices of work
    back: Any = None  # when the browser's connection was there again last, as the browser says
    came_back: bool = False  # that was just before this run
    misread: Any = None  # what the last link or file asked for and did not get
    last_sent: tuple = (None, None)  # page and packet that the stage was given last


def session() -> Session:
    """This visitor's."""
    found = st.session_state.get(ENTRY)
    if found is None:
        found = st.session_state[ENTRY] = Session()
    return found


def key(address: str, name: str) -> str:
    """The session's key of one control's widget on one page."""
    return f"{address}.{name}"
