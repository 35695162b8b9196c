"""The page of who has joined: what is asked now, one's own vote, and what came of it."""

from __future__ import annotations

import streamlit as st

from pages.classroom import asked, board, session, shown
from pages.classroom.store import polls, rooms
from pages.classroom.store.polls import Board
from pages.classroom.store.rooms import Room
from pages.frame.text.texts import Say
from pages.self_test.draw import Drawn

EVERY = 1.5  # seconds between two looks at the room: 200 who look each second are more than one process answers
TURN = 0.1  # seconds a member in which a class is given a new picture, one after the other, behind the words


def show(room: Room, say: Say) -> None:
    """The page in a room that was entered: a name first, then what the teacher asks."""
    if not session.mark():
        st.markdown(say("arriving"))  # the browser tells its mark in a moment
    elif not session.take_seat(room):
        _join(room, say)
    else:
        _attend(room.code, say)


def _join(room: Room, say: Say) -> None:
    if room.ended:
        st.markdown(say("over"))
        return
    session.why_refused(say)
    st.markdown(say("join_about"))
    with st.form("class.join", border=False):
        name = st.text_input(say("nickname"), key="class.nickname", autocomplete="off")
        if st.form_submit_button(say("join"), key="class.join-it", type="primary"):
            session.attempt(rooms.join, room.code, session.mark(), name)
            st.rerun()


def _attend(code: str, say: Say) -> None:
    """What is light is drawn by a fragment that looks at the room; pictures, and the lesson's end, by the page."""
    now = board.seen(code)
    if now is None or now.ended:
        st.markdown(say("over"))
        return
    _watch(code, now, say)
    if _picture(now):
        shown.state(now.poll, say, say("see" if now.poll.revealed else "open_it"))


def _picture(now: Board) -> int | None:
    """The number of what has a picture now: a state that is shown, or a question that is answered."""
    return now.poll.number if now.poll and (now.poll.question is None or now.poll.revealed) else None


@st.fragment(run_every=EVERY)
def _watch(code: str, drawn: Board, say: Say) -> None:
    now, me = board.seen(code), session.visitor()
    if now is None or now.ended:
        st.rerun()
    poll = now.poll
    one = poll and asked.question(poll.lesson, poll.question, poll.ask)
    me.seen = poll.number if poll else 0
    if poll is None:
        st.markdown(f'<div class="card" role="status">{say("nothing_asked")}</div>', unsafe_allow_html=True)
    elif one is None:
        st.markdown(f"### {say('look_here')}")
    else:
        shown.ask(one, say)
        if poll.revealed:
            told = shown.spread(one, now.counts, say, told=True, mine=me.votes.get(poll.number))
            st.markdown(told, unsafe_allow_html=True)
            shown.answer(one, say)
        else:
            _vote(code, poll.number, one, say)
    if _picture(now) != _picture(drawn) and session.is_my_turn(_picture(now), TURN * now.members):
        st.rerun()


def _vote(code: str, number: int, one: Drawn, say: Say) -> None:
    me, names = session.visitor(), shown.labels(one, say.lang)
    choice = st.radio(
        say("choose"),
        range(len(names)),
        index=me.votes.get(number),
        format_func=names.__getitem__,
        key=f"class.{number}.{say.lang}.vote",
        label_visibility="collapsed",
        width="stretch",
    )
    # What the browser says, and not that it was pressed: after a restart of the server it says it again.
    if choice is not None and choice != me.votes.get(number):
        if session.attempt(polls.vote, code, session.mark(), number, choice):
            me.votes[number] = choice
        session.why_refused(say)
    told = say("voted" if number in me.votes else "not_voted")
    st.markdown(f'<p class="class-told" role="status">{told}</p>', unsafe_allow_html=True)
