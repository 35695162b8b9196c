"""The sections of a lesson's page: which of its charts and tables stand there now, and what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.frame.lesson import Lesson, Section, belongs
from pages.frame.state import link
from pages.frame.text.texts import Say
from pages.frame.widgets import tables, words


def switches(lesson: Lesson, settings: Any, say: Say) -> None:
    """What unfolds the folded ones. Outside of what a slider reruns; what it unfolds is drawn only while wanted."""
    for section in lesson.sections:
        if section.folded and belongs(section, settings):
            st.toggle(say(f"section_{section.id}"), key=_switch(lesson, section))


def any_open(lesson: Lesson, settings: Any) -> bool:
    """Whether charts or tables that follow the sliders stand below the words."""
    return any(belongs(section, settings) and _is_open(lesson, section) for section in lesson.sections)


def above_words(lesson: Lesson, shown: Any, say: Say) -> None:
    """Those that stand right below the controls; `shown` are the settings the stage shows."""
    for section in lesson.sections:
        if section.near:
            _draw(lesson, section, shown, say)


def below_words(lesson: Lesson, settings: Any, shown: Any, say: Say) -> None:
    """The others that belong to the part of these settings; `shown` are the settings the stage shows."""
    for section in lesson.sections:
        if not section.near and belongs(section, settings):
            _draw(lesson, section, shown, say)


def _draw(lesson: Lesson, section: Section, shown: Any, say: Say) -> None:
    if not _is_open(lesson, section):
        return
    about = say.rich(f"section_{section.id}_about") if say.knows(f"section_{section.id}_about") else ""
    title = "" if section.folded else f"### {say(f'section_{section.id}')}\n\n"
    words.box("section", title + about)
    if section.own:
        _draw_alone(lesson, section, shown, say)
    else:
        section.draw(shown, say)


def _draw_alone(lesson: Lesson, section: Section, shown: Any, say: Say) -> None:
    """Draw it so that its own controls rerun this section and no more."""
    moved = False

    @st.fragment
    def draw() -> None:
        nonlocal moved
        now = link.follow(lesson.address, lesson.settings) if moved else shown
        section.draw(replace(shown, **{name: getattr(now, name) for name in section.own}), say)
        if moved:
            link.write(lesson.address)
        moved = True

    draw()


def _is_open(lesson: Lesson, section: Section) -> bool:
    return not section.folded or bool(st.session_state.get(_switch(lesson, section)))


def _switch(lesson: Lesson, section: Section) -> str:
    return link.key(lesson.address, f"section.{section.id}")


# ---- what a section puts on the page


def chart(figure: Any, key: str) -> None:
    """A plotly figure across the page."""
    st.plotly_chart(figure, config={"displayModeBar": False}, key=key)


def table(rows: Sequence[Sequence[tables.Cell]], *, head: Sequence[str], caption: str = "") -> None:
    """A table of texts that may hold markup from `say.rich`; the first cell of a row names it. A cell may be a pair
    (what is seen, what it opens into)."""
    st.markdown(tables.markup(rows, head, caption), unsafe_allow_html=True)
