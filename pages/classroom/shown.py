"""What teacher and pupils both see: the question, the spread of the votes, the answer, and the state that shows it."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnlib.errors import InvalidSetting
from pages.classroom import asked
from pages.classroom.store.polls import Counts, Poll
from pages.frame.page import navigation_page
from pages.frame.state.session import session
from pages.frame.state.settings import encode
from pages.frame.text.texts import Say
from pages.frame.widgets import looked_at
from pages.self_test.draw import Drawn

SIGNS = {True: "✓", False: "✗"}


def ask(one: Drawn, say: Say) -> None:
    """The question's own words."""
    with st.container(key="class-question"):
        st.markdown(one.say(say.lang).rich(f"ask_{one.question.id}"), unsafe_allow_html=True)


def labels(one: Drawn, lang: str) -> list[str]:
    """The choices, as they are read."""
    say = one.say(lang)
    return [one.question.label(say, *choice) for choice in one.choices]


def spread(one: Drawn, counts: Counts, say: Say, *, told: bool, mine: int | None = None) -> str:
    """The votes for each choice as bars, as HTML; `told`: which is right, and which mistake each wrong one is."""
    most, cast, rows = max(1, *counts), max(1, sum(counts)), []
    for n, (label, (mistake, _)) in enumerate(zip(labels(one, say.lang), one.choices, strict=True)):
        sign = f"<b>{SIGNS[mistake is None]}</b> " if told else ""
        own = f" <em>({say('your_choice')})</em>" if n == mine else ""
        why = f'<p class="why">{say.rich(f"mistakes.{mistake}")}</p>' if told and mistake else ""
        kind = ("right" if mistake is None else "wrong") if told else ""
        rows.append(
            f'<li class="{kind}"><div class="choice">{sign}{escape(label)}{own}</div>'
            f'<div class="votes"><i style="width:{100 * counts[n] / most:.0f}%"></i>'
            f"<b>{counts[n]}</b> <span>{100 * counts[n] / cast:.0f} %</span></div>{why}</li>"
        )
    return f'<ul class="spread">{"".join(rows)}</ul>'


def mistakes(one: Drawn, say: Say) -> list[str]:
    """The name of each choice's mistake, "" of the right one."""
    return [say(f"mistakes.{mistake}") if mistake else "" for mistake, _ in one.choices]


def answer(one: Drawn, say: Say) -> None:
    """Why the right one is right."""
    st.markdown(one.say(say.lang).rich(f"answer_{one.question.id}"), unsafe_allow_html=True)


def state(poll: Poll, say: Say, label: str) -> None:
    """The picture that is shown, playing, where it needs no long work, and the way to it in its lesson."""
    found = asked.state_of(poll)
    if found is None:
        return
    lesson, query = found
    settings = asked.settings_of(lesson, query)
    if not lesson.works:
        try:
            _stage(lesson, settings, poll, Say(lesson.topic, say.lang))
        except InvalidSetting:
            pass  # a state that cannot be is shown by its lesson, with the reason
    visit = encode(session().visit) | {"lang": say.lang}
    with st.container(key="class-onward"):
        st.page_link(navigation_page(lesson, say), label=label, query_params={**encode(settings), **visit})


def _stage(lesson, settings, poll: Poll, say: Say) -> None:
    name = f"class.{poll.number}"
    hand = {each: getattr(settings, each) for each in lesson.hand_settings()}
    looked_at.show(
        f"{name}.stage", lesson, settings, say, page="class", epoch=name, hand=hand, present=session().visit.present
    )
