"""The self-test: ten questions drawn by the number in the link, so that a class can have the same ten.

One question is seen at a time. What was answered is kept in the session, by the number of the draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from pages.frame.page import navigation_page as lesson_page
from pages.frame.state import link
from pages.frame.state.settings import encode, whole
from pages.frame.text.texts import Say
from pages.frame.widgets import misread
from pages.self_test.draw import Drawn, ten

ADDRESS = "self-test"
DRAWS = 999_999
MINUTES = 10


@dataclass(frozen=True)
class Settings:
    draw: int = whole(1, DRAWS, 1)


@dataclass
class Sheet:
    """The answers to one draw: which choice, by the question's place; and the place that is looked at."""

    draw: int
    chosen: dict[int, int]
    at: int = 0


def navigation_page(say: Say) -> Any:
    """As Streamlit's navigation and its links know it."""
    return st.Page(show, title=say("self_test.title"), url_path=ADDRESS)


def query() -> dict[str, str]:
    """The query of a link to it: the ten that were begun, else ten drawn for this visitor."""
    begun = {} if _SHEET in st.session_state else encode(Settings(st.session_state.setdefault(_FIRST, _any())))
    return begun | link.menu_query(ADDRESS)


_SHEET, _FIRST = f"{ADDRESS}.sheet", f"{ADDRESS}.first"  # keys of the session


def _any() -> int:
    return int(np.random.default_rng().integers(2, DRAWS + 1))


def show() -> None:
    settings = link.sync_page(ADDRESS, Settings)
    say = Say("self_test", link.language())
    with st.container(key="head"):
        st.markdown(f"# {say('title')}")
    misread.show(settings, say)
    link.write_link(ADDRESS)
    drawn, sheet = ten(settings.draw), st.session_state.get(_SHEET)
    if sheet is None or sheet.draw != settings.draw:
        sheet = st.session_state[_SHEET] = Sheet(settings.draw, {})
    with st.container(key="self-test"):
        if sheet.at < len(drawn):
            _ask(drawn, sheet, say)
        else:
            _result(drawn, sheet, say)


def _ask(drawn: tuple[Drawn, ...], sheet: Sheet, say: Say) -> None:
    i = sheet.at
    one, chosen = drawn[i], sheet.chosen.get(i)
    words = one.say(say.lang)
    if not sheet.chosen:
        st.markdown(say("about"))
    st.caption(f"{say('which', i=i + 1, count=len(drawn))} · {words('title')}")
    st.markdown(words.rich(f"ask_{one.question.id}"), unsafe_allow_html=True)
    labels = [one.question.label(words, *choice) for choice in one.choices]
    if chosen is None:
        for n, label in enumerate(labels):
            st.button(label, key=f"{ADDRESS}.{i}.{n}", on_click=_answer, args=(sheet, n), width="stretch")
        return
    st.markdown("\n".join(f"- {_marked(label, n, one, chosen, say)}" for n, label in enumerate(labels)))
    mistake = one.choices[chosen][0]
    verdict = say("right") if mistake is None else say("wrong")
    reasons = [say.rich(f"mistakes.{mistake}")] if mistake is not None else []
    reasons.append(words.rich(f"answer_{one.question.id}"))
    st.markdown(f"**{verdict}** " + "\n\n".join(reasons), unsafe_allow_html=True)
    with st.container(key="onward", horizontal=True):
        last = i + 1 == len(drawn)
        label = say("to_result") if last else say("onward")
        st.button(label, key=f"{ADDRESS}.onward", type="primary", on_click=_onward, args=(sheet,))
        _to_lesson(one, say("see", title=words("title")), say)


def _marked(label: str, n: int, one: Drawn, chosen: int, say: Say) -> str:
    """A choice once it is answered: the right one and a wrong one that was chosen are told by a sign and by words."""
    if n == one.right:
        mine = f", {say('your_choice')}" if n == chosen else ""
        return f"**✓ {label}** ({say('right_choice')}{mine})"
    return f"✗ {label} ({say('your_choice')})" if n == chosen else label


def _result(drawn: tuple[Drawn, ...], sheet: Sheet, say: Say) -> None:
    wrong = [one for i, one in enumerate(drawn) if sheet.chosen.get(i) != one.right]
    st.markdown(f"## {say('result', count=len(drawn), right=len(drawn) - len(wrong))}")
    if not wrong:
        st.markdown(say("all_right"))
    else:
        st.markdown(f"### {say('again_title')}")
        for one in wrong:
            _to_lesson(one, say(f"{one.lesson.topic}.title"), say)
    with st.container(horizontal=True):
        st.button(say("others"), key=f"{ADDRESS}.others", type="primary", on_click=_others)
        st.button(say("repeat"), key=f"{ADDRESS}.repeat", on_click=_forget)


def _to_lesson(one: Drawn, label: str, say: Say) -> None:
    address = one.lesson.address
    st.page_link(lesson_page(one.lesson, say), label=label, query_params=link.menu_query(address))


def _answer(sheet: Sheet, n: int) -> None:
    sheet.chosen[sheet.at] = n


def _onward(sheet: Sheet) -> None:
    sheet.at += 1


def _forget() -> None:
    st.session_state.pop(_SHEET, None)


def _others() -> None:
    _forget()
    link.set_values(ADDRESS, {"draw": _any()})
