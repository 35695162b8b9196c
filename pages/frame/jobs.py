"""Long work (training, 36 crops, many gradients) in slices: a generator that a page's fragment goes on reading.

There is no thread. A fragment that reruns itself reads the generator for some tenths of a second, draws, and comes
again; when the tab closes nobody comes, and the work has stopped. Who computes at once is counted for the whole
process: where it is busy, the next waits and is told so. Work that begins by itself may be `Shared`: a class that opens
one link has it computed once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from typing import Any

import streamlit as st

from pages.frame.assets import LIMITS
from pages.frame.state.link import key
from pages.frame.text.texts import Say

SLICES = (0.06, 0.15, 0.45)  # seconds: at once something to see, then soon more, then little lost between slices
EVERY = 0.1  # seconds after which a page asks for its next slice; asked for while one is going on, it follows at once
SENDING = 0.003  # seconds in which the server's loop sends what the last run drew, before this one computes
GONE = 4.0  # seconds after which somebody who no longer comes for a slice is taken to have left


@dataclass(frozen=True)
class Work:
    """What a lesson can set going. Each record the generator yields is one step; the picture is drawn with all."""

    id: str
    begin: Callable[[Any], Iterator[Any]]  # settings -> the generator
    depends: Callable[[Any], Hashable]  # what of the settings it depends on: other values, other work
    total: Callable[[Any], int]  # how many records there will be, for the bar
    parts: tuple[str, ...] = ()  # of a lesson in parts, those that show it; empty: all
    auto: bool = False  # it begins by itself where it is shown
    met: Callable[[Any], Shared] | None = None  # how it then begins, where others may have come to the same before


class Shared:
    """A generator's records, each computed once, by the first of its readers who comes to it."""

    def __init__(self, steps: Iterator[Any]):
        self.steps, self.records, self.seconds, self.lock = steps, [], 0.0, Lock()

    def __iter__(self) -> Iterator[Any]:
        for n in count():
            with self.lock:
                if n == len(self.records):
                    begin = time.monotonic()
                    try:
                        self.records.append(next(self.steps))
                    except StopIteration:
                        return
                    self.seconds += time.monotonic() - begin
            yield self.records[n]


@dataclass
class Job:
    """One visitor's work under way: `state` is running, waiting (others have all places), stopped or done."""

    of: Hashable
    steps: Iterator[Any]
    total: int
    records: list[Any] = field(default_factory=list)
    state: str = "running"
    slices: int = 0  # had so far
    seconds: float = 0.0  # of computing, drawing not counted
    came: float = 0.0  # when its page last came for a slice
    shared: Shared | None = None  # where others may have computed it


class Slots:
    """Who computes now: at most `count` at once; whoever does not come again gives the place up."""

    def __init__(self, count: int, clock: Callable[[], float] = time.monotonic):
        self.count, self.clock, self.taken = count, clock, {}

    def take(self, who: Hashable) -> bool:
        """Whether there is a place; asked again before each slice."""
        now = self.clock()
        self.taken = {other: came for other, came in self.taken.items() if now - came < GONE}
        if who in self.taken or len(self.taken) < self.count:
            self.taken[who] = now
            return True
        return False

    def leave(self, who: Hashable) -> None:
        self.taken.pop(who, None)


SLOTS = Slots(LIMITS["works_at_once"])


def job(address: str, work: Work, settings: Any) -> Job | None:
    """The visitor's job of this work, if it was begun with these settings."""
    found = st.session_state.get(key(address, f"work.{work.id}"))
    return found if found is not None and found.of == work.depends(settings) else None


def records(address: str, works: tuple[Work, ...], settings: Any) -> Mapping[str, tuple]:
    """For each work, what it has given so far for these settings."""
    jobs = {work.id: job(address, work, settings) for work in works}
    return {name: tuple(found.records) if found else () for name, found in jobs.items()}


def begin(address: str, works: tuple[Work, ...], settings: Any) -> None:
    """Start what begins by itself, once for these settings, and let all that has just been started show something at
    once; `works` are those that are shown."""
    for work in works:
        if work.auto and job(address, work, settings) is None:
            _start(address, work, settings, work.met and work.met(settings))
        found = job(address, work, settings)
        if found and found.state == "running" and not found.slices:
            _slice(found)


def going(address: str, works: tuple[Work, ...], settings: Any) -> bool:
    """Whether any of them is running, or waiting for a place."""
    jobs = (job(address, work, settings) for work in works)
    return any(found is not None and found.state in ("running", "waiting") for found in jobs)


def rest(address: str, works: tuple[Work, ...], settings: Any) -> None:
    """On a run of the whole page: work whose page nobody has looked at for a while stands still."""
    for work in works:
        found = job(address, work, settings)
        if found and found.state in ("running", "waiting") and time.monotonic() - found.came > GONE:
            _stop(found)


def advance(address: str, works: tuple[Work, ...], settings: Any) -> None:
    """One slice of whatever is going on; call it before the picture is drawn, or when all of a page is drawn."""
    for work in works:
        found = job(address, work, settings)
        if found and found.state in ("running", "waiting"):
            _slice(found)


def _slice(found: Job) -> None:
    found.came = time.monotonic()
    found.state = "running" if SLOTS.take(id(found)) else "waiting"
    if found.state == "waiting":
        return
    time.sleep(SENDING)
    begin, length = time.monotonic(), SLICES[min(found.slices, len(SLICES) - 1)]
    found.slices += 1
    while (now := time.monotonic()) - begin < length:
        if _spent(found, now - begin):
            found.state = "stopped"
            break
        try:
            found.records.append(next(found.steps))
        except StopIteration:
            found.state = "done"
            break
    found.seconds += time.monotonic() - begin
    if found.state != "running":
        SLOTS.leave(id(found))


def _start(address: str, work: Work, settings: Any, shared: Shared | None = None) -> None:
    """Begin; what the visitor had before stands still, and the oldest of it is forgotten."""
    name, state = key(address, f"work.{work.id}"), st.session_state
    kept = [*(other for other in state.get("works", ()) if other != name), name]
    for other in kept:
        if other in state and state[other].state in ("running", "waiting"):
            _stop(state[other])
    steps = iter(shared) if shared else work.begin(settings)
    state[name] = Job(work.depends(settings), steps, work.total(settings), came=time.monotonic(), shared=shared)
    state["works"] = kept[-LIMITS["kept_works"] :]
    for other in kept[: -LIMITS["kept_works"]]:
        del state[other]


def _stop(found: Job) -> None:
    found.state = "stopped"
    SLOTS.leave(id(found))


def _go_on(found: Job) -> None:
    found.state, found.came = "running", time.monotonic()


def buttons(address: str, work: Work, settings: Any, say: Say) -> None:
    """Start, or stop, go on and begin anew; how far it has come; that it has to wait."""
    found, name = job(address, work, settings), key(address, f"work.{work.id}")
    state = found.state if found else "new"
    with st.container(key=f"work-{work.id}", horizontal=True):
        if state in ("running", "waiting"):
            st.button(say("work_stop"), key=f"{name}.stop", on_click=_stop, args=(found,))
        elif state == "stopped" and not _spent(found):
            st.button(say("work_on"), key=f"{name}.on", on_click=_go_on, args=(found,), type="primary")
        if state not in ("running", "waiting"):
            again = say(f"work_again_{work.id}") if say.knows(f"work_again_{work.id}") else say("work_again")
            label = say(f"work_start_{work.id}") if state == "new" else again
            look = "primary" if state == "new" else "secondary"
            st.button(label, key=f"{name}.start", on_click=_start, args=(address, work, settings), type=look)
        if found:
            st.progress(min(len(found.records) / max(found.total, 1), 1.0), say(f"work_{state}", **_progress(found)))


def _spent(found: Job, seconds: float = 0.0) -> bool:
    """Whether it has had all that one visitor's work may have, with these seconds of the slice that is going on."""
    return found.seconds + seconds >= LIMITS["work_seconds"] or len(found.records) >= LIMITS["work_records"]


def _progress(found: Job) -> dict[str, Any]:
    seconds = found.shared.seconds if found.shared else found.seconds  # what it took, whoever was there
    share = 100 * len(found.records) // max(found.total, 1)  # not steps: an epoch's end is a record too
    return {"share": share, "seconds": seconds, "most": LIMITS["work_seconds"]}
