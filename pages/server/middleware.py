"""What every request passes: security headers, closed paths, our own word for an address that is none, a seat for each
visitor, a whole page first."""

from __future__ import annotations

from starlette.requests import Request

from pages.server import full_house, memory, not_found, streamlit_internals
from pages.server.listening import in_time, whole_page_first, within_limits


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
        elif scope["path"] == full_house.SEATS:
            await self._answer(send, 200, full_house.FULL if self.full else full_house.FREE)
        else:
            send = self._with_headers(send)
            await self.app(scope, in_time(receive), send if not_found.is_page(scope["path"]) else _no_page(scope, send))

    @property
    def full(self) -> bool:
        return self.visitors >= self.sessions

    def _with_headers(self, send):
        ours = {name for name, _ in self.headers}

        async def sending(message):
            if message["type"] == "http.response.start":
                theirs = [(name, value) for name, value in message["headers"] if name.lower() not in ours]
                message = {**message, "headers": [*theirs, *self.headers]}
            await send(message)

        return sending

    async def _visit(self, scope, receive, send):
        if self.full:
            await receive()  # the handshake; closed before it is accepted, it becomes a refusal
            await send({"type": "websocket.close", "code": 1013, "reason": "busy"})
            return
        self.visitors += 1
        try:
            await self.app(scope, whole_page_first(within_limits(receive, send)), send)
        finally:
            self.visitors -= 1
            memory.give_back()

    async def _answer(self, send, status: int, text: str = ""):
        headers = [
            (b"content-length", b"%d" % len(text)),
            (b"content-type", b"text/plain"),
            (b"cache-control", b"no-store"),
        ]
        await self._with_headers(send)({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": text.encode()})


def _no_page(scope, send):
    """An ASGI `send` for a path at which no page is. Streamlit answers with its page wherever it knows nothing else,
    and that says in English, or not at all, that there is none: this answer alone is replaced."""
    replaced = False

    async def sending(message):
        nonlocal replaced
        if message["type"] == "http.response.start":
            kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
            replaced = message["status"] == 200 and any(kind.startswith(b"text/html") for kind in kinds)
            if replaced:
                await not_found.page(Request(scope))(scope, None, send)
        if not replaced:
            await send(message)

    return sending
