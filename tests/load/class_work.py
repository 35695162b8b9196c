"""`make load-class`: a teacher and a whole class of scripted students in one room, one process or several behind nginx.

All come in, a question is asked, all vote (some twice), the answer is shown. Prints how long it took everybody to see
each of it; the exit status says whether every vote was counted once, and seen within two seconds.
"""

import argparse
import asyncio
import json
import os
import re
import sys
import tempfile
import time
from hashlib import md5
from pathlib import Path

import numpy as np

from pages.classroom.store import polls, rooms
from tests.browser.server import ROOT, running
from tests.load.__main__ import say_row, say_slowest
from tests.load.crowd import percentile
from tests.load.student import Student

SEEN = 2.0  # seconds within which 95 % see what is new
COME = 0.04  # seconds between two arrivals
VOTING = 10.0  # seconds in which all have voted once
CHOICES = 4


class InClass(Student):
    """A student or the teacher in a room: looks at it as often as the page asks to, and keeps what was read last."""

    def __init__(self, url: str, room: str, number: int | None = None, **query: str):
        super().__init__(url, "class", {"room": room, "lang": "en", **query})
        self.told = None if number is None else json.dumps({"mark": md5(b"%d" % number).hexdigest(), "ticks": "{}"})
        self.listener = ""
        self.texts: dict[str, float] = {}  # what was read, and when first

    def asking(self, **more):
        message = super().asking(**more)
        if self.listener and self.told:
            states = message.rerun_script.widget_states.widgets
            states.add(id=self.listener, json_value=json.dumps({"browser": self.told}))
        return message

    def _see(self, delta) -> None:
        super()._see(delta)
        kind = delta.new_element.WhichOneof("type")
        if kind == "markdown":
            self.texts.setdefault(delta.new_element.markdown.body, time.perf_counter())
        elif kind == "bidi_component" and delta.new_element.bidi_component.component_name == "unfolded_class":
            self.listener = delta.new_element.bidi_component.id

    async def look(self) -> None:
        """Wait as a browser does, and run the part of the page that looks at the room."""
        fragment, interval = next(iter(self.clocks.items()))
        await asyncio.sleep(interval)
        await self._run({"fragment_id": fragment, "is_auto_rerun": True})

    async def until(self, pattern: str, patience: float = 60.0) -> float:
        """When a text was first read in which this is found."""
        end = time.perf_counter() + patience
        while not (found := [when for text, when in self.texts.items() if re.search(pattern, text)]):
            assert time.perf_counter() < end, f"nobody said {pattern}"
            await self.look()
        return min(found)


async def lesson(url: str, room: str, secret: str, students: int) -> dict[str, list[float]]:
    """Seconds of each thing that was waited for."""
    took: dict[str, list[float]] = {"coming in": [], "the question seen": [], "a vote told": [], "the answer seen": []}
    moments: dict[str, float] = {}
    everybody, all_once, all_done = asyncio.Event(), asyncio.Event(), asyncio.Event()
    there, voted, done = 0, 0, 0
    rng = np.random.default_rng(200)
    choices = rng.integers(0, CHOICES, (students, 2)).tolist()

    async def attend(number: int) -> None:
        nonlocal there, voted, done
        await asyncio.sleep(number * COME)
        started = time.perf_counter()
        async with InClass(url, room, number) as me:
            await me.arrive()
            await me.arrive()  # the browser tells its mark
            await me.change("join-it", True)
            took["coming in"].append(time.perf_counter() - started)
            there += 1
            if there == students:
                everybody.set()
            while "vote" not in me.controls:
                await me.look()
            took["the question seen"].append(time.perf_counter() - moments["asked"])
            values = me.controls["vote"].values
            pause = VOTING * rng.random()
            for choice in choices[number][: 1 + number % 2]:
                end = time.perf_counter() + pause
                while time.perf_counter() < end:
                    await me.look()
                took["a vote told"].append(await me.change("vote", values[choice]))
                if pause != 1.0:
                    voted, pause = voted + 1, 1.0
                if voted == students and not all_once.is_set():
                    moments["voted"] = time.perf_counter()
                    all_once.set()
            done += 1
            if done == students:
                all_done.set()
            took["the answer seen"].append(await me.until('class="spread"') - moments["shown"])

    async def teach() -> None:
        async with InClass(url, room, desk=secret) as teacher:
            await teacher.arrive()
            await everybody.wait()
            moments["asked"] = time.perf_counter()
            await teacher.change("ask", True)
            await teacher.change("spread", True)
            seen = await teacher.until(f"{students} of {students} have voted")
            await all_once.wait()
            took["all votes seen by the teacher"] = [max(0.0, seen - moments["voted"])]
            await all_done.wait()
            moments["shown"] = time.perf_counter()
            await teacher.change("reveal", True)

    await asyncio.gather(teach(), *(attend(number) for number in range(students)))
    expected = [0] * CHOICES
    for number, cast in enumerate(choices):
        expected[cast[number % 2]] += 1
    counts = list(polls.look(room).counts)
    assert counts == expected, f"{counts} were counted, {expected} were cast"
    return took


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load.class_work", description=__doc__)
    parser.add_argument("--students", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("UNFOLDED_DATABASE", str(Path(folder) / "class.sqlite"))
        room, secret = rooms.open_room()
        with running(ROOT / "app.py", UNFOLDED_SESSIONS="10000") as server:
            took = asyncio.run(lesson(server.url, room, secret, options.students))
    kept = True
    for what, seconds in took.items():
        if what == "coming in":
            say_row(f"{what}: p95", f"{percentile(seconds, 0.95) * 1000:.0f} ms")
        else:
            kept &= say_slowest(what, percentile(seconds, 0.95), SEEN)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
