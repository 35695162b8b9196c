"""What worker.js calls: a page has come, said something, asked for a file, gone. `bridge` is how it is answered."""

from __future__ import annotations

import asyncio
from functools import partial

import bridge
from pyodide.ffi import can_run_sync, run_sync, to_js

from kernel import before, course, runs, server

CHANGES = (before,)  # imported for what it does

app = None
sockets = {}


async def start(switch_stacks: bool) -> None:
    """Start the course. `switch_stacks`: a sleep is one, and the loop goes on meanwhile."""
    global app
    app = await course.start()
    if switch_stacks:
        runs.suspend = suspend


def suspend(seconds: float) -> None:
    if can_run_sync():
        run_sync(asyncio.sleep(seconds))


def opened(number: int, protocols: list[str], host: str, recorded: str) -> None:
    """A page opens its websocket; `recorded` is the hash of the page that it shows already, or ''."""
    page = server.Page(
        partial(bridge.opened, number),
        lambda message: bridge.said(number, to_js(message)),
        partial(bridge.finished, number),
        partial(bridge.closed, number),
    )
    sockets[number] = server.Socket(app, page, list(protocols), host)
    sockets[number].recorded = recorded


def received(number: int, message) -> None:
    sockets[number].receive(message.to_bytes())


def closed(number: int, code: int) -> None:
    sockets.pop(number).close(code)


async def asked(method: str, path: str, query: str, headers, body, host: str):
    body = body.to_bytes() if body else b""
    return to_js(list(await server.request(app, method, path, query, headers.to_py(), body, host)))
