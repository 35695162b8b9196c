"""Many students at once, and what it does to each: how long a change takes, whose picture they see."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.load.student import Student, wandering

WIDTHS = range(5, 13)  # what the students try W at


@dataclass(frozen=True)
class Crowd:
    """What a crowd went through: seconds of every change, bytes and the server's work a change, and what went wrong."""

    changes: list[float]
    arrivals: list[float]
    bytes_a_change: float
    work_a_change: float  # seconds of the server's processor
    troubles: list[str]
    strangers: int  # pictures that were not what the student's own link shows

    def percentile(self, share: float) -> float:
        """Seconds that this share of all changes stays within (nan when there were none)."""
        ordered = sorted(self.changes)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


async def gather_crowd(
    url: str, page: str, *, students: int, seconds: float, every: float, worked: Callable[[], float]
) -> Crowd:
    """`students` visitors of one page, each changing W every `every` seconds for `seconds`, once all are in; `worked`
    tells how many seconds the server's processor has worked.

    Each has a link of their own (seed). Afterwards some of the links are opened by one visitor alone, and
    what that one sees must be what the student saw last.
    """
    changes, arrivals, troubles, seen, sent = [], [], [], {}, []
    all_in, begin, work = asyncio.Event(), 0.0, 0.0

    def one_more_is_in() -> None:
        """Opening the page is another matter than working on it: the lesson begins when everybody has arrived."""
        nonlocal begin, work
        if len(arrivals) + len(troubles) == students:
            begin, work = time.perf_counter() + every, worked()
            all_in.set()

    async def attend(number: int) -> None:
        await asyncio.sleep(number * 0.04)  # a class does not open its laptops in the same millisecond
        try:
            async with Student(url, page, {"seed": number} if page else {}) as student:
                arrivals.append(await student.arrive())
                one_more_is_in()
                await all_in.wait()
                walk = wandering(WIDTHS, number)
                due, end = begin + every * (number / students), begin + seconds
                before = student.bytes
                done = 0
                while due < end:
                    await asyncio.sleep(max(0.0, due - time.perf_counter()))
                    changes.append(await student.move("W", next(walk)))
                    due, done = due + every, done + 1
                sent.append((student.bytes - before) / max(done, 1))
                seen[number] = (student.query, student.picture)
        except Exception as error:  # noqa: BLE001 a load test reports every failure and goes on
            troubles.append(f"student {number}: {type(error).__name__} {error}"[:200])
            one_more_is_in()

    await asyncio.gather(*(attend(number) for number in range(students)))
    work = worked() - work
    strangers = 0
    for query, picture in list(seen.values())[:: max(1, len(seen) // 25)] if page else ():
        async with Student(url, page, dict(query)) as alone:
            await alone.arrive()
            strangers += picture is None or alone.picture != picture
    return Crowd(changes, arrivals, sum(sent) / max(len(sent), 1), work / max(len(changes), 1), troubles, strangers)


async def wear(url: str, page: str, *, reruns: int, visits: int) -> None:
    """One visitor moves W `reruns` times, then `visits` visitors come and go one after the other."""
    async with Student(url, page) as student:
        await student.arrive()
        walk = wandering(WIDTHS, 0)
        for _ in range(reruns):
            await student.move("W", next(walk))
    for number in range(visits):
        async with Student(url, page, {"seed": number} if page else {}) as student:
            await student.arrive()
