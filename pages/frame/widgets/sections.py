"""The sections of a lesson's page: which of its charts and tables stand there now, and what they follow."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.frame.lesson import Section, belongs
from pages.frame.run import Run
from pages.frame.state import link
from pages.frame.widgets import words


def switches(run: Run) -> None:
    """What unfolds the folded ones. Outside of what a slider reruns; what it unfolds is drawn only while wanted."""
    for section in run.lesson.sections:
        if section.folded and belongs(section, run.settings):
            st.toggle(run.say(f"section_{section.id}"), key=_switch(run, section))


def any_open(run: Run) -> bool:
    """Whether charts or tables that follow the sliders stand below the words."""
    return any(belongs(section, run.settings) and _is_open(run, section) for section in run.lesson.sections)


def above_words(run: Run) -> None:
    """Those that stand right below the controls."""
    for section in run.lesson.sections:
        if section.above_words:
            _draw(run, section)


def below_words(run: Run) -> None:
    """The others that belong to the part of these settings."""
    for section in run.lesson.sections:
        if not section.above_words and belongs(section, run.settings):
            _draw(run, section)


def _draw(run: Run, section: Section) -> None:
    if not _is_open(run, section):
        return
    say = run.say
    about = say.rich(f"section_{section.id}_about") if say.knows(f"section_{section.id}_about") else ""
    title = "" if section.folded else f"### {say(f'section_{section.id}')}\n\n"
    words.html_box("section", title + about)
    if section.own_controls:
        _draw_alone(run, section)
    else:
        section.draw(run)


def _draw_alone(run: Run, section: Section) -> None:
    """Draw it so that its own controls rerun this section and no more."""
    moved = False

    @st.fragment
    def draw() -> None:
        nonlocal moved
        now = link.sync_fragment(run.address, run.lesson.settings) if moved else run.shown
        values = {name: getattr(now, name) for name in section.own_controls}
        section.draw(replace(run, shown=replace(run.shown, **values)))
        if moved:
            link.write_link(run.address)
        moved = True

    draw()


def _is_open(run: Run, section: Section) -> bool:
    return not section.folded or bool(st.session_state.get(_switch(run, section)))


def _switch(run: Run, section: Section) -> str:
    return run.key(f"section.{section.id}")
