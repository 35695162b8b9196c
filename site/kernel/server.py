"""The ASGI app, spoken to without a socket: its start, the websocket of each page, single requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime_util import serialize_forward_msg
from streamlit.web.server.starlette.starlette_websocket import SessionClientDisconnectedError

from kernel import takeover
from kernel.replaced import replaces

VERSION = {"asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "root_path": "", "state": {}}
CLIENT = ("127.0.0.1", 0)


@replaces(
    "streamlit.web.server.starlette.starlette_websocket",
    "StarletteSessionClient.write_forward_msg",
    "it leaves what is to be sent to a task of the loop, which waits while a run goes on",
)
def write_now(client, message: ForwardMsg) -> None:
    if client._closed.is_set():
        raise SessionClientDisconnectedError
    page = client._websocket.scope["page"]
    page.post_message(serialize_forward_msg(message))
    if message.WhichOneof("type") == "script_finished":
        page.post_finished()


@dataclass
class Page:
    """Who has a websocket: what it is told, by functions."""

    post_open: Callable[[str], None]  # the subprotocol
    post_message: Callable[[bytes], None]
    post_finished: Callable[[], None]  # a run has ended, and all of it was posted
    post_close: Callable[[int, str], None]


class Socket:
    """The websocket of one page."""

    def __init__(self, app: Callable, page: Page, protocols: list[str], host: str):
        self.page, self.inbox = page, asyncio.Queue()
        self.recorded = ""  # the hash of the page that the browser shows from a recording
        headers = {"host": host, "origin": f"http://{host}", "sec-websocket-protocol": ", ".join(protocols)}
        scope = VERSION | {
            "type": "websocket",
            "scheme": "ws",
            "path": "/_stcore/stream",
            "raw_path": b"/_stcore/stream",
            "query_string": b"",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
            "client": CLIENT,
            "server": (host, 80),
            "subprotocols": protocols,
            "page": page,
        }
        self.inbox.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.ensure_future(app(scope, self.inbox.get, self.send))

    def receive(self, message: bytes) -> None:
        if self.recorded:
            message, self.recorded = takeover.of_page(message, self.recorded), ""
        self.inbox.put_nowait({"type": "websocket.receive", "bytes": message})

    def close(self, code: int) -> None:
        self.inbox.put_nowait({"type": "websocket.disconnect", "code": code})

    async def send(self, event: dict[str, Any]) -> None:
        if event["type"] == "websocket.accept":
            self.page.post_open(event.get("subprotocol") or "")
        elif event["type"] == "websocket.send":
            self.page.post_message(event.get("bytes") or event["text"].encode())
        elif event["type"] == "websocket.close":
            self.page.post_close(event.get("code", 1000), event.get("reason") or "")


async def begin(app: Callable) -> asyncio.Task:
    """Start the app; the task that it lives in, to be kept. RuntimeError with its word where it does not start."""
    inbox, heard = asyncio.Queue(), asyncio.Queue()
    inbox.put_nowait({"type": "lifespan.startup"})
    scope = {"type": "lifespan", "asgi": VERSION["asgi"], "state": {}}
    task = asyncio.ensure_future(app(scope, inbox.get, heard.put))
    answer = await heard.get()
    if answer["type"] != "lifespan.startup.complete":
        raise RuntimeError(f"the app did not start: {answer.get('message')}")
    return task


async def request(app: Callable, method: str, path: str, query: str, headers: list, body: bytes, host: str) -> tuple:
    """One request, answered whole: (status, headers, body)."""
    inbox = asyncio.Queue()
    inbox.put_nowait({"type": "http.request", "body": body, "more_body": False})
    status, answered, parts = 500, [], []

    async def send(event: dict[str, Any]) -> None:
        nonlocal status, answered
        if event["type"] == "http.response.start":
            status = event["status"]
            answered = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in event["headers"]]
        elif event["type"] == "http.response.body":
            parts.append(bytes(event.get("body", b"")))

    scope = VERSION | {
        "type": "http",
        "scheme": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", host.encode()), *((n.lower().encode(), v.encode("latin-1")) for n, v in headers)],
        "client": CLIENT,
        "server": (host, 80),
    }
    await app(scope, inbox.get, send)
    return status, answered, b"".join(parts)
