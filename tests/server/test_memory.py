"""Threads share their heaps, where the C library can be told so."""

import asyncio
import subprocess
import sys

import pytest

from pages.server import memory
from tests.browser.server import ROOT
from tests.server.outcome import outcome

THREADS = """
import ctypes, sys, threading
sys.path.insert(0, {root!r})
from pages.server import memory
if sys.argv[1:] == ["shared"]:
    memory.share_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
barrier, at = threading.Barrier(8), []
def take():
    barrier.wait()
    at.append(libc.malloc(1000))
    barrier.wait()
threads = [threading.Thread(target=take) for _ in range(8)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
print(len({{address >> 26 for address in at}}))  # a heap of another arena begins at a multiple of 64 MB
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's arenas")
def test_eight_threads_take_memory_from_two_heaps():
    def heaps(*asked):
        command = [sys.executable, "-c", THREADS.format(root=str(ROOT)), *asked]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert heaps() > 4 >= 2 >= heaps("shared")


def test_without_glibc_nothing_is_done_and_said(monkeypatch, caplog):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda name: object())
    memory.share_arenas()
    assert "400 MB" in caplog.text


def test_for_all_who_leave_meanwhile_memory_is_given_back_once(monkeypatch):
    asked = []
    monkeypatch.setattr(memory, "GIVEN_BACK", (0,))
    monkeypatch.setattr(memory, "_glibc", lambda name, *numbers: asked.append(name))

    async def leave():
        for _ in range(5):
            memory.give_back()
        while not asked:
            await asyncio.sleep(0)
        memory.give_back()
        while len(asked) < 2:
            await asyncio.sleep(0)

    outcome(asyncio.wait_for(leave(), 10))
    assert asked == ["malloc_trim"] * 2
