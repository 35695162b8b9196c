"""Predict, then reveal: a question whose wrong choices are each what a named mistake yields.

The questions are a fragment of their own: answering moves nothing else. Their numbers are drawn from the settings
at that moment, again until all choices differ, and stay until the reader asks for another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from cnnlib.formulas.mistakes import draw_question
from pages.frame.state.session import session
from pages.frame.text.texts import Say

Choices = list[tuple[str | None, Any]]  # (the mistake, or None where it is right; the answer)


@dataclass(frozen=True)
class Question:
    """`vary` draws the numbers of the question from the current settings; `right` computes the answer."""

    id: str
    vary: Callable[[np.random.Generator, Any], dict[str, int]]
    right: Callable[..., int]
    mistakes: tuple[str, ...]
    names: Callable[..., Mapping[str, Any]]  # the same numbers -> what the words need: symbols, formulas

    def draw(self, rng: np.random.Generator, settings: Any) -> tuple[dict[str, int], Choices]:
        return draw_question(rng, lambda: self.vary(rng, settings), self.right, self.mistakes, 4)

    def label(self, say: Say, _mistake: str | None, value: Any) -> str:
        return say(f"choice_{self.id}", choice=value)


@dataclass(frozen=True)
class WordQuestion:
    """A question about meaning: its choices are sentences, `choice_<id>_right` and `choice_<id>_<mistake>`."""

    id: str
    mistakes: tuple[str, ...]
    names: Callable[..., Mapping[str, Any]] = dict

    def draw(self, rng: np.random.Generator, _settings: Any) -> tuple[dict[str, int], Choices]:
        chosen = [None, *rng.permutation(list(self.mistakes))[:3].tolist()]
        return {}, [(chosen[i], chosen[i] or "right") for i in rng.permutation(len(chosen))]

    def label(self, say: Say, mistake: str | None, _value: Any) -> str:
        return say(f"choice_{self.id}_{mistake or 'right'}")


@st.fragment
def show(address: str, kind: type, questions: tuple[Question | WordQuestion, ...], say: Say) -> None:
    """The questions of a lesson, side by side."""

    def now() -> Any:  # asked when a question is drawn: by then the stage may have moved on
        return session().kept.get(address, kind())

    with st.container(key="questions", horizontal=True):
        for question in questions:
            with st.container(key=f"question-{question.id}"):
                _one(address, question, now, say)


def _one(address: str, question: Question | WordQuestion, now: Callable[[], Any], say: Say) -> None:
    place = f"{address}.question.{question.id}"
    if place not in st.session_state:
        _draw(place, question, now)
    numbers, choices, chosen = st.session_state[place]
    say = say.with_names(question.names(**numbers))
    st.markdown(f"### {say('predict')}\n\n{say.rich(f'ask_{question.id}')}", unsafe_allow_html=True)
    with st.container(horizontal=True):
        for i, (mistake, value) in enumerate(choices):
            label = question.label(say, mistake, value)
            look = "primary" if chosen == i else "secondary"
            st.button(label, key=f"{place}.{i}", type=look, on_click=_choose, args=(place, i))
    if chosen is not None:
        mistake, _ = choices[chosen]
        verdict = say("right") if mistake is None else say("wrong")
        why = say.rich(f"answer_{question.id}") if mistake is None else say.rich(f"mistakes.{mistake}")
        st.markdown(f"**{verdict}** {why}", unsafe_allow_html=True)
        if mistake is not None:
            st.markdown(say.rich(f"answer_{question.id}"), unsafe_allow_html=True)
        st.button(say("another"), key=f"{place}.another", on_click=_draw, args=(place, question, now))


def _draw(place: str, question: Question | WordQuestion, now: Callable[[], Any]) -> None:
    st.session_state[place] = (*question.draw(np.random.default_rng(), now()), None)


def _choose(place: str, i: int) -> None:
    numbers, choices, _ = st.session_state[place]
    st.session_state[place] = (numbers, choices, i)
