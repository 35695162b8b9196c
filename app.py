"""The server: the course's pages behind one door, with warm-up, security headers and a last word.

Start it with `make run`, or `streamlit run app.py`. What a host may change comes from the environment:
UNFOLDED_FRAME_ANCESTORS, who may show the course in a frame (default: this site; `*` for anybody's slides),
and UNFOLDED_SESSIONS, the most visitors one process takes (the others hear "busy" and try again).
"""

from __future__ import annotations

import asyncio
import gc
import os
import tomllib
from contextlib import asynccontextmanager, suppress
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.middleware import Middleware
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from streamlit.runtime.app_session import AppSession

from pages.server import browser_files as served

ROOT = Path(__file__).parent
TEXT = tomllib.loads((ROOT / "assets/text/app.toml").read_text(encoding="utf-8"))
LIMITS = tomllib.loads((ROOT / "assets/limits.toml").read_text(encoding="utf-8"))
SESSIONS = int(os.environ.get("UNFOLDED_SESSIONS", LIMITS["sessions"]))
FRAME_ANCESTORS = os.environ.get("UNFOLDED_FRAME_ANCESTORS", "'self'")

# Streamlit sends the theme with every rerun, and goes through all its options for each of six parts of it. They do
# not change while it runs: gathered once, a rerun costs a class's server a tenth less.
config.get_options_for_section = cache(config.get_options_for_section)

# Served by Streamlit to anybody who asks, and nobody's business: numbers of the process, an API for robots.
CLOSED = ("/_stcore/metrics", "/_stcore/agent/")
STREAM = "/_stcore/stream"

# ---- what a browser may do with the pages


def security_headers(frame_ancestors: str) -> dict[str, str]:
    """The headers of every answer. No other host is named in them, so nothing can leave for one."""
    policy = {
        "default-src": "'self'",
        # blob: because Streamlit loads the script of a component from one.
        "script-src": f"'self' blob: {served.inline_scripts()}",
        # Streamlit's styles, and KaTeX's and plotly's, are written into the page as it is drawn.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": frame_ancestors,
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    }


class Door:
    """ASGI middleware: security headers on every answer, closed paths stay closed, visitors are counted."""

    def __init__(self, app, headers: dict[str, str], sessions: int):
        self.app = app
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        self.sessions = sessions
        self.visitors = 0

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            await self._visit(scope, receive, send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif any(closed in scope["path"] for closed in CLOSED):
            await self._answer(send, 404)
        else:
            await self.app(scope, receive, self._with_headers(send))

    def _with_headers(self, send):
        ours = {name for name, _ in self.headers}

        async def sending(message):
            if message["type"] == "http.response.start":
                theirs = [(name, value) for name, value in message["headers"] if name.lower() not in ours]
                message = {**message, "headers": [*theirs, *self.headers]}
            await send(message)

        return sending

    async def _visit(self, scope, receive, send):
        if self.visitors >= self.sessions:
            await receive()  # the handshake; closed before it is accepted, it becomes a refusal
            await send({"type": "websocket.close", "code": 1013, "reason": "busy"})
            return
        self.visitors += 1
        try:
            await self.app(scope, whole_page_first(receive), send)
        finally:
            self.visitors -= 1

    async def _answer(self, send, status: int):
        start = {"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]}
        await self._with_headers(send)(start)
        await send({"type": "http.response.body", "body": b""})


def whole_page_first(receive):
    """An ASGI `receive` that makes the first run a browser asks for on a connection one of the whole page.

    After a restart of the server, or on another process behind a proxy, the browser goes on asking for the
    part of the page that it has (the fragment of the slider just moved). The new session has no such part,
    and Streamlit drops the request without a word: the page looks alive and is dead until reloaded.
    """
    first = True

    async def receiving():
        nonlocal first
        message = await receive()
        if first and message["type"] == "websocket.receive" and message.get("bytes"):
            with suppress(DecodeError):
                asked = BackMsg.FromString(message["bytes"])
                if asked.HasField("rerun_script"):
                    first = False
                    asked.rerun_script.ClearField("fragment_id")
                    message = {**message, "bytes": asked.SerializeToString()}
        return message

    return receiving


def keep_what_is_finished(clear):
    """A session's `_clear_queue` that leaves alone what a finished run drew and is not sent yet.

    A run of a part of the page (of a page that trains: the next slice) otherwise begins by throwing away what waits
    to be sent of this part. After a run of the whole page the browser would hear that it is finished, find the part
    missing, take the stage away and put up another; after a run of the part, what is drawn below the stage would
    never come while slices follow each other. (Not the queue's own `clear`: each sending of each visitor calls that.)
    """

    def clearing(session, fragment_ids_this_run=None):
        queue = session._browser_queue
        ends = [n for n, message in enumerate(queue._queue, 1) if fragment_ids_this_run and is_finished(message)]
        end = max(ends, default=0)
        finished, queue._queue = queue._queue[:end], queue._queue[end:]
        clear(session, fragment_ids_this_run)
        queue._queue = finished + queue._queue

    return clearing


FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


def is_finished(message: ForwardMsg) -> bool:
    return message.WhichOneof("type") == "script_finished" and message.script_finished in FINISHED


AppSession._clear_queue = keep_what_is_finished(AppSession._clear_queue)


# ---- the first visitor, who is nobody


class Nobody:
    """A visitor without a browser, who lets everything be imported and drawn once and notes when it is."""

    client_context = None

    def __init__(self):
        self.done = asyncio.Event()

    def write_forward_msg(self, message):
        if message.WhichOneof("type") == "script_finished":
            self.done.set()


@asynccontextmanager
async def warm_up(_app):
    """Visit the course once before anybody does: the first run pays for imports and the stage's scripts."""
    runtime, nobody = get_instance(), Nobody()
    session = runtime.connect_session(client=nobody, user_info={})
    runtime.handle_backmsg(session, BackMsg(rerun_script={"query_string": "", "page_script_hash": ""}))
    with suppress(TimeoutError):  # a slow machine then opens its door cold, and works all the same
        await asyncio.wait_for(nobody.done.wait(), LIMITS["warm_up_seconds"])
    runtime.close_session(session)
    # What is loaded now stays: later collections need not walk over it while a student waits.
    gc.collect()
    gc.freeze()
    yield {}


# ---- the unexpected


def language() -> str:
    """The language of the link, else of the browser, else English, as on every page."""
    chosen = st.query_params.get("lang")
    if chosen in ("zh", "en"):
        return chosen
    return "zh" if str(st.context.locale or "").lower().startswith("zh") else "en"


def apologise(_error: Exception) -> bool:
    """A sentence instead of a traceback, with the links to the same settings and to none.

    Streamlit has written the traceback to the server's log before it calls this.
    """
    lang = language()
    same = "?" + urlencode(st.query_params.to_dict(), quote_via=quote)
    words = {name: entry[lang] for name, entry in TEXT.items()}
    st.error(f"**{words['broken_title']}** {words['broken']}")
    links = ((same, words["broken_same"]), (f"?lang={lang}", words["broken_fresh"]))
    # target=_self: a link in Streamlit's Markdown otherwise opens another tab.
    anchors = (f'<a href="{escape(link)}" target="_self">{name}</a>' for link, name in links)
    st.markdown(" · ".join(anchors), unsafe_allow_html=True)
    return True


app = st.App(
    "pages/main.py",
    lifespan=warm_up,
    routes=served.ROUTES,
    middleware=[Middleware(Door, headers=security_headers(FRAME_ANCESTORS), sessions=SESSIONS)],
    on_script_error=apologise,
)
