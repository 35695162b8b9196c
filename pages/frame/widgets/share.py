"""Ways to carry a state elsewhere: the link copied, the link as a QR code, the state as a file."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import urlencode

import segno
import streamlit as st

from pages.frame.lesson import Lesson
from pages.frame.run import Run
from pages.frame.state.link import language, query_of, set_and_refresh
from pages.frame.state.misread import note
from pages.frame.state.session import Visit, session
from pages.frame.state.settings import decode, encode, fields_of
from pages.frame.text.texts import Say
from pages.frame.widgets.reachable import reachable

LARGEST_FILE = 200_000  # bytes of a state file that are looked at


def copy_button(address: str, say: Say) -> None:
    """The button that copies the link; the script does it, and shows the link where there is no clipboard."""
    st.markdown(
        f'<button class="copy-link" data-copied="{say("copied")}" data-copy="{say("copy_by_hand")}" '
        f'data-root="{reachable(address).root}">{say("copy_link")}</button>',
        unsafe_allow_html=True,
    )


def only_here(address: str, say: Say) -> None:
    """Who can open this address, where not everybody can: seen once the link was copied, and while projected."""
    found = reachable(address)
    if not found.only_here:
        return
    ways = "、" if say.lang == "zh" else ", "
    links = ways.join(f'<a href="{root}/{address}" data-root="{root}">{root}</a>' for root in found.network)
    sentence = say("only_here_network", links=links) if links else say("only_here")
    st.markdown(f'<div class="only-here" role="note">{sentence}</div>', unsafe_allow_html=True)


def qr_code(run: Run) -> list[str] | None:
    """While projected: the modules of a QR code to the very same state, a row a string of 0 and 1."""
    if not session().visit.present:
        return None
    query = urlencode(query_of(run.settings, Visit(language())))
    rows = segno.make_qr(f"{reachable(run.address).root}/{run.address}?{query}", error="l").matrix
    return ["".join(map(str, row)) for row in rows]


def qr_svg(address: str, name: str) -> str:
    """A QR code as a picture for a page, dark on light in every theme, as readers expect it; `name` says what it is."""
    drawn = segno.make_qr(address, error="m").svg_inline(border=4, dark="black", light="white", omitsize=True)
    return f'<div class="qr-code" role="img" aria-label="{escape(name)}">{drawn}</div>'


def state_file(lesson: Lesson, say: Say) -> None:
    """Save all settings, however long, as a file, and open such a file."""
    address = lesson.address
    # Drawn when it is wanted: what uploads and downloads would cost every visitor's arrival a tenth of a second.
    if st.toggle(say("file_title"), key=f"{address}.file"):
        kept = session().settings

        def text() -> str:  # asked for at the click: the stage has moved on since this part of the page was drawn
            return json.dumps({"page": address, "settings": encode(kept[address])}, indent=1)

        st.download_button(
            say("file_save"), text, f"{address}.json", "application/json", key=f"{address}.save", on_click="ignore"
        )
        st.file_uploader(
            say("file_open"),
            "json",
            key=f"{address}.open",
            on_change=_open,
            args=(address, lesson.settings),
            max_upload_size=1,
        )
        if st.session_state.pop(f"{address}.unreadable", False):
            st.warning(say("file_unreadable"))


def _open(address: str, settings_class: type) -> None:
    uploaded = st.session_state.get(f"{address}.open")
    if uploaded is None:
        return
    try:
        content = json.loads(uploaded.read(LARGEST_FILE))
        if content["page"] != address:
            raise ValueError("a file of another page")
        asked = dict(content["settings"])
        settings = decode(settings_class, asked)
        note("file", settings, asked)
        set_and_refresh(address, {name: getattr(settings, name) for name in fields_of(settings_class)})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        st.session_state[f"{address}.unreadable"] = True
