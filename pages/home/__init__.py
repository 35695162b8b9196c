"""Home: where to begin, something that moves, the lessons in their order, and the paths for who has little time."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages import self_test
from pages.frame.lesson import Lesson
from pages.frame.page import navigation_page
from pages.frame.state import link
from pages.frame.text.texts import Say
from pages.frame.widgets import looked_at, misread
from pages.layers import sliding_filter
from pages.menu import LESSONS, MINUTES, number
from pages.path import PATHS, minutes, query_at


@dataclass(frozen=True)
class Settings:
    """Nothing to set here; the link carries the language."""


def show() -> None:
    settings = link.sync_page("home", Settings)
    say = Say("home", link.language())
    with st.container(key="head"):
        st.markdown(f"# {say('title')}")
    with st.container(key="start"):
        st.markdown(say.rich("about"))
        first = LESSONS[0]
        _to(first, say("start", title=say(f"{first.topic}.title")), link.menu_query(first.address), say)
    misread.show(settings, say)
    _moving(say)
    _course(say)
    _paths(say)


def _moving(say: Say) -> None:
    """The first lesson's picture, playing: what the course is, before a word of it is read."""
    lesson, hand = sliding_filter.LESSON, {"pos": None, "speed": 4}
    settings = lesson.settings()
    looked_at.show("home.stage", lesson, settings, Say(lesson.topic, say.lang), page="home", epoch="home", hand=hand)
    link.write_link("home")


def _course(say: Say) -> None:
    """The lessons in the order of learning, as stations of a line that data flows along, and the test at its end."""
    whole = sum(MINUTES.values())
    st.markdown(f"## {say('lessons_title')}\n\n{say('lessons_about', count=len(LESSONS), minutes=whole)}")
    with st.container(key="course", horizontal=True):
        for lesson in LESSONS:
            label = _card(str(number(lesson)), lesson.topic, MINUTES[lesson.address], say)
            _to(lesson, label, link.menu_query(lesson.address), say)
        test = _card("?", "self_test", self_test.MINUTES, say)
        st.page_link(self_test.navigation_page(say), label=test, query_params=self_test.query())


def _card(mark: str, topic: str, minutes: int, say: Say) -> str:
    """What a station says: number and title, its aim, its minutes. One line of Markdown, which styles lay out."""
    return f"*{mark}* **{say(f'{topic}.title')}** {say(f'{topic}.aim')} `{say('minutes', count=minutes)}`"


def _paths(say: Say) -> None:
    st.markdown(f"## {say('paths_title')}")
    with st.container(key="paths", horizontal=True):
        for path, stops in PATHS.items():
            titles = [say(f"{stop.lesson.topic}.title") for stop in stops]
            seen = [title for before, title in zip(["", *titles], titles, strict=False) if title != before]
            way = f"{' → '.join(seen)} `{say('minutes', count=minutes(path))}`"
            label = f"**{say(f'path.name_{path}')}** {say(f'path.about_{path}')} *{way}*"
            _to(stops[0].lesson, label, query_at(path, 1), say)


def _to(lesson: Lesson, label: str, query: dict[str, str], say: Say) -> None:
    st.page_link(navigation_page(lesson, say), label=label, query_params=query)
