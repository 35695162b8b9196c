"""Many students at once, and what it does to each: how long a change takes, whose picture they see."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.load.lessons import Moved, walk
from tests.load.student import Student

COME = 0.04  # seconds between two arrivals: a class does not open its laptops in the same millisecond


@dataclass(frozen=True)
class Crowd:
    """What a crowd went through: seconds of every change, bytes and the server's work a change, and what went wrong."""

    changes: list[float]
    bytes_a_change: float
    work_a_change: float  # seconds of the server's processor
    troubles: list[str]
    strangers: int  # pictures that were not what the student's own link shows


def percentile(seconds: list[float], share: float) -> float:
    """Seconds that this share of them stays within (nan of none)."""
    ordered = sorted(seconds)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


async def gather_crowd(
    url: str, page: str, moved: Moved, *, students: int, seconds: float, worked: Callable[[], float]
) -> Crowd:
    """`students` visitors of one page, each changing its control every `moved.every` seconds for `seconds`, once all
    are in; `worked` tells how many seconds the server's processor has worked.

    Each has a link of their own (seed). Afterwards some of the links are opened by one visitor alone, and
    what that one sees must be what the student saw last.
    """
    changes, troubles, seen, sent = [], [], [], []
    all_in, begin, work, there = asyncio.Event(), 0.0, 0.0, 0

    def one_more_is_in() -> None:
        """Opening the page is another matter than working on it: the lesson begins when everybody has arrived."""
        nonlocal begin, work, there
        there += 1
        if there == students:
            begin, work = time.perf_counter() + moved.every, worked()
            all_in.set()

    async def attend(number: int) -> None:
        await asyncio.sleep(number * COME)
        arrived = False
        try:
            async with Student(url, page, {**moved.query, "seed": number % 100} if page else {}) as student:
                await student.arrive()
                await student.keep_time()
                arrived = True
                one_more_is_in()
                await all_in.wait()
                walking = walk(moved, student.controls, number)
                due, end = begin + moved.every * (number / students), begin + seconds
                before, done = student.bytes, 0
                while due < end:
                    await asyncio.sleep(max(0.0, due - time.perf_counter()))
                    changes.append(await student.change(*next(walking)))
                    await student.keep_time()
                    due, done = due + moved.every, done + 1
                sent.append((student.bytes - before) / max(done, 1))
                seen.append((student.query, student.picture))
        except Exception as error:  # noqa: BLE001 a load test reports every failure and goes on
            troubles.append(f"student {number}: {type(error).__name__} {error}"[:200])
            if not arrived:
                one_more_is_in()

    await asyncio.gather(*(attend(number) for number in range(students)))
    work = worked() - work
    strangers = 0
    for query, picture in seen[:: max(1, len(seen) // 25)] if page else ():
        async with Student(url, page, dict(query)) as alone:
            await alone.arrive()
            await alone.keep_time()
            strangers += picture is None or alone.picture != picture
    return Crowd(changes, sum(sent) / max(len(sent), 1), work / max(len(changes), 1), troubles, strangers)


async def neighbour(url: str, moved: Moved, *, changes: int, every: float) -> list[float]:
    """Seconds that each change took of a visitor of the sliding filter."""
    async with Student(url, "sliding-filter") as student:
        await student.arrive()
        walking, took = walk(moved, student.controls, 0), []
        for _ in range(changes):
            await asyncio.sleep(every)
            took.append(await student.change(*next(walking)))
        return took


async def train_together(url: str, *, students: int, within: float) -> list[str]:
    """So many visitors begin a training of their own within some seconds; what went wrong with those not done."""

    async def attend(number: int) -> None:
        await asyncio.sleep(within * number / students)
        async with Student(url, "live-training", {"seed": number, "epochs": 3}) as student:
            await student.arrive()
            await student.change("start", True)
            await student.keep_time()
            assert student.picture[0]["live"] is False, "it stands still before it is done"

    ended = await asyncio.gather(*(attend(number) for number in range(students)), return_exceptions=True)
    return [f"{type(error).__name__} {error}"[:200] for error in ended if error is not None]


async def wear(url: str, page: str, moved: Moved, *, reruns: int, visits: int) -> None:
    """One visitor moves a control `reruns` times, then `visits` visitors come and go one after the other."""
    async with Student(url, page) as student:
        await student.arrive()
        walking = walk(moved, student.controls, 0)
        for _ in range(reruns):
            await student.change(*next(walking))
    for number in range(visits):
        async with Student(url, page, {"seed": number} if page else {}) as student:
            await student.arrive()
