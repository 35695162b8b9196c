"""The teacher's page: the code to project, what to ask, how many have voted, the spread, the answer."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from pages.classroom import asked, board, session, shown
from pages.classroom.store import polls, rooms
from pages.classroom.store.polls import Board
from pages.classroom.store.rooms import Room
from pages.frame.lesson import Asked
from pages.frame.state.settings import fields_of
from pages.frame.text.texts import Say, rich
from pages.frame.widgets import share
from pages.frame.widgets.reachable import reachable
from pages.menu import BY_ADDRESS
from pages.self_test.draw import Drawn

EVERY = 1.0  # seconds between two looks at the room


def show(room: Room, secret: str, say: Say) -> None:
    session.why_refused(say)
    now = board.seen(room.code)
    if now is None or now.ended:
        st.markdown(say("ended_about"))
        _export(room, say)
        return
    poll = now.poll
    one = poll and asked.question(poll.lesson, poll.question, poll.ask)
    with st.container(key="class-desk", horizontal=True):
        _code(room.code, say)
        with st.container(key="class-now"):
            if one is not None:
                shown.ask(one, say)
            _now(room.code, secret, now, one, say)
            if poll is not None and one is None:
                shown.state(poll, say, say("open_it"))
            elif one is not None and poll.revealed:
                shown.answer(one, say)
                shown.state(poll, say, say("see"))
    _ask(room, secret, say)
    with st.container(key="class-ending", horizontal=True):
        _export(room, say)
        st.button(say("end"), key="class.end", on_click=_end, args=(room.code, secret))


def _code(code: str, say: Say) -> None:
    """What the class needs to come in, readable from the back row."""
    query = urlencode({"room": code, "lang": say.lang})
    found = reachable(session.ADDRESS)
    address = f"{found.root}/{session.ADDRESS}"
    with st.container(key="class-code"):
        st.markdown(
            f'<p class="code" aria-label="{say("code")}">{code}</p>{share.qr_svg(f"{address}?{query}", say("qr"))}'
            f'<p class="where">{address}</p>',
            unsafe_allow_html=True,
        )
        if found.only_here and not found.network:
            st.caption(say("only_here"))


@st.fragment(run_every=EVERY)
def _now(code: str, secret: str, drawn: Board, one: Drawn | None, say: Say) -> None:
    """How many are there and have voted; the spread when it is asked for; the answer."""
    now = board.seen(code)
    if now is None or moment(now) != moment(drawn):
        st.rerun()
    if one is None:
        text = say("looking" if now.poll else "here", count=now.members)
        st.markdown(f'<p class="class-count" role="status">{text}</p>', unsafe_allow_html=True)
        return
    number, cast = now.poll.number, sum(now.counts)
    text = say("cast", cast=cast, count=now.members)
    st.markdown(f'<p class="class-count" role="status">{text}</p>', unsafe_allow_html=True)
    seen = now.poll.revealed or st.toggle(say("show_spread"), key=f"class.{number}.spread")
    if seen:
        told = shown.spread(one, now.counts, say, told=now.poll.revealed)
        st.markdown(told, unsafe_allow_html=True)
    else:
        st.markdown("\n".join(f"- {label}" for label in shown.labels(one, say.lang)))
    if not now.poll.revealed:
        st.button(
            say("reveal"), key=f"class.{number}.reveal", type="primary", on_click=_reveal, args=(code, secret, number)
        )


def moment(now: Board) -> tuple:
    """What decides how the page looks beside the counts."""
    return now.ended, now.poll and (now.poll.number, now.poll.revealed)


def _ask(room: Room, secret: str, say: Say) -> None:
    """Any question of the course, its draw fixed, as the class will see it."""
    st.markdown(f"## {say('ask_title')}\n\n{say('ask_about')}")
    with st.container(key="class-ask", horizontal=True):
        address = st.selectbox(
            say("lesson"),
            list(BY_ADDRESS),
            format_func=lambda each: say(f"{BY_ADDRESS[each].topic}.title"),
            key="class.lesson",
        )
        lesson = BY_ADDRESS[address]
        draw = st.session_state.setdefault("class.draw", 1)
        names = [question.id for question in lesson.questions]
        name = st.selectbox(
            say("question"),
            names,
            format_func=lambda each: _title(address, each, draw, say),
            key=f"class.question.{address}",
        )
    one = asked.question(address, name, draw)
    with st.container(key="class-preview"):
        st.markdown(one.say(say.lang).rich(f"ask_{name}"), unsafe_allow_html=True)
        st.markdown("\n".join(f"- {label}" for label in shown.labels(one, say.lang)))
    with st.container(horizontal=True):
        told = room.code, secret, address, name, draw, len(one.choices)
        st.button(say("ask"), key="class.ask", type="primary", on_click=_begin, args=told)
        if one.numbers:
            st.button(say("other_numbers"), key="class.other", on_click=_redraw)
    _tasks(room, lesson, say)
    _nicknames(room, say)


def _title(address: str, name: str, draw: int, say: Say) -> str:
    one = asked.question(address, name, draw)
    text = one.say(say.lang)(f"ask_{name}")
    lesson = BY_ADDRESS[address]
    part = one.question.part and Say(lesson.topic, say.lang)(f"option_{one.question.part}")
    return f"{part}: {text}" if part else text


def _tasks(room: Room, lesson, say: Say) -> None:
    """How many of the class have ticked each task of the lesson that is chosen."""
    if not st.toggle(say("tasks"), key="class.tasks"):
        return
    counted = polls.ticked(room.room, lesson.address)
    told = {task.id: rich(f"{lesson.topic}.task_{task.id}", say.lang) for task in lesson.tasks}
    rows = "".join(f'<tr><td>{counted.get(id, 0)}</td><td class="words">{text}</td></tr>' for id, text in told.items())
    st.markdown(f'<div class="numbers-table"><table>{rows}</table></div>', unsafe_allow_html=True)


def _nicknames(room: Room, say: Say) -> None:
    """Who gave a name; as text, whatever stands in it."""
    if st.toggle(say("nicknames"), key="class.nicknames"):
        st.text(" · ".join(rooms.nicknames(room.room)) or say("no_nicknames"))


def _export(room: Room, say: Say) -> None:
    """The votes of the lesson so far, as a table for elsewhere; asked for at the click."""
    st.download_button(
        say("csv"),
        lambda: as_csv(room.room, say),
        f"class-{room.code}.csv",
        "text/csv",
        key="class.csv",
        on_click="ignore",
    )


def as_csv(room: str, say: Say) -> bytes:
    """A line for each choice of each question: when it was asked, its link's draw, the votes, the mistake."""
    table = io.StringIO()
    write = csv.writer(table).writerow
    write(["number", "asked", "lesson", "question", "draw", "choice", "right", "votes", "mistake"])
    for poll, when, counts in polls.all_asked(room):
        one = asked.question(poll.lesson, poll.question, poll.ask)
        if one is None:
            continue
        at = datetime.fromtimestamp(when, UTC).isoformat(timespec="seconds")
        rows = zip(shown.labels(one, say.lang), counts, shown.mistakes(one, say), strict=True)
        for n, (label, votes, mistake) in enumerate(rows):
            write([poll.number, at, poll.lesson, poll.question, poll.ask, label, int(n == one.right), votes, mistake])
    return table.getvalue().encode("utf-8-sig")  # so that spreadsheets read it as UTF-8


# ---- what the buttons do


def _begin(code: str, secret: str, lesson: str, name: str, draw: int, choices: int) -> None:
    _do(polls.ask_class, code, secret, lesson, name, draw, choices)


def _reveal(code: str, secret: str, number: int) -> None:
    _do(polls.reveal, code, secret, number)


def _end(code: str, secret: str) -> None:
    _do(rooms.end_room, code, secret)


def look_here(code: str, secret: str, lesson: str, state: str) -> None:
    """Show the class a state of a lesson."""
    if len(state) <= asked.LONGEST:
        _do(polls.ask_class, code, secret, lesson, None, None, 0, state)


def _do(what, code: str, *told) -> None:
    session.attempt(what, code, *told)
    board.forget(code)


def _redraw() -> None:
    st.session_state["class.draw"] = int(np.random.default_rng().integers(fields_of(Asked)["ask"].high + 1))
