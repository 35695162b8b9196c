"""`make load`: whole classes in one process of the course, and single visitors who try what they can on the others.

A class in the first lesson beside the same class in an empty app; a class in each other lesson, moving a control of
its own; forty trainings; mischief; memory. Prints a table with the limits beside the numbers; the exit status says
whether they were kept.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.browser.server import ROOT, running
from tests.load.crowd import Crowd, gather_crowd, neighbour, percentile, train_together, wear
from tests.load.lessons import LESSONS, Moved
from tests.load.mischief import MISCHIEF, going_on

EMPTY = "import streamlit as st\n\nst.slider('W', 3, 64, 7, key='W')\n"
FIRST = "sliding-filter"
SLOWEST = 0.5  # seconds that 95 % of all changes have to stay within
GROWTH = 10.0  # MB after 5,000 reruns and 500 visits
WARM_VISITS = 150  # more than Streamlit keeps of visitors who left: its own store is full before we weigh
TRAINING, WITHIN = 40, 10.0  # visitors who begin a training, in so many seconds
SLOWER = 3.0  # how many times as long another's change may take while one visitor makes mischief
TAKEN = 150.0  # MB that the mischief may take, and that are there again when it is over
FORGET = 5  # seconds that a visitor who left is remembered here; in the course two minutes, too long to wait for
LEFT = 15.0  # seconds after which whoever left is forgotten


def empty_app(folder: Path) -> Path:
    """The least Streamlit app that has a slider, with the course's configuration."""
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit/config.toml", folder / ".streamlit/config.toml")
    (folder / "app.py").write_text(EMPTY, encoding="utf-8")
    return folder / "app.py"


def resident(pid: int, peak: bool = False) -> float:
    """Memory of a process in MB, now or at the most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:" if peak else "VmRSS:")[1].split()[0]) / 1000


def worked(pid: int) -> float:
    """Seconds that the processor has worked for a process, all its threads together."""
    user, system = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def say_row(name: str, value: str, limit: str = "", kept: bool = True) -> bool:
    print(f"{name:<62} {value:>12}   {limit:<12} {'' if kept else 'TOO MUCH'}".rstrip(), flush=True)
    return kept


def say_slowest(name: str, seconds: float, limit: float = SLOWEST) -> bool:
    return say_row(f"{name}: p95", f"{seconds * 1000:.0f} ms", f"< {limit * 1000:.0f} ms", seconds < limit)


def say_troubles(name: str, troubles: list[str]) -> bool:
    kept = say_row(f"{name}: students in trouble", f"{len(troubles)}", "0", not troubles)
    for trouble in troubles[:3]:
        print("   ", trouble)
    return kept


def load(options: argparse.Namespace) -> bool:
    """A class in the empty app and in the lessons."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        apps = {"": (empty_app(Path(folder)), LESSONS[FIRST])}
        apps |= {page: (ROOT / "app.py", moved) for page, moved in LESSONS.items() if options.page in ("", page)}
        for page, (app, moved) in apps.items():
            with running(app, UNFOLDED_SESSIONS="10000") as server:
                work = partial(worked, server.process.pid)
                numbers = {"students": options.students, "seconds": options.seconds, "worked": work}
                crowd = asyncio.run(gather_crowd(server.url, page, moved, **numbers))
            kept &= report(page, moved, crowd)
    return kept


def report(page: str, moved: Moved, crowd: Crowd) -> bool:
    """The numbers of one crowd; the empty app's are there to compare with and have no limits."""
    name = page or "empty app"
    middle, slow = (percentile(crowd.changes, share) for share in (0.5, 0.95))
    say_row(f"{name}: changes, one each {moved.every:g} s", f"{len(crowd.changes):,}")
    say_row(f"{name}: bytes a change", f"{crowd.bytes_a_change:,.0f}")
    say_row(f"{name}: the server's work a change", f"{crowd.work_a_change * 1000:.1f} ms")
    say_row(f"{name}: p50", f"{middle * 1000:.0f} ms")
    if not page:
        say_row(f"{name}: p95", f"{slow * 1000:.0f} ms")
        return True
    kept = say_slowest(name, slow)
    kept &= say_row(f"{name}: pictures of somebody else", f"{crowd.strangers}", "0", crowd.strangers == 0)
    return say_troubles(name, crowd.troubles) & kept


def training(options: argparse.Namespace) -> bool:
    """A class that trains, and somebody on another page meanwhile."""

    async def both(url: str):
        changing = neighbour(url, LESSONS[FIRST], changes=int(options.seconds / 0.25), every=0.25)
        return await asyncio.gather(changing, train_together(url, students=TRAINING, within=WITHIN))

    with running(ROOT / "app.py") as server:
        took, troubles = asyncio.run(both(server.url))
    name = f"{TRAINING} begin a training within {WITHIN:.0f} s"
    kept = say_slowest(f"{name}, another's slider", percentile(took, 0.95))
    return say_troubles(name, troubles) & kept


def mischief(options: argparse.Namespace) -> bool:
    """What one visitor's mischief does to another's slider and to the server's memory."""
    kept, changes = True, int(options.seconds / 0.25)

    def p95(url: str) -> float:
        return percentile(asyncio.run(neighbour(url, LESSONS[FIRST], changes=changes, every=0.25)), 0.95)

    for name in (name for name in MISCHIEF if options.mischief in name):
        with running(ROOT / "app.py", STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(FORGET)) as server:
            alone = p95(server.url)
            before = resident(server.process.pid)
            with going_on(name, server.url):
                beside = p95(server.url)
            most = resident(server.process.pid, peak=True) - before
            time.sleep(LEFT)
            after = resident(server.process.pid) - before
        times = beside / alone
        one = f"one {name}"
        say_row(f"{one}: p95 alone, beside", f"{alone * 1000:.0f}, {beside * 1000:.0f} ms")
        kept &= say_row(f"{one}: another's slider", f"{times:.1f} x", f"<= {SLOWER:g} x", times <= SLOWER)
        kept &= say_row(f"{one}: memory", f"{most:.0f} MB", f"<= {TAKEN:.0f} MB", most <= TAKEN)
        kept &= say_row(f"{one}: memory kept", f"{after:.0f} MB", f"<= {TAKEN / 3:.0f} MB", after <= TAKEN / 3)
    return kept


def memory(options: argparse.Namespace) -> bool:
    """What the process keeps of reruns and of visits."""
    page = options.page or FIRST
    with running(ROOT / "app.py", UNFOLDED_SESSIONS="10000") as server:
        weigh = partial(wear, server.url, page, LESSONS[page])
        asyncio.run(weigh(reruns=options.reruns // 10, visits=WARM_VISITS))
        before = resident(server.process.pid)
        asyncio.run(weigh(reruns=options.reruns, visits=options.visits))
        growth = resident(server.process.pid) - before
    name = f"memory: {before:.0f} MB, grown by, {options.reruns} reruns + {options.visits} visits"
    return say_row(name, f"{growth:.1f} MB", f"< {GROWTH:.0f} MB", growth < GROWTH)


PARTS = {"load": load, "training": training, "mischief": mischief, "memory": memory}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--page", default="", choices=("", *LESSONS), help="one lesson alone; all of them otherwise")
    parser.add_argument("--reruns", type=int, default=5000)
    parser.add_argument("--visits", type=int, default=500)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--mischief", default="", help="words of one mischief alone")
    options = parser.parse_args()
    print(f"{options.students} students, {options.seconds:g} s long, {os.cpu_count()} cores shared with the students\n")
    kept = [part(options) for name, part in PARTS.items() if options.only in (None, name)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
