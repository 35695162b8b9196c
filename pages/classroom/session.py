"""What one visitor is in class work: nobody yet, a pupil with a seat, or the teacher; kept in Streamlit's session.

A pupil's browser draws a mark for itself and keeps it, so who leaves and comes back is the same voter. The server keeps
only a hash of it, another one in each room. The same component tells which tasks are ticked in that browser.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.classroom import doorkeeper
from pages.classroom.store import polls, rooms
from pages.classroom.store.database import UNREACHABLE
from pages.classroom.store.rooms import MARK, Refused, Room
from pages.frame.assets import LIMITS
from pages.frame.stage import labels
from pages.frame.text.texts import Say

ADDRESS = "class"
ENTRY, BROWSER, REFUSED = "class", "class-browser", "class.refused"  # keys of the session, and of the component
LONGEST = 20_000  # characters of what a browser tells that are looked at
EVERY = 3000  # milliseconds between two looks at the ticks
SCRIPT = f"""export default ({{ parentElement, setStateValue }}) => {{
  const hex = (n) => n.toString(16).padStart(2, '0');
  const drawn = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join('');
  const kept = (key) => {{ try {{ return localStorage.getItem(key); }} catch {{ return null; }} }};
  let mark = kept('unfolded.class') ?? window.unfoldedMark;
  if (!/^[0-9a-f]{{32}}$/.test(mark)) mark = drawn();
  window.unfoldedMark = mark;
  try {{ localStorage.setItem('unfolded.class', mark); }} catch {{ /* until the page is left, the page keeps it */ }}
  const tell = () => {{
    const text = JSON.stringify({{ mark, ticks: kept('unfolded.done') }});
    if (text === parentElement.told) return;
    parentElement.told = text;
    setStateValue('browser', text);
  }};
  tell();
  clearInterval(parentElement.looking);
  parentElement.looking = setInterval(() => {{
    if (parentElement.isConnected) tell(); else clearInterval(parentElement.looking);
  }}, {EVERY});
}};
"""
log = logging.getLogger(__name__)
_browser = st.components.v2.component("unfolded_class", js=SCRIPT)


@dataclass
class Visitor:
    """`entered`: the code that this visitor knows; `votes`: number -> choice, as this session has them."""

    entered: str = ""
    room: str = ""  # of which this is a member, as the database names it
    votes: dict[int, int] = field(default_factory=dict)
    ticks: dict[str, list[str]] = field(default_factory=dict)  # as told last
    seen: int = 0  # the number of what this visitor was asked last
    noticed: tuple = (None, 0.0)  # what was new last, and when it was noticed


def visitor() -> Visitor:
    found = st.session_state.get(ENTRY)
    if found is None:
        found = st.session_state[ENTRY] = Visitor()
    return found


def listen() -> None:
    """Ask this browser for its mark and its ticks; call it once in a run of the page."""
    with st.container(key="class-listens"):
        _browser(key=BROWSER, data={}, on_browser_change=lambda: None)


def _told() -> dict:
    """What the browser told, read with care: anybody can send anything."""
    text = (st.session_state.get(BROWSER) or {}).get("browser")
    try:
        found = json.loads(text) if isinstance(text, str) and len(text) < LONGEST else {}
        found["ticks"] = json.loads(found.get("ticks") or "{}")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return found


def mark() -> str:
    """This browser's; "" as long as it has told none."""
    found = _told().get("mark")
    return found if isinstance(found, str) and MARK.fullmatch(found) else ""


def ticks() -> dict[str, list[str]]:
    """Lesson -> tasks that are ticked in this browser, of those that the course has."""
    found = _told().get("ticks")
    if not isinstance(found, dict):
        return {}
    known = {lesson: names for lesson, names in found.items() if isinstance(names, list)}
    course = labels.tasks()
    return {lesson: [task for task in course[lesson] if task in known[lesson]] for lesson in known if lesson in course}


def attempt(what: Callable[..., Any], *told: Any) -> Any:
    """Do it; where that is refused, None, and `why_refused` says why."""
    try:
        return what(*told)
    except Refused as why:
        st.session_state[REFUSED] = why.reason
    except UNREACHABLE:
        log.exception("The database of class work cannot be used")
        st.session_state[REFUSED] = "database"
    return None


def why_refused(say: Say) -> None:
    """A sentence on what was just refused, if anything was."""
    reason = st.session_state.pop(REFUSED, "")
    if reason:
        st.warning(say(f"refused_{reason}", most=LIMITS["class_members"], signs=LIMITS["class_nickname"]))


def enter(code: str) -> Room:
    """The room with this code, for somebody who may be guessing: Refused("code"), or Refused("wait") for a while after
    many wrong ones from one address. Members are let in all the same."""
    me, address, room = visitor(), doorkeeper.address(), rooms.find(code)
    if room is not None and (me.entered == code or rooms.is_member(room.room, mark())):
        me.entered = code
        return room
    if doorkeeper.guesses.waits(address):
        raise Refused("wait")
    if room is None:
        doorkeeper.guesses.count(address)
        raise Refused("code")
    me.entered = code
    return room


def take_seat(room: Room) -> bool:
    """Whether this browser is a member of the room; who comes back finds the votes of before."""
    me = visitor()
    if me.room != room.room:
        found = polls.my_votes(room.room, mark()) if mark() else None
        if found is None:
            return False
        me.room, me.votes, me.ticks = room.room, found, {}
    return True


def is_my_turn(news: Any, turns: float) -> bool:
    """Whether this browser's turn has come: a whole class that is drawn something at once would wait for one another,
    so each has a moment of its own within so many seconds, by its mark."""
    me = visitor()
    if me.noticed[0] != news:
        me.noticed = news, time.monotonic()
    return time.monotonic() - me.noticed[1] >= turns * int(mark()[:4] or "0", 16) / 16**4


def tell_ticks() -> None:
    """Add what this browser has ticked to the counts of its class, where that is new."""
    me, now = visitor(), ticks()
    if me.room and mark() and now != me.ticks:
        me.ticks = now
        polls.tick(me.room, mark(), now)
