"""Home: something that moves, then the map of the course, each lesson linked."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.frame.lesson import Lesson
from pages.frame.page import navigation_page
from pages.frame.stage import component
from pages.frame.state import link
from pages.frame.text.texts import Say
from pages.frame.widgets import words
from pages.layers import sliding_filter
from pages.menu import COURSE


@dataclass(frozen=True)
class Settings:
    """Nothing to set here; the link carries the language."""


def show() -> None:
    link.sync_page("home", Settings)
    say = Say("home", link.language())
    with st.container(key="head"):
        st.markdown(f"# {say('title')}")
    st.markdown(say.rich("about"))
    _moving(say)
    with st.container(key="map", horizontal=True):
        for part, lessons in COURSE.items():
            with st.container(key=f"part-{part}"):
                st.markdown(f"### {say(f'part_{part}')}\n\n{say(f'about_{part}')}")
                for lesson in lessons:
                    _entry(lesson, say)


def _moving(say: Say) -> None:
    """The first lesson's picture, playing: what the course is, before a word of it is read."""
    settings = sliding_filter.Settings()
    lesson_say = Say(sliding_filter.LESSON.topic, say.lang)
    picture = sliding_filter.picture(settings, lesson_say)
    component.draw(
        "home.stage",
        picture.scene,
        on_hand=lambda: None,
        epoch="home",
        page="home",
        frame="home",
        sliders=(),
        edits=False,
        lang=say.lang,
        topic=lesson_say.topic,
        labels=words.on_stage(lesson_say.with_names(picture.names)),
        hand={"pos": None, "speed": 4, "edits": {}},
        troubled=False,
        present=0,
        qr=None,
    )
    link.write_link("home")


def _entry(lesson: Lesson, say: Say) -> None:
    page, label = navigation_page(lesson, say), f"**{say(f'{lesson.topic}.title')}**"
    st.page_link(page, label=label, query_params=link.menu_query(lesson.address))
    st.caption(say(f"{lesson.topic}.short"))
