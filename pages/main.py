"""Language, navigation and the chosen page."""

from __future__ import annotations

import sys
from base64 import b64encode
from functools import cache
from importlib import import_module

import streamlit as st

from pages import glossary, home, self_test
from pages.frame.assets import ASSETS
from pages.frame.page import navigation_page
from pages.frame.stage import component
from pages.frame.state import link
from pages.frame.text.texts import Say
from pages.menu import LESSONS, number, titles
from pages.path import ending
from pages.server import not_found

ICON = ASSETS / "icon.png"
# In a course of plain files (docs/decisions/site.md) no server keeps a room: the class is not there.
classroom = import_module("pages.classroom") if sys.platform != "emscripten" else None


def main() -> None:
    not_found.announce(titles())
    came_back = component.note_connection()
    link.read_visit()
    say = Say("frame", link.language())
    component.load_scripts(say.lang, say("course"))
    if came_back:
        st.toast(say("was_away"))
    front = st.Page(home.show, title=say("home"), default=True)
    pages = {lesson.address: navigation_page(lesson, say, ending.draw) for lesson in LESSONS}
    others = tuple(page.navigation_page(say) for page in (self_test, glossary, classroom) if page)
    chosen = st.navigation([front, *pages.values(), *others], position="hidden")
    title = f"{chosen.title} · {say('course')}"
    st.set_page_config(page_title=title, page_icon=_icon(), layout="wide", initial_sidebar_state="auto")
    chosen.run()
    if classroom:
        classroom.attend(say)
    with st.sidebar:  # after the page: its picture is what a visitor waits for
        _menu(front, pages, others, say)


@cache
def _icon() -> str:
    """The icon itself: the address of a file is gone with its session, and a browser that comes for it late complains.
    (An emoji would be a picture in SVG, which the browser draws anew at every change of the address.)"""
    return "data:image/png;base64," + b64encode(ICON.read_bytes()).decode()


def _menu(front, pages: dict, others: tuple, say: Say) -> None:
    """Our own links: the built-in menu drops the query, and with it every setting and the language."""
    st.page_link(front, label=f"**{say('course')}**", query_params=link.menu_query("home"))
    for lesson in LESSONS:
        label = f"*{number(lesson)}* {say(f'{lesson.topic}.title')}"
        st.page_link(pages[lesson.address], label=label, query_params=link.menu_query(lesson.address))
    test, terms, *room = others
    st.page_link(test, label=f"*?* {say('self_test.title')}", query_params=self_test.query())
    st.page_link(terms, label=f"*…* {say('glossary.title')}", query_params=link.menu_query(glossary.ADDRESS))
    if classroom:
        st.page_link(*room, label=f"*∷* {say('classroom.title')}", query_params=link.menu_query(classroom.ADDRESS))
        classroom.beside_menu(say)
    with st.container(key="languages", horizontal=True):
        for lang, label in (("zh", "中文"), ("en", "English")):
            look = "primary" if say.lang == lang else "secondary"
            st.button(label, key=f"lang.{lang}", type=look, on_click=link.set_language, args=(lang,))


main()
