"""The page of who has joined: what is asked now, one's own vote, and what came of it."""

from __future__ import annotations

import streamlit as st

from pages.classroom import asked, board, session, shown
from pages.classroom.store import polls, rooms
from pages.classroom.store.polls import Board
from pages.classroom.store.rooms import Room
from pages.frame.text.texts import Say
from pages.self_test.draw import Drawn

EVERY = 1.0  # seconds between two looks at the room


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
    """All that stays while a question stands; a fragment looks at the room, and runs the page when it is another."""
    now = board.seen(code)
    if now is None or now.ended:
        st.markdown(say("over"))
        return
    poll, me = now.poll, session.visitor()
    one = poll and asked.question(poll.lesson, poll.question, poll.ask)
    me.seen = poll.number if poll else 0
    if poll is None:
        st.markdown(f'<div class="card" role="status">{say("nothing_asked")}</div>', unsafe_allow_html=True)
    elif one is None:
        st.markdown(f"### {say('look_here')}")
        shown.state(poll, say, say("open_it"))
    else:
        shown.ask(one, say)
    _watch(code, now, one, say)
    if one is not None and poll.revealed:
        mine = me.votes.get(poll.number)
        st.markdown(shown.spread(one, now.counts, say, told=True, mine=mine), unsafe_allow_html=True)
        shown.answer(one, say)
        shown.state(poll, say, say("see"))


@st.fragment(run_every=EVERY)
def _watch(code: str, drawn: Board, one: Drawn | None, say: Say) -> None:
    now = board.seen(code)
    if now is None or moment(now) != moment(drawn):
        st.rerun()
    if one is None or now.poll.revealed:
        return
    number, me = now.poll.number, session.visitor()
    names = shown.labels(one, say.lang)
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


def moment(now: Board) -> tuple:
    """What decides how the page looks beside the counts."""
    return now.ended, now.poll and (now.poll.number, now.poll.revealed)
