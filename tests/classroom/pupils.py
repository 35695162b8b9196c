"""Rooms with some in them, for the tests."""

from __future__ import annotations

from pages.classroom.store import polls, rooms


def mark(number: int) -> str:
    """What the browser of this number knows itself by."""
    return f"{number:032x}"


def room_with(count: int) -> tuple[str, str]:
    """(code, secret) of a room with so many members."""
    code, secret = rooms.open_room()
    for number in range(count):
        rooms.join(code, mark(number), "")
    return code, secret


def asked(count: int, choices: int = 4) -> tuple[str, str]:
    """The same, with a question asked."""
    code, secret = room_with(count)
    assert polls.ask_class(code, secret, "pooling", "size", 7, choices) == 1
    return code, secret


def refused(do, *told) -> str:
    """The reason for which it is not done; '' where it is."""
    try:
        do(*told)
    except rooms.Refused as why:
        return why.reason
    return ""
