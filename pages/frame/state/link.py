"""The link and the state of a page, kept in step: read at three moments, written at most once a run.

`docs/decisions/link.md` tells why each rule is as it is; every one of them was a bug once.
"""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

import streamlit as st

from pages.frame.assets import LIMITS
from pages.frame.state.fields import Choice, Field
from pages.frame.state.misread import note
from pages.frame.state.session import Session, Visit, key, session
from pages.frame.state.settings import decode, encode, fields_of, opening

LONGEST_LINK = LIMITS["link_characters"]
EPOCHS = count(time.time_ns())  # no other process has these
STALE = 2.0  # seconds in which a page that asks for slices of its work may still send a value replaced here
AnySettings = TypeVar("AnySettings")


def new_epoch() -> None:
    """Say that the page's state now comes from Python: the stage takes position and cells from it once."""
    session().epoch = str(next(EPOCHS))


def set_values(address: str, changes: dict[str, Any]) -> None:
    """Set controls from outside their widgets (a preset, a repair, the stage); call it from callbacks.

    A widget that already holds the value is left alone: assigning it again makes the browser's thumb jump back.
    """
    state = session()
    state.values.setdefault(address, {}).update(changes)
    for name in state.bound.get(address, set()) & changes.keys():
        widget = key(address, name)
        before = st.session_state.get(widget, ...)
        if before != changes[name]:
            st.session_state[widget] = changes[name]
            state.replaced[widget] = (before, time.monotonic(), state.ticking)


def bind_value(address: str, name: str) -> Any:
    """Give a widget about to be drawn its value: one that was not drawn before has none in the session."""
    state, widget = session(), key(address, name)
    state.bound.setdefault(address, set()).add(name)
    says = st.session_state.get(widget, ...)
    if says is ...:
        says = st.session_state[widget] = state.values[address][name]
    return says


def bind_default(address: str, name: str) -> Any:
    """`bind_value`, but in a session's first run the value is not set: it is returned, to be the widget's default.

    So the browser's own word counts, if it has one: after a restart of the server its page is still there, and what
    it sends is a slider that was moved on it. Only for widgets that the browser draws at once: one in a closed
    drawer would take its default from a later run.
    """
    state = session()
    if state.first_run:
        state.bound.setdefault(address, set()).add(name)
        return state.values[address][name]
    return bind_value(address, name)


def rerun_if_browser_differs(address: str, settings_class: type) -> None:
    """Run once more if the browser knew better than the link; call it when the widgets are drawn."""
    state = session()
    if state.first_run and _read_widgets(state, address, settings_class) != state.settings[address]:
        st.rerun()


def set_and_refresh(address: str, changes: dict[str, Any]) -> None:
    """`set_values`, and tell the stage to follow."""
    set_values(address, changes)
    new_epoch()


def too_long(settings: Any) -> bool:
    """Whether the hand edits are more than a link can carry."""
    return _too_long(encode(settings))


def _too_long(written: dict[str, str]) -> bool:
    return sum(map(len, written.values())) > LONGEST_LINK


def query_of(settings: Any, visit: Visit) -> dict[str, str]:
    """The query of the link to these settings; hand edits that are too long for a link stay behind."""
    written = encode(settings)
    if _too_long(written):
        written = {name: text for name, text in written.items() if len(text) < LONGEST_LINK // 3}
    return written | encode(visit)


def menu_query(address: str) -> dict[str, str]:
    """The query of a menu entry: what the visitor had set on that page, in the language and on the path of now."""
    kept, visit = session().settings.get(address), replace(session().visit, present=0)
    return query_of(kept, visit) if kept is not None else encode(visit)


def _query() -> dict[str, str]:
    return {name: st.query_params[name] for name in st.query_params}


def read_visit() -> Visit:
    """The language, presentation and path of this run; reads the link when it is not the one last written."""
    state, query = session(), _query()
    if query != state.written and not _address_is_old(state):
        asked = decode(Visit, query)
        stop = asked.stop if asked.path else 1
        state.visit = replace(asked, lang=asked.lang or state.visit.lang, stop=stop)
    return state.visit


def language() -> str:
    """The language of the page: the one asked for, else the browser's, else English."""
    asked = session().visit.lang
    if asked:
        return asked
    return "zh" if str(st.context.locale or "").lower().startswith("zh") else "en"


def _address_is_old(state: Session) -> bool:
    """Whether the browser's address may be an older one because what was written last was lost with the connection."""
    return state.came_back and state.written is not None


def sync_page(address: str, settings_class: type[AnySettings]) -> AnySettings:
    """The settings of this run; call it before the page's widgets are drawn.

    The session is the working copy. The link is read on arrival at a page and after Back or Forward (the query
    is not the one last written while no control has moved); `write_link` writes it.
    """
    state, query = session(), _query()
    state.first_run = state.page is None
    kept = state.settings.get(address)
    arrived = state.page != address
    current = _read_widgets(state, address, settings_class)
    # A visitor who navigates by the menu comes with the link of what was kept, long edits left out of it.
    if arrived and kept is not None and query == query_of(kept, state.visit):
        settings = kept
    elif arrived or (current == kept and query != state.written and not _address_is_old(state)):
        named = fields_of(settings_class).keys() & query.keys()
        settings = decode(settings_class, query) if named else opening(settings_class)
        note("link", settings, query, state.visit)
    else:
        settings = current
    if arrived or settings != current:
        new_epoch()
        set_values(address, {name: getattr(settings, name) for name in fields_of(settings_class)})
    _remember(state, address, settings)
    state.page, state.arriving, state.written = address, arrived, query
    return settings


def sync_fragment(address: str, settings_class: type[AnySettings]) -> AnySettings:
    """The settings of a run of a part of the page: what the widgets say, and never the link.

    Back and Forward run the whole page. What a slider sends may have left before the browser heard of the link last
    written: an old query beside it is nobody's wish.
    """
    state = session()
    settings = _read_widgets(state, address, settings_class)
    _remember(state, address, settings)
    state.arriving = False
    return settings


def _remember(state: Session, address: str, settings: Any) -> None:
    if settings != state.settings.get(address):
        state.values[address] = {name: getattr(settings, name) for name in fields_of(type(settings))}
        state.settings[address] = settings


def write_link(address: str) -> None:
    """Write the link to the page's settings, where it differs; call it once the picture is on its way.

    Not on the run that arrives by the menu, whose links are right already: the entry would get the old page's path.
    """
    state = session()
    deserved = query_of(state.settings[address], state.visit)
    if not state.arriving and deserved != state.written:
        st.query_params.from_dict(deserved)
        state.written = deserved


def _read_widgets(state: Session, address: str, settings_class: type[AnySettings]) -> AnySettings:
    """What was set from outside, and over it what the drawn widgets say; one no longer drawn says nothing."""
    fields, values = fields_of(settings_class), state.values.get(address, {})
    found = {name: values.get(name, field.default) for name, field in fields.items()}
    for name in state.bound.get(address, ()):
        widget = key(address, name)
        says = st.session_state.get(widget, found[name])
        if says != found[name] and (_unknown(fields[name], says) or _stale(state, widget, says)):
            st.session_state[widget] = found[name]
        else:
            found[name] = says
    return settings_class(**{name: fields[name].nearest(value) for name, value in found.items()})


def _unknown(field: Field, says: Any) -> bool:
    """Whether a widget says none of its options: it is the label of one in the language that was just left, and which
    option that was is known."""
    return isinstance(field, Choice) and says not in field.options


def _stale(state: Session, widget: str, says: Any) -> bool:
    """Whether a widget says what was just replaced: while work is going on, a page's clock sends the values of all
    its widgets several times a second, and some of that was on its way when Back or a preset replaced them."""
    before, when, ticking = state.replaced.get(widget, (..., 0.0, False))
    return (ticking or state.ticking) and before == says and time.monotonic() - when < STALE


def set_presenting(on: bool) -> None:
    """Turn presentation on or off, from the stage."""
    state = session()
    state.visit = replace(state.visit, present=int(on))


def set_language(lang: str) -> None:
    """Change the language; every setting stays."""
    state = session()
    state.visit = replace(state.visit, lang=lang)


def leave_path() -> None:
    """Walk no path any more; the page stays as it is."""
    state = session()
    state.visit = replace(state.visit, path="", stop=1)
