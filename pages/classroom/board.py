"""What stands in a room, asked for once a moment for all its members in this process."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Lock

from pages.classroom.store import polls
from pages.classroom.store.database import UNREACHABLE
from pages.classroom.store.polls import Board

FRESH = 0.4  # seconds that what was read is told to the others too
MOST = 2000  # rooms that are kept; then all are forgotten


@dataclass
class Kept:
    """The board of one room, when it was read, and who is reading it."""

    board: Board | None = None
    read: float = -1e9
    reading: Lock = field(default_factory=Lock)


_kept: dict[str, Kept] = {}


def seen(code: str) -> Board | None:
    """The board of the room with this code, at most so old; None where there is no room."""
    if len(_kept) > MOST:
        _kept.clear()
    kept = _kept.setdefault(code, Kept())
    with kept.reading:  # who comes meanwhile is told the same
        if time.monotonic() - kept.read > FRESH:
            kept.board, kept.read = _look(code, kept.board), time.monotonic()
        return kept.board


def _look(code: str, known: Board | None) -> Board | None:
    """While the database cannot be reached for a moment, a room stays as it is known."""
    try:
        return polls.look(code)
    except UNREACHABLE:
        if known is None:
            raise
        return known


def forget(code: str) -> None:
    """The teacher has changed it: what comes next is read anew."""
    _kept.pop(code, None)


def forget_all() -> None:
    _kept.clear()
