"""`make load`: a class in one process of the course against the same class in an empty app, then its memory.

Prints a table with the limits beside the numbers; the exit status says whether they were kept.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.browser.server import ROOT, running
from tests.load.crowd import Crowd, gather_crowd, wear

EMPTY = "import streamlit as st\n\nst.slider('W', 3, 64, 7, key='W')\n"
SLOWEST = 0.5  # seconds that 95 % of all changes have to stay within
GROWTH = 10.0  # MB after 5,000 reruns and 500 visits
WARM_VISITS = 150  # more than Streamlit keeps of visitors who left: its own store is full before we weigh


def empty_app(folder: Path) -> Path:
    """The least Streamlit app that has a slider, with the course's configuration."""
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit/config.toml", folder / ".streamlit/config.toml")
    (folder / "app.py").write_text(EMPTY, encoding="utf-8")
    return folder / "app.py"


def resident(pid: int) -> float:
    """Memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def worked(pid: int) -> float:
    """Seconds that the processor has worked for a process, all its threads together."""
    user, system = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def say_row(name: str, value: str, limit: str = "", kept: bool = True) -> bool:
    print(f"{name:<52} {value:>16}   {limit:<16} {'' if kept else 'TOO MUCH'}".rstrip(), flush=True)
    return kept


def load(options: argparse.Namespace) -> bool:
    """The class in the empty app and in the lesson, in the same run."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        apps = {"empty app": (empty_app(Path(folder)), ""), options.page: (ROOT / "app.py", options.page)}
        for name, (app, page) in apps.items():
            with running(app, UNFOLDED_SESSIONS="10000") as server:
                crowd = asyncio.run(
                    gather_crowd(
                        server.url,
                        page,
                        students=options.students,
                        seconds=options.seconds,
                        every=options.every,
                        worked=partial(worked, server.process.pid),
                    )
                )
            kept &= report(name, crowd, judged=bool(page))
    return kept


def report(name: str, crowd: Crowd, judged: bool) -> bool:
    """The numbers of one crowd; the empty app's are there to compare with and have no limits."""
    middle, slow = (crowd.percentile(share) for share in (0.5, 0.95))
    lost, strangers = len(crowd.troubles), crowd.strangers
    say_row(f"{name}: changes", f"{len(crowd.changes):,}")
    say_row(f"{name}: bytes a change", f"{crowd.bytes_a_change:,.0f}")
    say_row(f"{name}: the server's work a change", f"{crowd.work_a_change * 1000:.1f} ms")
    say_row(f"{name}: p50", f"{middle * 1000:.0f} ms")
    if not judged:
        say_row(f"{name}: p95", f"{slow * 1000:.0f} ms")
        return True
    kept = say_row(f"{name}: p95", f"{slow * 1000:.0f} ms", f"< {SLOWEST * 1000:.0f} ms", slow < SLOWEST)
    kept &= say_row(f"{name}: pictures of somebody else", f"{strangers}", "0", strangers == 0)
    kept &= say_row(f"{name}: students in trouble", f"{lost}", "0", lost == 0)
    for trouble in crowd.troubles[:3]:
        print("   ", trouble)
    return kept


def memory(options: argparse.Namespace) -> bool:
    """What the process keeps of reruns and of visits."""
    with running(ROOT / "app.py", UNFOLDED_SESSIONS="10000") as server:
        asyncio.run(wear(server.url, options.page, reruns=options.reruns // 10, visits=WARM_VISITS))
        before = resident(server.process.pid)
        asyncio.run(wear(server.url, options.page, reruns=options.reruns, visits=options.visits))
        growth = resident(server.process.pid) - before
    name = f"memory: {before:.0f} MB, grown by, {options.reruns} reruns + {options.visits} visits"
    return say_row(name, f"{growth:.1f} MB", f"< {GROWTH:.0f} MB", growth < GROWTH)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--every", type=float, default=2.0, help="seconds between the changes of one student")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--page", default="sliding-filter")
    parser.add_argument("--reruns", type=int, default=5000)
    parser.add_argument("--visits", type=int, default=500)
    parser.add_argument("--only", choices=("load", "memory"))
    options = parser.parse_args()
    print(
        f"{options.students} students, one change each {options.every:g} s, {options.seconds:g} s long, "
        f"{os.cpu_count()} cores shared with the students\n"
    )
    kept = True
    if options.only != "memory":
        kept &= load(options)
    if options.only != "load":
        kept &= memory(options)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
