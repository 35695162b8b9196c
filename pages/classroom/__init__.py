"""The class answers together: a teacher opens a room, pupils join by its code, and vote on questions of the course.

Three faces of one address: the door, where a room is opened or a code typed; the teacher's desk, whose link holds a
secret (`/class?room=BCDFG&desk=...`); a pupil's seat (`/class?room=BCDFG`). What is kept lies in `store`, for a day.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.classroom import asked, board, desk, doorkeeper, pupil, session
from pages.classroom.session import ADDRESS
from pages.classroom.store import rooms
from pages.classroom.store.database import UNREACHABLE
from pages.classroom.store.rooms import Refused
from pages.frame.state import link
from pages.frame.state.session import session as frame_session
from pages.frame.state.settings import fields_of, line
from pages.frame.text.texts import Say
from pages.menu import BY_ADDRESS

EVERY = 2.0  # seconds between two looks at the room from another page
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    room: str = line("")
    desk: str = line("")


def navigation_page(say: Say) -> Any:
    """As Streamlit's navigation and its links know it."""
    return st.Page(show, title=say("classroom.title"), url_path=ADDRESS)


def show() -> None:
    settings = link.sync_page(ADDRESS, Settings)
    say = Say("classroom", link.language())
    with st.container(key="head"):
        st.markdown(f"# {say('title')}")
    link.write_link(ADDRESS)
    with st.container(key="class"):
        try:
            _face(settings, say)
        except Refused as why:
            st.session_state[session.REFUSED] = why.reason
            _door(say)
        except UNREACHABLE:
            log.exception("The database of class work cannot be used")
            st.error(say("refused_database"))


def _face(settings: Settings, say: Say) -> None:
    """The door, the desk or a seat; Refused where the link leads to none."""
    code = rooms.as_code(settings.room)
    if not settings.room:
        _door(say)
    elif not code:
        raise Refused("no_code")
    elif settings.desk:
        room = rooms.find(code)
        if room is None or not room.is_desk(settings.desk):
            raise Refused("desk")
        desk.show(room, settings.desk, say)
    else:
        pupil.show(session.enter(code), say)


def _door(say: Say) -> None:
    """Where a code is typed, and a room opened."""
    session.why_refused(say)
    st.markdown(say("aim"))
    with st.container(key="class-door", horizontal=True):
        with st.container(key="class-door-join"):
            st.markdown(f"## {say('join_title')}\n\n{say('join_door')}")
            with st.form("class.door", border=False):
                st.text_input(say("code"), key="class.code", max_chars=40, autocomplete="off")
                st.form_submit_button(say("go_in"), key="class.go-in", type="primary", on_click=_go_in)
        with st.container(key="class-door-open"):
            st.markdown(f"## {say('open_title')}\n\n{say('open_about')}")
            st.button(say("open"), key="class.open", on_click=_open)


def _go_in() -> None:
    typed = str(st.session_state.get("class.code", ""))
    link.set_values(
        ADDRESS, {"room": rooms.as_code(typed) or fields_of(Settings)["room"].nearest(typed[:40]), "desk": ""}
    )


def _open() -> None:
    opened = session.attempt(_open_room)
    if opened:
        link.set_values(ADDRESS, dict(zip(("room", "desk"), opened, strict=True)))


def _open_room() -> tuple[str, str]:
    address = doorkeeper.address()
    if doorkeeper.openings.waits(address):
        raise Refused("openings")
    opened = rooms.open_room()
    doorkeeper.openings.count(address)
    return opened


# ---- beside every page, for who is in a class


def attend(say: Say) -> None:
    """A pupil's browser is listened to, and told on any page when the teacher asks; call it once in every run."""
    course = frame_session()
    mine, here = course.settings.get(ADDRESS), course.page == ADDRESS
    if mine is None or mine.desk or not (here or mine.room):
        return
    session.listen()
    try:
        session.tell_ticks()
        if session.visitor().room and not here:
            _call(session.visitor().entered, mine.room, Say("classroom", say.lang))
    except UNREACHABLE:
        log.exception("The database of class work cannot be used")


@st.fragment(run_every=EVERY)
def _call(code: str, _room: str, say: Say) -> None:
    """What the teacher asks while one is on another page: a line at the screen's edge, and the way there."""
    now = board.seen(code)
    if now is not None and not now.ended and now.poll is not None and now.poll.number > session.visitor().seen:
        with st.container(key="class-call"):
            st.page_link(navigation_page(say), label=say("called"), query_params=link.menu_query(ADDRESS))


def beside_menu(say: Say) -> None:
    """For the teacher, in the sidebar of a lesson: to show the class the state that is seen."""
    course = frame_session()
    mine = course.settings.get(ADDRESS)
    if mine is None or not mine.desk or course.page not in BY_ADDRESS:
        return
    say = Say("classroom", say.lang)
    with st.container(key="class-beside"):
        st.caption(say("beside", code=rooms.as_code(mine.room)))
        st.button(say("show_this"), key="class.show-this", on_click=_show_this)
        session.why_refused(say)


def _show_this() -> None:
    course = frame_session()
    mine, state = course.settings[ADDRESS], asked.written(course.settings[course.page])
    desk.look_here(rooms.as_code(mine.room), mine.desk, course.page, state)
