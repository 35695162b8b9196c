"""Watches a page for what must never happen: console errors, exceptions, requests to another host."""

from urllib.parse import urlsplit

OWN_SCHEMES = ("data", "blob", "about")


class Watch:
    """Collects a page's offences; `offences()` lists them as sentences."""

    def __init__(self, page, home: str):
        self.home = urlsplit(home).netloc
        self._found: list[str] = []
        self.expected: list[str] = []  # parts of messages that a test provokes on purpose
        self._heard: list[tuple] = []
        self._hear(page.context, "page", self._attach)
        self._hear(page.context, "request", self._request)
        self._attach(page)

    def _hear(self, source, event: str, listener) -> None:
        source.on(event, listener)
        self._heard.append((source, event, listener))

    def stop(self) -> None:
        """Listen no more: what comes now is somebody else's."""
        for source, event, listener in self._heard:
            source.remove_listener(event, listener)

    def _attach(self, page) -> None:
        self._hear(page, "console", self._console)
        self._hear(page, "pageerror", self._uncaught)
        self._hear(page, "websocket", self._socket)

    def _uncaught(self, error) -> None:
        self._found.append(f"uncaught: {error}")

    def _socket(self, socket) -> None:
        self._address(socket.url)

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
