"""Firefox without a window, spoken to by WebDriver BiDi: messages on a web socket of its own, no driver between."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from base64 import b64decode
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from PIL import Image
from websockets.sync.client import connect

from tests.browser.engines.engine import Engine
from tests.browser.read import AWAIT_ANSWERS
from tests.browser.server import wait_until

NAMES = ("firefox-esr", "firefox")


def find() -> str | None:
    """Path of a Firefox, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox(Engine):
    name = "firefox"

    def __init__(self, width: int = 1280, height: int = 800):
        self._sent = 0
        self._found: list[str] = []
        self._ends = ExitStack()
        profile = Path(
            self._ends.enter_context(tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True))
        )
        self._process = subprocess.Popen(
            [find(), "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._ends.callback(self._end)
        try:
            self._begin(profile / "WebDriverBiDiServer.json", width, height)
        except BaseException:
            self._ends.close()
            raise

    def _begin(self, told: Path, width: int, height: int) -> None:
        """Firefox tells its port in its profile once it listens."""
        wait_until(lambda: told.exists() and told.read_text().endswith("}"), "Firefox listens")
        where = json.loads(told.read_text())
        # It answers no pings, and a picture may be larger than a message usually is.
        address = f"ws://{where['ws_host']}:{where['ws_port']}/session"
        self._socket = self._ends.enter_context(connect(address, proxy=None, ping_interval=None, max_size=None))
        self._ask("session.new", capabilities={})
        # The window that it begins with never has the focus, and without it the space bar presses nothing.
        self._page = self._ask("browsingContext.create", type="window")["context"]
        self._ask("browsingContext.setViewport", context=self._page, viewport={"width": width, "height": height})
        self._ask("script.addPreloadScript", functionDeclaration=f"() => {AWAIT_ANSWERS}")
        self._ask("session.subscribe", events=["log.entryAdded"])

    def close(self) -> None:
        self._ask("browser.close")
        self._ends.close()

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def errors(self) -> list[str]:
        self._ask("session.status")  # what was said before this answer has been heard by now
        return list(dict.fromkeys(self._found))

    def pixels(self, x: int, y: int, width: int, height: int) -> np.ndarray:
        clip = {"type": "box", "x": x, "y": y, "width": width, "height": height}
        picture = self._ask("browsingContext.captureScreenshot", context=self._page, clip=clip)["data"]
        return np.asarray(Image.open(io.BytesIO(b64decode(picture))).convert("RGB"))

    def _go(self, url: str) -> None:
        """The document is asked whether it is there: on a busy machine Firefox now and then never tells that it is."""
        self._ask("browsingContext.navigate", context=self._page, url=url, wait="none")
        wait_until(lambda: self._is_there(url), f"Firefox opens {url}", self.WAIT)

    def _is_there(self, url: str) -> bool:
        blank, loading = "location.href === 'about:blank'", "document.readyState === 'loading'"
        there = blank if url == "about:blank" else f"!({blank} || {loading})"
        try:
            return self.evaluate(f"() => {there}")
        except AssertionError:  # the document before was asked, and has just gone
            return False

    def _forget(self) -> None:
        self._found.clear()

    def _call(self, function: str, text: str, wait: float) -> str:
        answer = self._ask(
            "script.callFunction",
            seconds=wait,
            functionDeclaration=function,
            arguments=[{"type": "string", "value": text}],
            target={"context": self._page},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return answer["result"]["value"]

    def _perform(self, actions: dict) -> None:
        self._ask("input.performActions", context=self._page, actions=[actions])

    def _ask(self, method: str, *, seconds: float | None = None, **params) -> dict:
        """The answer to one command; what the browser tells meanwhile is noted."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=seconds or self.WAIT))
            if message.get("id") == self._sent:
                assert message["type"] == "success", f"{method}: {message.get('message')}"
                return message["result"]
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self._found.append(f"{message['params']['type']}: {message['params']['text']}")
