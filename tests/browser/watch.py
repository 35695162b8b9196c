"""Watches a page for what must never happen: console errors, exceptions, requests to another host."""

from urllib.parse import urlsplit

# On a deep link Streamlit 1.67 asks these below the page first, gets 404, and finds them at the root.
KNOWN_404 = ("/_stcore/health", "/_stcore/host-config")
OWN_SCHEMES = ("data", "blob", "about")


class Watch:
    """Collects a page's offences; `offences()` lists them as sentences."""

    def __init__(self, context, home: str):
        self.home = urlsplit(home).netloc
        self._found: list[str] = []
        self.expected: list[str] = []  # parts of messages that a test provokes on purpose
        context.on("page", self._attach)
        context.on("request", self._request)

    def _attach(self, page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._found.append(f"uncaught: {error}"))
        page.on("websocket", lambda socket: self._address(socket.url))

    def _console(self, message) -> None:
        if message.type != "error":
            return
        place = message.location.get("url", "")
        if "404" in message.text and _known(urlsplit(place).path):
            return
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


def _known(path: str) -> bool:
    """True for the two paths below a page, not for those at the root: there they have to answer."""
    return path.endswith(KNOWN_404) and path not in KNOWN_404
