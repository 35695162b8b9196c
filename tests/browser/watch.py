"""Watches a page for what must never happen: console errors, exceptions, requests to another host."""

from urllib.parse import urlsplit

OWN_SCHEMES = ("data", "blob", "about")


class Watch:
    """Collects a page's offences; `offences()` lists them as sentences."""

    def __init__(self, context, home: str):
        self.home = urlsplit(home).netloc
        self._context = context
        self._found: list[str] = []
        self.expected: list[str] = []  # parts of messages that a test provokes on purpose
        context.on("page", self._attach)
        context.on("request", self._request)

    def stop(self) -> None:
        """Leave the context to somebody else's watch."""
        self._context.remove_listener("page", self._attach)
        self._context.remove_listener("request", self._request)

    def _attach(self, page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._found.append(f"uncaught: {error}"))
        page.on("websocket", lambda socket: self._address(socket.url))

    def _console(self, message) -> None:
        if message.type != "error":
            return
        place = message.location.get("url", "")
        self._found.append(f"console: {message.text} ({place})")

    def _request(self, request) -> None:
        self._address(request.url)

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != self.home:
            self._found.append(f"request to another host: {url}")

    def offences(self) -> list[str]:
        """What was seen and not expected, without repeats, in order."""
        unexpected = (f for f in self._found if not any(part in f for part in self.expected))
        return list(dict.fromkeys(unexpected))
