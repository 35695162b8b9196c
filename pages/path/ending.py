"""The end of a lesson's page: where the reader goes from there, along the course or along a path."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages import self_test
from pages.frame.lesson import Lesson
from pages.frame.page import navigation_page
from pages.frame.run import Run
from pages.frame.state import link
from pages.frame.state.session import session
from pages.frame.state.settings import fields_of
from pages.frame.text.texts import Say
from pages.menu import after
from pages.path import PATHS, query_at


def draw(run: Run) -> None:
    """The link to what comes next; on a path also where it stands, and the way out."""
    say = Say("path", run.say.lang)
    with st.container(key="next"):
        if session().visit.path:
            _on_path(run, say)
        else:
            _in_course(run, say)


def _in_course(run: Run, say: Say) -> None:
    """The next part, and quietly the next lesson; after the last part that lesson alone."""
    following, part = after(run.lesson), _part_after(run)
    if part is not None:
        _to_part(run, part, say)
    elif following is None:
        _to_test(say)
    if following is not None:
        title = say(f"{following.topic}.title")
        label = say("skip_to", title=title) if part is not None else say("next", title=title)
        _to(following, label, link.menu_query(following.address), say)


def _on_path(run: Run, say: Say) -> None:
    visit = session().visit
    stops, stop = PATHS[visit.path], visit.stop
    about = {"name": say(f"name_{visit.path}"), "stop": stop, "count": len(stops)}
    if stop > len(stops):
        st.caption(say("no_such_stop", **about))
        _to_stop(1, say("back_to_stop", stop=1, title=_title(1, say)), say)
    elif stops[stop - 1].lesson is not run.lesson:
        st.caption(say("off_path", **about))
        _to_stop(stop, say("back_to_stop", stop=stop, title=_title(stop, say)), say)
    else:
        st.caption(say("at_stop", **about))
        if stop < len(stops):
            _to_stop(stop + 1, say("next_stop", title=_title(stop + 1, say)), say)
        else:
            _to_test(say)
    st.button(say("leave"), key="path.leave", type="tertiary", on_click=link.leave_path)


def _part_after(run: Run) -> str | None:
    parts = getattr(fields_of(run.lesson.settings).get("part"), "options", ())
    return next(iter(parts[parts.index(run.settings.part) + 1 :]), None) if parts else None


def _to_part(run: Run, part: str, say: Say) -> None:
    """A link like any other; pressed, it is the part's tab that opens (`pages/frame/stage/next.js`): the sliders have
    moved on since this was drawn, and the tab knows."""
    changes = {"pos": None, "part": part} | run.lesson.enters(run.settings, part)
    known = {name: value for name, value in changes.items() if name in fields_of(run.lesson.settings)}
    query = link.query_of(replace(run.settings, **known), replace(session().visit, present=0))
    with st.container(key="next-part"):
        _to(run.lesson, say("next_part", title=run.say(f"option_{part}")), query, say)


def _title(stop: int, say: Say) -> str:
    """Of a stop on the path of now: its lesson's, and its part's where two stops are in one lesson."""
    path = PATHS[session().visit.path]
    lesson, part = path[stop - 1].lesson, path[stop - 1].changes.get("part")
    title = say(f"{lesson.topic}.title")
    return f"{title} · {Say(lesson.topic, say.lang)(f'option_{part}')}" if part else title


def _to_stop(stop: int, label: str, say: Say) -> None:
    path = session().visit.path
    _to(PATHS[path][stop - 1].lesson, label, query_at(path, stop), say)


def _to(lesson: Lesson, label: str, query: dict[str, str], say: Say) -> None:
    st.page_link(navigation_page(lesson, say), label=label, query_params=query)


def _to_test(say: Say) -> None:
    """The self-test is the end of a path, and no more a part of it."""
    query = {name: value for name, value in self_test.query().items() if name not in ("path", "stop")}
    st.page_link(self_test.navigation_page(say), label=say("next_test"), query_params=query)
