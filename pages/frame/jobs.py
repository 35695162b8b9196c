"""Long work (training, 36 crops, many gradients) in slices: a generator that a page's fragment goes on reading.

There is no thread. A fragment that reruns itself reads the generator for some tenths of a second, draws, and comes
again; when the tab closes nobody comes, and the work has stopped. Who computes at once is counted for the whole
process: where it is busy, the next waits for a turn and is told so. Before a reader has begun a work, what was recorded
of it is shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import streamlit as st

from pages.frame.assets import LIMITS
from pages.frame.lesson import Lesson, Work, belongs
from pages.frame.state.session import key

SLICES = (0.06, 0.15, 0.5)  # seconds: at once something to see, then soon more, then little lost between slices
CLOCK = 0.1  # seconds after which a page asks for its next slice; asked for while one is going on, it follows at once
SENDING = 0.003  # seconds in which the server's loop sends what the last run drew, before this one computes
TURN = 1.0  # seconds that a place is kept while somebody waits for one
GONE = 4.0  # seconds after which somebody who no longer comes for a slice is taken to have left


class Slots:
    """Who computes now: at most `count` at once, in turns where others wait; whoever does not come again leaves."""

    def __init__(self, count: int, clock: Callable[[], float] = time.monotonic):
        self.count, self.clock, self.lock = count, clock, Lock()
        self.began: dict[Hashable, float] = {}  # who has a place: since when
        self.came: dict[Hashable, float] = {}  # who has one or waits for one, in the order of waiting: last seen

    def acquire(self, who: Hashable) -> bool:
        """Whether it is this one's turn; asked again before each slice."""
        with self.lock:
            now = self.clock()
            for other in [other for other, came in self.came.items() if now - came >= GONE]:
                self._forget(other)
            if who in self.began and now - self.began[who] >= TURN and len(self.came) > len(self.began):
                self._forget(who)  # to the end of the queue
            self.came[who] = now
            waiting = [other for other in self.came if other not in self.began]
            if who in waiting[: self.count - len(self.began)]:
                self.began[who] = now
            return who in self.began

    def release(self, who: Hashable) -> None:
        with self.lock:
            self._forget(who)

    def _forget(self, who: Hashable) -> None:
        self.came.pop(who, None)
        self.began.pop(who, None)


SLOTS = Slots(LIMITS["works_at_once"])


@dataclass
class Job:
    """One visitor's work under way: `state` is running, waiting (others have all places), stopped or done."""

    depends_on: Hashable  # what of the settings it was begun with
    steps: Iterator[Any]
    total: int
    records: list[Any] = field(default_factory=list)
    state: str = "running"
    abandoned: bool = False  # stopped because its page did not come for slices any more
    slices: int = 0  # had so far
    seconds: float = 0.0  # of computing, drawing not counted
    came: float = 0.0  # when its page last came for a slice
    slicing: Lock = field(default_factory=Lock)  # held by the run of the page that computes

    @property
    def active(self) -> bool:
        return self.state in ("running", "waiting")

    def advance(self) -> None:
        """One slice, unless another run of the page is computing one: Streamlit begins a run of the whole page in a
        thread of its own, and the run that it puts an end to first finishes its slice."""
        if self.slicing.acquire(blocking=False):
            try:
                self._slice()
            finally:
                self.slicing.release()

    def _slice(self) -> None:
        """So many records as come in a fraction of a second, if there is a place for it."""
        self.came = time.monotonic()
        self.state = "running" if SLOTS.acquire(id(self)) else "waiting"
        if self.state == "waiting":
            return
        time.sleep(SENDING)
        begin, length = time.monotonic(), SLICES[min(self.slices, len(SLICES) - 1)]
        self.slices += 1
        while self.state == "running" and (now := time.monotonic()) - begin < length:
            if self.exhausted(now - begin):
                self.state = "stopped"
                break
            try:
                self.records.append(next(self.steps))
            except StopIteration:
                self.state = "done"
        self.seconds += time.monotonic() - begin
        if self.state != "running":
            SLOTS.release(id(self))

    def exhausted(self, seconds: float = 0.0) -> bool:
        """Whether it has had all that one visitor's work may have, with these seconds of the slice that is going on."""
        return self.seconds + seconds >= LIMITS["work_seconds"] or len(self.records) >= LIMITS["work_records"]

    def stop(self) -> None:
        """Stand still. What was done while the press was on its way stays done."""
        if self.active:
            self.state = "stopped"
            SLOTS.release(id(self))

    def abandon(self) -> None:
        self.stop()
        self.abandoned = True

    def resume(self) -> None:
        self.state, self.came, self.abandoned = "running", time.monotonic(), False

    @property
    def told(self) -> str:
        """What its reader is told about it: the state, and of what is stopped why."""
        if self.state != "stopped":
            return self.state
        return "exhausted" if self.exhausted() else "abandoned" if self.abandoned else "stopped"


def find(address: str, work: Work, settings: Any) -> Job | None:
    """The visitor's job of this work, if it was begun with these settings."""
    job = st.session_state.get(key(address, f"work.{work.id}"))
    return job if job is not None and job.depends_on == work.depends_on(settings) else None


def start(address: str, work: Work, settings: Any) -> None:
    """Begin; what the visitor had before stands still, and the oldest of it is forgotten."""
    name, state = key(address, f"work.{work.id}"), st.session_state
    kept = [*(other for other in state.get("works", ()) if other != name), name]
    for other in kept:
        if other in state and state[other].active:
            state[other].stop()
    steps = work.begin(settings)
    state[name] = Job(work.depends_on(settings), steps, work.total(settings), came=time.monotonic())
    state["works"] = kept[-LIMITS["kept_works"] :]
    for other in kept[: -LIMITS["kept_works"]]:
        del state[other]


def records(address: str, works: tuple[Work, ...], settings: Any) -> Mapping[str, tuple]:
    """For each work that is shown with these settings, what it has given so far, else what was recorded of it."""
    there = {work: find(address, work, settings) for work in works if belongs(work, settings)}
    return {work.id: tuple(job.records) if job else work.recorded(settings) for work, job in there.items()}


@dataclass(frozen=True)
class Jobs:
    """The long work that a lesson shows with these settings."""

    lesson: Lesson
    settings: Any

    @property
    def works(self) -> tuple[Work, ...]:
        return tuple(work for work in self.lesson.works if belongs(work, self.settings))

    def _begun(self) -> Iterator[Job]:
        return filter(None, (find(self.lesson.address, work, self.settings) for work in self.works))

    @property
    def active(self) -> bool:
        """Whether any of them is running, or waiting for a place."""
        return any(job.active for job in self._begun())

    def stop_abandoned(self) -> None:
        """On a run of the whole page: work whose page nobody has looked at for a while stands still."""
        for job in self._begun():
            if job.active and time.monotonic() - job.came > GONE:
                job.abandon()

    def start_automatic(self) -> None:
        """Start what begins by itself, once for these settings, and let all that has just been started show something
        at once."""
        for work in self.works:
            if work.automatic and find(self.lesson.address, work, self.settings) is None:
                start(self.lesson.address, work, self.settings)
            job = find(self.lesson.address, work, self.settings)
            if job and job.state == "running" and not job.slices:
                job.advance()

    def advance(self) -> None:
        """One slice of whatever is going on; call it before the picture is drawn, or when all of a page is drawn."""
        for job in self._begun():
            if job.active:
                job.advance()
