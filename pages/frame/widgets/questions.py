"""Predict, then reveal: a question whose wrong choices are each what a named mistake yields.

The questions are a fragment of their own: answering moves nothing else. Their numbers are drawn from the settings
at that moment, again until all choices differ, and stay until the reader asks for another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

from pages.frame.lesson import Lesson, Question, WordQuestion
from pages.frame.state.session import session
from pages.frame.text.texts import Say


@st.fragment
def show(lesson: Lesson, say: Say) -> None:
    """The questions of a lesson, side by side."""

    def now() -> Any:  # asked when a question is drawn: by then the stage may have moved on
        return session().settings.get(lesson.address, lesson.settings())

    with st.container(key="questions", horizontal=True):
        for question in lesson.questions:
            with st.container(key=f"question-{question.id}"):
                _one(lesson.address, question, now, say)


def _one(address: str, question: Question | WordQuestion, now: Callable[[], Any], say: Say) -> None:
    name = f"{address}.question.{question.id}"
    if name not in st.session_state:
        _draw(name, question, now)
    numbers, choices, chosen = st.session_state[name]
    say = say.with_names(question.names(**numbers))
    st.markdown(f"### {say('predict')}\n\n{say.marked(f'ask_{question.id}')}", unsafe_allow_html=True)
    with st.container(horizontal=True):
        for i, (mistake, value) in enumerate(choices):
            label = question.label(say, mistake, value)
            look = "primary" if chosen == i else "secondary"
            st.button(label, key=f"{name}.{i}", type=look, on_click=_choose, args=(name, i))
    if chosen is not None:
        mistake, _ = choices[chosen]
        verdict = say("right") if mistake is None else say("wrong")
        why = say.rich(f"answer_{question.id}") if mistake is None else say.rich(f"mistakes.{mistake}")
        st.markdown(f"**{verdict}** {why}", unsafe_allow_html=True)
        if mistake is not None:
            st.markdown(say.rich(f"answer_{question.id}"), unsafe_allow_html=True)
        st.button(say("another"), key=f"{name}.another", on_click=_draw, args=(name, question, now))


def _draw(name: str, question: Question | WordQuestion, now: Callable[[], Any]) -> None:
    st.session_state[name] = (*question.draw(np.random.default_rng(), now()), None)


def _choose(name: str, i: int) -> None:
    numbers, choices, _ = st.session_state[name]
    st.session_state[name] = (numbers, choices, i)
