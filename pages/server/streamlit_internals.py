"""Every reach into what Streamlit does not promise to keep: the reason, the version it was seen in, what stands in.
(One is into uvicorn, with which Streamlit serves.)

A reach (`reach.py`) is a function that looks names of Streamlit's up, tries them, and returns what the course calls
(or mends Streamlit in place, and returns nothing). `check` does this for all of them when the server starts. Where a
name is gone, a line in the log says what the course does without it, and `otherwise` is called instead: the course is
slower or plainer, and works. So nothing but Streamlit's public names is imported outside of a reach.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
from functools import cache
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import streamlit as st
from google.protobuf.message import DecodeError

from pages.frame.assets import LIMITS
from pages.server.reach import REACHES, Reach, reach

log = logging.getLogger(__name__)

HALF_MADE = LIMITS["silent_seconds"]


def check() -> list[Reach]:
    """Look everything up, and mend what is to be mended; the reaches whose names are gone."""
    return [each for each in REACHES if not each.is_there]


# ---- the session


@reach(
    "config.get_options_for_section",
    seen="1.67",
    without="each run gathers the theme anew, and costs a class's server a tenth more",
)
def gather_theme_once():
    """Streamlit sends the theme with every run, and goes through all its options for each of six parts of it. They do
    not change while it runs."""
    from streamlit import config

    config.get_options_for_section = cache(config.get_options_for_section)


@reach(
    "AppSession._clear_queue, its _browser_queue, ForwardMsgQueue._queue, ForwardMsg.script_finished",
    seen="1.67",
    without="while a training runs on a busy machine, what stands below its picture may come late",
)
def keep_what_is_finished():
    """A session is to leave alone what a finished run drew and is not sent yet.

    A run of a part of the page (of a page that trains: the next slice) otherwise begins by throwing away what waits
    to be sent of this part. After a run of the whole page the browser would hear that it is finished, find the part
    missing, take the stage away and put up another; after a run of the part, what is drawn below the stage would
    never come while slices follow each other. (Not the queue's own `clear`: each sending of each visitor calls that.)
    """
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

    clear = AppSession._clear_queue
    ends = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)

    def is_end(message: ForwardMsg) -> bool:
        return message.WhichOneof("type") == "script_finished" and message.script_finished in ends

    def clear_what_is_cut_short(session, fragment_ids_this_run=None):
        queue, finished = session._browser_queue, []
        if fragment_ids_this_run:
            end = max((n for n, message in enumerate(queue._queue, 1) if is_end(message)), default=0)
            finished, queue._queue = queue._queue[:end], queue._queue[end:]
        clear(session, fragment_ids_this_run)
        queue._queue = finished + queue._queue

    tried = ForwardMsgQueue()
    tried.enqueue(ForwardMsg(script_finished=ends[0]))
    clear_what_is_cut_short(SimpleNamespace(_browser_queue=tried), ["part"])
    AppSession._clear_queue = clear_what_is_cut_short


@reach(
    "BackMsg.rerun_script, ClientState.fragment_id",
    seen="1.67",
    without="a page that is open while the server restarts must be loaded anew",
    otherwise=lambda data: data,
)
def run_of_whole_page():
    """What a browser asks for, as a run of the whole page; None where it asks for no run.

    After a restart of the server, or on another process behind a proxy, the browser goes on asking for the
    part of the page that it has (the fragment of the slider just moved). The new session has no such part,
    and Streamlit drops the request without a word: the page looks alive and is dead until reloaded.
    """
    from streamlit.proto.BackMsg_pb2 import BackMsg

    def of_whole_page(data: bytes) -> bytes | None:
        try:
            asked = BackMsg.FromString(data)
        except DecodeError:
            return None
        if not asked.HasField("rerun_script"):
            return None
        asked.rerun_script.ClearField("fragment_id")
        return asked.SerializeToString()

    of_whole_page(BackMsg(rerun_script={"fragment_id": "part"}).SerializeToString())
    return of_whole_page


async def _no_visit() -> None:
    pass


@reach(
    "Runtime.connect_session, handle_backmsg, close_session, SessionClient, ClientState, ForwardMsg.script_finished",
    seen="1.67",
    without="the server opens cold, and its first visitor waits for imports and scripts",
    otherwise=_no_visit,
)
def visit():
    """Open the course once, without a browser, and leave it when it is drawn."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime import Runtime, get_instance
    from streamlit.runtime.session_manager import SessionClient

    class Nobody(SessionClient):
        """A visitor who notes when the page is drawn."""

        def __init__(self):
            self.done = asyncio.Event()

        def write_forward_msg(self, msg):
            if msg.WhichOneof("type") == "script_finished":
                self.done.set()

    connect, ask, close = Runtime.connect_session, Runtime.handle_backmsg, Runtime.close_session
    home = BackMsg(rerun_script={"query_string": "", "page_script_hash": ""})
    Nobody().write_forward_msg(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))

    async def visiting() -> None:
        runtime, nobody = get_instance(), Nobody()
        session = connect(runtime, client=nobody, user_info={})
        try:
            ask(runtime, session, home)
            await nobody.done.wait()
        finally:
            close(runtime, session)

    return visiting


@reach(
    "MemoryUploadedFileManager.add_file, file_storage, remove_file",
    seen="1.67",
    without="all that a visitor uploads is kept until the visitor leaves",
)
def keep_the_last_uploads():
    """Streamlit keeps every file of a session until the session ends. A file is read when it comes, and never again."""
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.uploaded_file_manager import UploadedFileRec

    add = MemoryUploadedFileManager.add_file

    def add_and_forget(manager, session_id: str, file: UploadedFileRec) -> None:
        add(manager, session_id, file)
        for oldest in list(manager.file_storage[session_id])[: -LIMITS["kept_uploads"]]:
            manager.remove_file(session_id, oldest)

    tried = MemoryUploadedFileManager("")
    for name in "abc":
        add_and_forget(tried, "session", UploadedFileRec(name, name, "image/png", b""))
    MemoryUploadedFileManager.add_file = add_and_forget


@reach(
    "session_state.unpack_widget_state_value",
    seen="1.67",
    without="who forges a report of the stage that cannot be read gets the sentence for the unexpected",
)
def read_any_report():
    """What a component reports is JSON from a browser, where anybody may write anything. What is no JSON, numbers of
    5,000 digits, lists in lists without end: errors that Streamlit does not expect. They are to be no report."""
    from streamlit.proto.WidgetStates_pb2 import WidgetState
    from streamlit.runtime.state import session_state

    read = session_state.unpack_widget_state_value

    def read_or_drop(report: WidgetState) -> Any:
        try:
            return read(report)
        except (ValueError, RecursionError) as error:
            log.warning("what a component reported was dropped: %r", error)
            return None

    read_or_drop(WidgetState(json_value="{}"))
    session_state.unpack_widget_state_value = read_or_drop


@reach(
    "AutoHTTPProtocol.connection_made, its transport and cycle, RequestResponseCycle.response_complete of uvicorn",
    seen="1.67, uvicorn 0.54",
    without="a connection on which half a request was sent stays open for ever, and takes an open file",
)
def close_half_made_requests():
    """uvicorn waits for the rest of a request without end, and each connection takes one of the open files that a
    process may have."""
    from uvicorn.protocols.http.auto import AutoHTTPProtocol

    made = AutoHTTPProtocol.connection_made
    cycle = sys.modules[AutoHTTPProtocol.__module__].RequestResponseCycle
    for owner, names in ((AutoHTTPProtocol, {"transport", "cycle"}), (cycle, {"response_complete"})):
        if gone := names - {*owner.__init__.__code__.co_names}:
            raise LookupError(", ".join(gone))

    def connection_made(connection, transport):
        made(connection, transport)
        look_again(connection)

    def look(connection, before):
        """Close it if nothing has been asked since the last look, and nothing is being answered."""
        transport, now = connection.transport, connection.cycle
        if transport.is_closing() or transport.get_protocol() is not connection:
            return  # or it has become a websocket
        if now is before and (now is None or now.response_complete):
            transport.close()
        else:
            look_again(connection)

    def look_again(connection):
        asyncio.get_running_loop().call_later(HALF_MADE, look, connection, connection.cycle)

    AutoHTTPProtocol.connection_made = connection_made


# ---- what Streamlit serves

STATIC = Path(st.__file__).parent / "static"
SCRIPTS = STATIC / "static/js"
# Streamlit's page looks for its server below its own address first, and when it is not there waits a tenth of a second.
# Ours is always beside it.
SERVER_ADDRESS = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href };</script>"
# Elements of Streamlit's, by the names of their scripts, that every lesson draws on arrival.
EVERY_LESSON = ("BidiComponent", "rehype-raw", "Slider", "PageLink", "Button", "Checkbox")
# Served by Streamlit to anybody who asks, and nobody's business: numbers of the process, an API for robots.
CLOSED = ("/_stcore/metrics", "/_stcore/agent/")


@reach(
    "static/index.html",
    seen="1.67",
    without="the page is served as Streamlit does it, and as its inline scripts are not known, any may run",
    otherwise=lambda: "",
)
def index_page():
    """The text of Streamlit's page, to be served with a line of ours."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    return lambda: page


@reach(
    "<head> in static/index.html, or window.__streamlit.BACKEND_BASE_URL",
    seen="1.67",
    without="a browser looks for its server in the wrong place first, and opens a tenth of a second later",
    otherwise=lambda page: page,
)
def with_server_address():
    """The page with a first script that says where its server is."""
    page = index_page()
    if page and not ("<head>" in page and any("BACKEND_BASE_URL" in script for script in _scripts_of(page))):
        raise LookupError("nobody would read it")
    return lambda page: page.replace("<head>", f"<head>{SERVER_ADDRESS}", 1)


def _scripts_of(page: str):
    return ((SCRIPTS / name).read_text(encoding="utf-8") for name in re.findall(r"static/js/([\w.-]+\.js)", page))


@reach(
    "static/js/<element>.<hash>.js of " + ", ".join(EVERY_LESSON),
    seen="1.67",
    without="a browser asks for their scripts one after the other, and draws a first lesson later",
    otherwise=lambda page: [],
)
def lesson_scripts():
    """Addresses of the scripts that every lesson needs and the page does not name; those that they import included."""

    first = {element: [file.name for file in SCRIPTS.glob(f"{element}.*.js")] for element in EVERY_LESSON}
    if gone := [element for element, files in first.items() if not files]:
        raise LookupError(", ".join(gone))

    def needed(page: str) -> list[str]:
        waiting, found = list(chain.from_iterable(first.values())), []
        while waiting:
            name = waiting.pop(0)
            if name not in found and name not in page:
                found.append(name)
                waiting += re.findall(r'from"\./([\w.-]+\.js)"', (SCRIPTS / name).read_text(encoding="utf-8"))
        return [f"static/js/{name}" for name in found]

    needed(index_page())
    return needed


def _is_closed(path: str) -> bool:
    return any(closed in path for closed in CLOSED)


@reach(
    "/_stcore/metrics and /_stcore/agent/",
    seen="1.67",
    without="numbers of the process and an API for robots may be open: close their paths before the course",
    otherwise=_is_closed,
)
def is_closed():
    """Whether a path is one that the course does not answer."""
    from streamlit.web.server.starlette import starlette_agent_routes as agent
    from streamlit.web.server.starlette import starlette_routes

    paths = (starlette_routes.ROUTE_METRICS, agent._ROUTE_AGENT_INTERACT, agent._ROUTE_AGENT_MCP)
    if not all(_is_closed(f"/{path}") for path in paths):
        raise LookupError(", ".join(paths))
    return _is_closed
