"""WebKitGTK, which has Safari's engine: its small browser on a screen of its own, driven over HTTP."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import ExitStack

import numpy as np

from tests.browser.engines.engine import Engine
from tests.browser.engines.screen import Screen
from tests.browser.read import AWAIT_ANSWERS
from tests.browser.server import free_port, wait_until

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
# Layers put together by a graphics card that is not there cost twice the processor's time.
QUICK = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "GDK_BACKEND": "x11"}

# It has no word for the console: what complains is listened to from within, from before the page's own scripts.
_LISTEN = f"""url => {{
    if (location.href !== url) return false;
    const found = window.unfoldedErrors = [];
    const error = console.error;
    console.error = (...words) => {{ found.push(`console: ${{words.join(' ')}}`); error.apply(console, words); }};
    addEventListener('error', event => found.push(`uncaught: ${{event.message ?? event.target.outerHTML}}`), true);
    addEventListener('unhandledrejection', event => found.push(`uncaught: ${{event.reason}}`));
    addEventListener('securitypolicyviolation',
        event => found.push(`blocked by ${{event.effectiveDirective}}: ${{event.blockedURI}}`));
    {AWAIT_ANSWERS};
    return true;
}}"""


def find() -> str | None:
    """Path of the driver, or None where it or the screen is missing."""
    return shutil.which(SCREEN) and shutil.which(DRIVER)


class WebKit(Engine):
    name = "webkit"

    def __init__(self, width: int = 1280, height: int = 800):
        self._ends = ExitStack()
        self._screen = Screen(width, height + 100)  # the small browser has a bar above the page
        self._ends.callback(self._screen.close)
        self._home = f"http://127.0.0.1:{(port := free_port())}"
        self._process = subprocess.Popen(
            [find(), f"--port={port}"],
            env={**os.environ, **QUICK, "DISPLAY": self._screen.display},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._ends.callback(self._end)
        try:
            self._begin(width, height)
        except BaseException:
            self._ends.close()
            raise

    def _begin(self, width: int, height: int) -> None:
        wait_until(self._listens, "WebKitWebDriver listens")
        # `none`: it does not wait for the page, and so can be listened to as soon as it is there.
        began = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {"pageLoadStrategy": "none"}}})
        self._home += f"/session/{began['sessionId']}"
        self._ends.callback(self._ask, "DELETE", "")
        self._ask("POST", "/timeouts", {"script": 600_000})  # each question has its own
        wait_until(lambda: self._sized(width, height), "the page has its size")

    def _sized(self, width: int, height: int) -> bool:
        """Whether the page is as large as asked; if not, its window, with the bar above, is asked to be so."""
        wide, high, self._bar = self.evaluate("() => [innerWidth, innerHeight, outerHeight - innerHeight]")
        if (wide, high) == (width, height):
            return True
        self._ask("POST", "/window/rect", {"width": width, "height": height + self._bar})
        return False

    def close(self) -> None:
        self._ends.close()

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)

    def errors(self) -> list[str]:
        return list(dict.fromkeys(self.evaluate("() => window.unfoldedErrors")))

    def pixels(self, x: int, y: int, width: int, height: int) -> np.ndarray:
        """As the screen shows it: the driver's own screenshot waits for ever where nothing moves, and draws anew."""
        return self._screen.pixels()[y + self._bar : y + self._bar + height, x : x + width].copy()

    def _go(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})
        wait_until(lambda: self._listening(url), f"WebKit comes to {url}", self.WAIT)

    def _listening(self, url: str) -> bool:
        try:
            return self.evaluate(_LISTEN, url)
        except AssertionError:  # the document before is just going
            return False

    def _forget(self) -> None:
        """Each document has its own list."""

    def _call(self, function: str, text: str, wait: float) -> str:
        script = f"const done = arguments[1]; ({function})(arguments[0]).then(done);"
        return self._ask("POST", "/execute/async", {"script": script, "args": [text]}, wait)

    def _perform(self, actions: dict) -> None:
        self._ask("POST", "/actions", {"actions": [actions]})

    def _listens(self) -> bool:
        try:
            return self._ask("GET", "/status")["ready"]
        except OSError:
            return False

    def _ask(self, method: str, path: str, body: dict | None = None, wait: float | None = None):
        """The value of the driver's answer; AssertionError with its words where it refuses."""
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self._home + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=wait or self.WAIT) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refusal:
            said = json.load(refusal)["value"]
            raise AssertionError(f"{method} {path}: {said['error']}, {said['message']}") from None
