"""Memory that nobody needs goes back to the machine: each run of a page is a thread, and would keep what it had."""

from __future__ import annotations

import asyncio
import ctypes
import logging

from pages.frame.assets import LIMITS

log = logging.getLogger(__name__)

ARENA_MAX = -8  # glibc's malloc.h: M_ARENA_MAX
ARENAS = 2
# Seconds after a visitor has left: when the last of what was sent is cleared away, and when the visit is forgotten.
GIVEN_BACK = (10, LIMITS["lost_visitor_seconds"] + 10)
_awaited: set[int] = set()


def share_arenas() -> None:
    """Let the threads of the process share two of glibc's arenas, the heaps that it takes small memory from.

    By itself it makes eight a core, and each keeps what its threads once needed: one visitor who had image after image
    decoded in eight tabs took 540 MB, with two arenas 140 MB.
    """
    if not _glibc("mallopt", ARENA_MAX, ARENAS):
        log.warning("Threads keep memory of their own here: one visitor's images may take some 400 MB more")


def give_back() -> None:
    """After a visitor has left: what is free in the heaps goes back to the machine, a moment later and once for all who
    leave meanwhile."""
    for seconds in GIVEN_BACK:
        if seconds not in _awaited:
            _awaited.add(seconds)
            asyncio.get_running_loop().call_later(seconds, _trim, seconds)


def _trim(seconds: int) -> None:
    _awaited.discard(seconds)
    _glibc("malloc_trim", 0)


def _glibc(name: str, *numbers: int) -> int:
    """What a function of glibc's malloc answers; 0 where there is no glibc (musl, macOS, Windows)."""
    try:
        return getattr(ctypes.CDLL(None), name)(*numbers)
    except (AttributeError, OSError, TypeError):
        return 0
