"""What every request passes: security headers, closed paths, a seat for each visitor, a whole page first."""

from __future__ import annotations

from pages.server import streamlit_internals


class Door:
    """ASGI middleware: security headers on every answer, closed paths stay closed, visitors are counted."""

    def __init__(self, app, headers: dict[str, str], sessions: int):
        self.app = app
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        self.sessions = sessions
        self.visitors = 0

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":  # whatever its path: Streamlit has one, and each connection is a visitor
            await self._visit(scope, receive, send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif streamlit_internals.is_closed(scope["path"]):
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
