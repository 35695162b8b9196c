"""The link and the state of a page, kept in step: read at three moments, written at most once a run.

`docs/decisions/link.md` tells why each rule is as it is; every one of them was a bug once.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import streamlit as st

from pages.frame.limits import LIMITS
from pages.frame.settings import choice, controls, decode, encode, place

LONGEST_LINK = LIMITS["link_characters"]
STALE = 2.0  # seconds in which a page that asks for slices of its work may still send a value replaced here
AnySettings = TypeVar("AnySettings")


@dataclass(frozen=True)
class Visit:
    """What holds on every page: the language, and whether the page is projected."""

    lang: str = choice("", "zh", "en")
    present: int = place(default=0, high=1)


def key(address: str, name: str) -> str:
    """The session's key of one control's widget on one page."""
    return f"{address}.{name}"


def new_epoch() -> None:
    """Say that the page's state now comes from Python: the stage takes position and cells from it once."""
    st.session_state["epoch"] = str(time.time_ns())


def put(address: str, changes: dict[str, Any]) -> None:
    """Set controls from outside their widgets (a preset, a repair, the stage); call it from callbacks.

    A widget that already holds the value is left alone: assigning it again makes the browser's thumb jump back.
    """
    st.session_state["held"].setdefault(address, {}).update(changes)
    ticking = st.session_state.get("ticking", False)
    for name in st.session_state["drawn"].get(address, set()) & changes.keys():
        widget = key(address, name)
        before = st.session_state.get(widget, ...)
        if before != changes[name]:
            st.session_state[widget] = changes[name]
            st.session_state["replaced"][widget] = (before, time.monotonic(), ticking)


def lend(address: str, name: str) -> Any:
    """Give a widget about to be drawn its value: one that was not drawn before has none in the session."""
    st.session_state["drawn"].setdefault(address, set()).add(name)
    if key(address, name) not in st.session_state:
        st.session_state[key(address, name)] = st.session_state["held"][address][name]
    return st.session_state[key(address, name)]


def lend_softly(address: str, name: str) -> Any:
    """`lend`, but in a session's first run the value is not set: it is returned, to be the widget's default.

    So the browser's own word counts, if it has one: after a restart of the server its page is still there, and what
    it sends is a slider that was moved on it. Only for widgets that the browser draws at once: one in a closed
    drawer would take its default from a later run.
    """
    if st.session_state["first"]:
        st.session_state["drawn"].setdefault(address, set()).add(name)
        return st.session_state["held"][address][name]
    return lend(address, name)


def catch_up(address: str, kind: type) -> None:
    """Run once more if the browser knew better than the link; call it when the widgets are drawn."""
    if st.session_state["first"] and _held(address, kind) != st.session_state["kept"][address]:
        st.rerun()


def apply(address: str, changes: dict[str, Any]) -> None:
    """`put`, and tell the stage to follow."""
    put(address, changes)
    new_epoch()


def too_long(settings: Any) -> bool:
    """Whether the hand edits are more than a link can carry."""
    return sum(map(len, encode(settings).values())) > LONGEST_LINK


def link(settings: Any, visit: Visit) -> dict[str, str]:
    """The query of the link to these settings; hand edits that are too long for a link stay behind."""
    written = encode(settings)
    if too_long(settings):
        written = {name: text for name, text in written.items() if len(text) < LONGEST_LINK // 3}
    return written | encode(visit)


def kept_link(address: str) -> dict[str, str]:
    """The query of a menu entry: what the visitor had set on that page, in the language of now."""
    kept = st.session_state.get("kept", {}).get(address)
    lang = {"lang": st.session_state["visit"].lang} if st.session_state["visit"].lang else {}
    return (link(kept, Visit()) if kept is not None else {}) | lang


def _query() -> dict[str, str]:
    return {name: st.query_params[name] for name in st.query_params}


def visit() -> Visit:
    """The language and presentation of this run; reads the link when it is not the one last written."""
    query = _query()
    if "visit" not in st.session_state or query != st.session_state.get("written"):
        asked = decode(Visit, query)
        known = st.session_state.get("visit", Visit())
        st.session_state["visit"] = Visit(asked.lang or known.lang, asked.present)
    return st.session_state["visit"]


def language() -> str:
    """The language of the page: the one asked for, else the browser's, else English."""
    asked = st.session_state["visit"].lang
    if asked:
        return asked
    return "zh" if str(st.context.locale or "").lower().startswith("zh") else "en"


def settle(address: str, kind: type[AnySettings]) -> AnySettings:
    """The settings of this run; call it before the page's widgets are drawn.

    The session is the working copy. The link is read on arrival at a page and after Back or Forward (the query
    is not the one last written while no control has moved); `write` writes it.
    """
    state, query = st.session_state, _query()
    state["first"] = "kept" not in state
    if state["first"]:
        # One entry each for all controls of all pages: Streamlit copies the whole session for every slider it draws.
        state["kept"], state["held"], state["drawn"], state["replaced"] = {}, {}, {}, {}
    kept = state["kept"].get(address)
    arrived = state.get("at") != address
    held = _held(address, kind)
    # A visitor who navigates by the menu comes with the link of what was kept, long edits left out of it.
    if arrived and kept is not None and query == link(kept, state["visit"]):
        settings = kept
    elif arrived or (held == kept and query != state.get("written")):
        settings = decode(kind, query)
    else:
        settings = held
    if arrived or settings != held:
        new_epoch()
        put(address, {name: getattr(settings, name) for name in controls(kind)})
    _keep(address, settings)
    state["at"], state["arriving"], state["written"] = address, arrived, query
    return settings


def follow(address: str, kind: type[AnySettings]) -> AnySettings:
    """The settings of a run of a part of the page: what the widgets say, and never the link.

    Back and Forward run the whole page. What a slider sends may have left before the browser heard of the link last
    written: an old query beside it is nobody's wish.
    """
    settings = _held(address, kind)
    _keep(address, settings)
    st.session_state["arriving"] = False
    return settings


def _keep(address: str, settings: Any) -> None:
    state = st.session_state
    if settings != state["kept"].get(address):
        state["held"][address] = {name: getattr(settings, name) for name in controls(type(settings))}
        state["kept"][address] = settings


def write(address: str) -> None:
    """Write the link to what was settled, where it differs; call it once the picture is on its way.

    Not on the run that arrives by the menu, whose links are right already: the entry would get the old page's path.
    """
    state = st.session_state
    deserved = link(state["kept"][address], state["visit"])
    if not state["arriving"] and deserved != state["written"]:
        st.query_params.from_dict(deserved)
        state["written"] = deserved


def _held(address: str, kind: type[AnySettings]) -> AnySettings:
    """What was put from outside, and over it what the drawn widgets say; one no longer drawn says nothing."""
    ranges, held = controls(kind), st.session_state["held"].get(address, {})
    found = {name: held.get(name, control.default) for name, control in ranges.items()}
    for name in st.session_state["drawn"].get(address, ()):
        says = st.session_state.get(key(address, name), found[name])
        if says != found[name] and _stale(key(address, name), says):
            st.session_state[key(address, name)] = found[name]
        else:
            found[name] = says
    return kind(**{name: ranges[name].nearest(value) for name, value in found.items()})


def _stale(widget: str, says: Any) -> bool:
    """Whether a widget says what was just replaced: while work is going on, a page's clock sends the values of all
    its widgets several times a second, and some of that was on its way when Back or a preset replaced them."""
    before, when, ticking = st.session_state["replaced"].get(widget, (..., 0.0, False))
    ticking = ticking or st.session_state.get("ticking", False)
    return ticking and before == says and time.monotonic() - when < STALE


def present(on: bool) -> None:
    """Turn presentation on or off, from the stage."""
    st.session_state["visit"] = replace(st.session_state["visit"], present=int(on))


def speak(lang: str) -> None:
    """Change the language; every setting stays."""
    st.session_state["visit"] = replace(st.session_state["visit"], lang=lang)
