"""How the server listens to one browser: to so many messages a second, of such a size, and only if it says anything."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from pages.frame.assets import LIMITS
from pages.server import streamlit_internals

log = logging.getLogger(__name__)

RATE = LIMITS["messages_a_second"]
BURST = 1.0  # seconds of messages at that rate that may come at once, as when a page opens
LARGEST = LIMITS["message_kilobytes"] * 1000
SILENT = LIMITS["silent_seconds"]
POLICY, TOO_BIG = 1008, 1009  # why a websocket is closed (RFC 6455, 7.4.1)


class Pace:
    """How long to wait before a next message is read, so that no more than RATE a second are."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock, self.due = clock, -BURST

    def wait(self) -> float:
        now = self.clock()
        self.due = max(self.due + 1 / RATE, now - BURST)
        return max(self.due - now, 0.0)


def within_limits(receive, send):
    """An ASGI `receive` for a websocket. Nothing is dropped of what comes too fast: what is not read yet waits in the
    network, and so does who sends it."""
    pace, spoken = Pace(), False

    async def close(code: int, why: str):
        log.warning("a connection was closed: %s", why)
        await send({"type": "websocket.close", "code": code, "reason": why})
        return {"type": "websocket.disconnect", "code": code, "reason": why}

    async def receiving():
        nonlocal spoken
        await asyncio.sleep(pace.wait())
        try:
            message = await asyncio.wait_for(receive(), None if spoken else SILENT)
        except TimeoutError:  # a browser asks for its page at once
            return await close(POLICY, "it said nothing")
        if message["type"] == "websocket.receive":
            spoken = True
            if len(message.get("bytes") or message.get("text") or "") > LARGEST:
                return await close(TOO_BIG, "a message was too large")
        return message

    return receiving


def whole_page_first(receive):
    """An ASGI `receive` that makes the first run a browser asks for on a connection one of the whole page."""
    first = True

    async def receiving():
        nonlocal first
        message = await receive()
        if first and message["type"] == "websocket.receive" and message.get("bytes"):
            run = streamlit_internals.run_of_whole_page(message["bytes"])
            if run is not None:
                first = False
                message = {**message, "bytes": run}
        return message

    return receiving


def in_time(receive):
    """An ASGI `receive` for a request, whose body is to be there within a time; else its sender has left."""
    end, whole = time.monotonic() + LIMITS["request_seconds"], False

    async def receiving():
        nonlocal whole
        if whole:  # now it waits for the sender to leave, for as long as the answer takes
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), end - time.monotonic())
        except TimeoutError:
            return {"type": "http.disconnect"}
        whole = not message.get("more_body")
        return message

    return receiving
