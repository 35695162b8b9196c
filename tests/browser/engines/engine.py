"""What the tests ask of a browser that is not Chromium: one page, opened, read, pressed and dragged on."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from typing import Any

import numpy as np

Point = tuple[float, float]

# As the W3C's actions write the keys that are no signs.
KEYS = {
    "Enter": "\ue007",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}

# Text in, text out: the two protocols write values in ways of their own.
_ASKED = """async text => {
    try { return JSON.stringify({ value: await (%s)(JSON.parse(text)) ?? null }); }
    catch (error) { return JSON.stringify({ error: String(error) }); }
}"""

# Looked at once a frame, as playwright does.
_TRUE_IN_TIME = """async ([arg, timeout]) => {
    const end = performance.now() + timeout, wanted = %s;
    for (;;) {
        if (await wanted(arg)) return true;
        if (performance.now() > end) return false;
        await new Promise(requestAnimationFrame);
    }
}"""


class Engine(ABC):
    """A browser's one page. What playwright's page has too bears the same name, so that `read.py` reads either."""

    WAIT = 30  # seconds for an answer of the browser's, beyond what a script itself may take

    def open(self, url: str) -> None:
        """Another document; what was wrong with the one before is forgotten, what its end brings too."""
        self._go("about:blank")
        self._forget()
        self._go(url)

    @property
    def url(self) -> str:
        return self.evaluate("() => location.href")

    def evaluate(self, script: str, arg: Any = None) -> Any:
        """What a function, written in JavaScript, returns or promises; AssertionError where it throws."""
        return self._asked(script, arg, self.WAIT)

    def wait_for_function(self, script: str, arg: Any = None, timeout: float = 20_000) -> None:
        """Wait until the function returns something true; AssertionError after so many milliseconds."""
        came = self._asked(_TRUE_IN_TIME % script, [arg, timeout], self.WAIT + timeout / 1000)
        assert came, f"not within {timeout:.0f} ms: {script} of {arg!r}"

    def _asked(self, script: str, arg: Any, wait: float) -> Any:
        answer = json.loads(self._call(_ASKED % script, json.dumps(arg), wait))
        assert "error" not in answer, f"{answer['error']} in {script}"
        return answer["value"]

    def press(self, *keys: str) -> None:
        """Keys one after the other, by playwright's names, wherever the focus is."""
        strokes = [
            {"type": kind, "value": KEYS.get(key, key)}  # a sign is its own name
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})

    def move(self, to: Point) -> None:
        """The pointer goes there, pressed or not."""
        self._point({"type": "pointerMove", "x": round(to[0]), "y": round(to[1])})

    def down(self) -> None:
        self._point({"type": "pointerDown", "button": 0})

    def up(self) -> None:
        self._point({"type": "pointerUp", "button": 0})

    def click(self, at: Point) -> None:
        self.move(at)
        self.down()
        self.up()

    def _point(self, action: dict) -> None:
        mouse = {"pointerType": "mouse"}
        self._perform({"type": "pointer", "id": "mouse", "parameters": mouse, "actions": [action]})

    @abstractmethod
    def errors(self) -> list[str]:
        """What this document has complained about so far."""

    @abstractmethod
    def pixels(self, x: int, y: int, width: int, height: int) -> np.ndarray:
        """(height, width, 3): the colours of a part of what is seen of the page just now."""

    @abstractmethod
    def close(self) -> None:
        """End the browser, and whatever was started for it."""

    @abstractmethod
    def _go(self, url: str) -> None: ...

    @abstractmethod
    def _forget(self) -> None: ...

    @abstractmethod
    def _call(self, function: str, text: str, wait: float) -> str: ...

    @abstractmethod
    def _perform(self, actions: dict) -> None: ...
