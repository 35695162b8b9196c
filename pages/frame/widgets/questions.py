"""Predict, then reveal: a question whose wrong choices are each what a named mistake yields.

The questions are a fragment of their own: answering moves nothing else. Which numbers they have is a setting, `ask`, so
that a link asks everybody the same. `Show me` and another draw are settings too: those run the whole page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.frame.lesson import Asked, Lesson, Question, WordQuestion, drawn
from pages.frame.state import link
from pages.frame.state.session import key
from pages.frame.state.settings import fields_of
from pages.frame.text.texts import Say
from pages.frame.widgets import compared

SIGNS = {True: "✓", False: "✗"}
SPACE = "\u2002"  # a wide one: the signs are narrow


@st.fragment
def show(lesson: Lesson, settings: Any, say: Say) -> None:
    """The questions of the part that is shown, side by side, and below them another draw of their numbers."""
    asked = lesson.questions_of(settings)
    if not asked:
        return
    with st.container(key="questions", horizontal=True):
        for question in asked:
            with st.container(key=f"question-{question.id}"):
                _one(lesson.address, question, settings.ask, say)
    other = _other_draw(lesson, settings)
    if other is not None:
        _set(lesson.address, "questions.another", link.set_values, {"ask": other}, say("questions.another"))


def _one(address: str, question: Question | WordQuestion, ask: int, say: Say) -> None:
    name = key(address, f"question.{question.id}")
    numbers, choices = drawn(question, ask)
    answered, chosen = st.session_state.get(name, (ask, None))
    if answered != ask:  # an answer to other numbers
        chosen = None
    say = say.with_names(question.names(**numbers))
    st.markdown(f"### {say('predict')}\n\n{say.marked(f'ask_{question.id}')}", unsafe_allow_html=True)
    with st.container(horizontal=True):
        for i, (mistake, value) in enumerate(choices):
            label, look = question.label(say, mistake, value), "secondary"
            if chosen is not None and (mistake is None or i == chosen):  # told apart by a sign, and not by colour alone
                label = SIGNS[mistake is None] + SPACE + label
                look = "primary" if mistake is None else "tertiary"
            st.button(label, key=f"{name}.{i}", type=look, on_click=_choose, args=(name, ask, i))
    if chosen is None:
        return
    mistake, _ = choices[chosen]
    st.markdown(_verdict(question, numbers, mistake, say), unsafe_allow_html=True)
    if question.shows is not None:
        shown = dict(question.shows(**numbers))
        _set(address, f"question.{question.id}.show-me", link.set_and_refresh, shown, say("questions.show_me"))


def _verdict(question: Question | WordQuestion, numbers: dict[str, int], mistake: str | None, say: Say) -> str:
    """What is said of a choice, as HTML that is read out; of a wrong one also its mistake, drawn where it can be."""
    is_right = mistake is None
    said = f"<b>{SIGNS[is_right]} {say('right' if is_right else 'wrong')}</b> "
    if not is_right:
        said += f"{say.rich(f'mistakes.{mistake}')}</p>{_picture(question, numbers, mistake, say)}<p>"
    return f'<div class="verdict" role="status"><p>{said}{say.rich(f"answer_{question.id}")}</p></div>'


def _picture(question: Question | WordQuestion, numbers: dict[str, int], mistake: str, say: Say) -> str:
    found = question.draws(mistake, **numbers)
    return "" if found is None else compared.draw(found, say)


def _set(address: str, name: str, how: Callable[..., None], changes: dict[str, Any], label: str) -> None:
    """A button that sets settings of the page around this fragment, which then runs."""
    if st.button(label, key=key(address, name), on_click=how, args=(address, changes)):
        st.rerun()


def _choose(name: str, ask: int, i: int) -> None:
    st.session_state[name] = ask, i


def _other_draw(lesson: Lesson, settings: Any) -> int | None:
    """The next draw that asks something else in every question about numbers; None where there is none."""
    most = fields_of(Asked)["ask"].high

    def numbers(ask: int) -> list[tuple[str, dict[str, int]]]:
        asked = lesson.questions_of(replace(settings, ask=ask))
        return [(question.id, drawn(question, ask)[0]) for question in asked]

    now = numbers(settings.ask)
    for step in range(1, 20):
        other = (settings.ask + step) % (most + 1)
        if all(each not in now for each in numbers(other) if each[1]) and numbers(other) != now:
            return other
    return None
