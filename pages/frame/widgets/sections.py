"""The sections of a lesson's page: where its charts and tables stand, which are drawn now, and what they follow."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.frame.lesson import Section, belongs
from pages.frame.run import Run
from pages.frame.state import link
from pages.frame.widgets import words


def above_words(run: Run) -> None:
    """Those that stand right below the controls."""
    for section in run.lesson.sections:
        if section.above_words:
            _draw(run, section)


def in_view(run: Run) -> tuple[Section, ...]:
    """Those below the words that there is nothing to unfold for."""
    return tuple(section for section in run.lesson.sections if section.in_view and belongs(section, run.settings))


def any_moving(run: Run) -> bool:
    """Whether one of those follows the sliders."""
    return any(not section.still for section in in_view(run))


def below_words(run: Run) -> None:
    for section in in_view(run):
        _draw(run, section)


def deeper(run: Run) -> tuple[Section, ...]:
    """Those that lie in the fold."""
    return tuple(
        section
        for section in run.lesson.sections
        if not section.above_words and not section.in_view and belongs(section, run.settings)
    )


def any_drawn(run: Run) -> bool:
    """Whether the fold, once it is open, holds charts or tables that follow the sliders."""
    return any(_is_open(run, section) for section in deeper(run))


def in_fold(run: Run) -> None:
    """Those in the fold, each below its switch where it has one."""
    for section in deeper(run):
        if section.folded:
            st.toggle(run.say(f"section_{section.id}"), key=_switch(run, section))
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
