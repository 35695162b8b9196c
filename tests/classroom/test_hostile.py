"""Five hundred hostile calls: forged votes, foreign rooms, giant names, SQL, HTML: refused, and nothing moves."""

from __future__ import annotations

import numpy as np
from sqlalchemy import select

from pages.classroom.store import database, polls, rooms, tables
from pages.classroom.store.rooms import as_code
from tests.classroom.pupils import asked, mark, refused

SQL = ("' OR 1=1 --", "'; DROP TABLE votes; --", 'x" UNION SELECT desk FROM rooms --', "%", "_____", "\x00", "\ud800")
HTML = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "</ul><b>")
GIANT = ("B" * 100_000, "名" * 100_000, "\u202e" * 30, "9" * 4000)
ODD = (-1, 4, 99, 2**31, 2**63, 10**40, -(10**40))


def everything() -> list[tuple]:
    """All rows of all tables."""
    with database.reading() as connection:
        each = (select(table).order_by(*table.primary_key) for table in tables.TABLES.sorted_tables)
        return [tuple(row) for one in each for row in connection.execute(one)]


def test_five_hundred_hostile_calls_are_refused_and_move_nothing():
    (code, secret), (foreign, other) = asked(5), asked(2)
    for number in range(5):
        polls.vote(code, mark(number), 1, number % 4)
    before = everything()
    rng = np.random.default_rng(500)
    texts = [*SQL, *HTML, *GIANT]

    def text() -> str:
        return texts[int(rng.integers(len(texts)))]

    def odd() -> int:
        return ODD[int(rng.integers(len(ODD)))]

    attempts = (
        lambda: refused(polls.vote, as_code(text()), mark(1), 1, 0),
        lambda: refused(polls.vote, text(), mark(1), 1, 0),
        lambda: refused(polls.vote, code, text(), 1, 0),
        lambda: refused(polls.vote, code, mark(1), 1, odd()),
        lambda: refused(polls.vote, code, mark(1), odd(), 0),
        lambda: refused(polls.vote, code, mark(int(rng.integers(100, 10**9))), 1, 0),
        lambda: refused(polls.vote, foreign, mark(4), 1, 0),
        lambda: refused(rooms.join, text(), mark(1), "Li"),
        lambda: refused(rooms.join, code, text(), "Li"),
        lambda: refused(rooms.join, code, mark(77), GIANT[int(rng.integers(3))]),
        lambda: refused(polls.ask_class, code, text(), "pooling", "size", 1, 4),
        lambda: refused(polls.ask_class, code, other, "pooling", "size", 1, 4),
        lambda: refused(polls.reveal, text(), secret, 1),
        lambda: refused(polls.reveal, foreign, secret, 1),
        lambda: refused(rooms.end_room, code, text()),
    )
    for n in range(510):
        assert attempts[n % len(attempts)](), f"attempt {n % len(attempts)} was let through"
    assert everything() == before
    polls.vote(code, mark(0), 1, 3)
    assert polls.look(code).counts == (1, 1, 1, 2), (
        "and the class goes on: 0, 1, 2, 3, 0, of which the first is now a 3"
    )
