"""What a class is asked and shown, and what it votes. Each write is one statement that asks for all that it needs:
so two processes, or two clicks, never count twice."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, literal, select, update
from sqlalchemy.exc import IntegrityError

from pages.classroom.store.database import insert, reading, writing
from pages.classroom.store.rooms import MARK, Refused, alive, at_desk, find, member_of
from pages.classroom.store.tables import members, polls, rooms, ticks, votes
from pages.frame.assets import LIMITS

LARGEST = 2**31 - 1  # that a database takes as a whole number
Counts = tuple[int, ...]  # votes for each choice, in the order of the choices


@dataclass(frozen=True)
class Poll:
    """A question to the class, or a state that it is shown (then `question` is None, and nobody votes)."""

    number: int
    lesson: str  # its address
    question: str | None
    ask: int | None
    choices: int
    state: str  # a query
    revealed: bool


@dataclass(frozen=True)
class Board:
    """What stands in a room at one moment."""

    room: str
    code: str
    ended: bool
    members: int
    poll: Poll | None
    counts: Counts


def ask_class(
    code: str, secret: str, lesson: str, question: str | None, ask: int | None, choices: int, state: str = ""
) -> int:
    """Ask a question, or show a state; the number of it in this room. What was asked before is closed by it.

    Refused: "desk", "ended", "polls" when there have been very many.
    """
    room = at_desk(code, secret)
    for _ in range(5):  # two clicks at once may want one number
        try:
            with writing() as connection:
                last = select(func.coalesce(func.max(polls.c.number), 0)).where(polls.c.room == room.room)
                number = connection.scalar(last) + 1
                if number > LIMITS["class_polls"]:
                    raise Refused("polls")
                row = {"room": room.room, "number": number, "lesson": lesson, "question": question, "ask": ask}
                row |= {"choices": choices, "state": state, "asked": time.time()}
                connection.execute(polls.insert().values(row))
            return number
        except IntegrityError:
            continue
    raise Refused("polls")


def reveal(code: str, secret: str, number: int) -> None:
    """From now on everybody sees the answer and the spread, and nobody votes."""
    room = at_desk(code, secret)
    with writing() as connection:
        this = (polls.c.room == room.room) & (polls.c.number == number) & polls.c.revealed.is_(None)
        connection.execute(update(polls).where(this).values(revealed=time.time()))


def vote(code: str, mark: str, number: int, choice: int, now: float | None = None) -> bool:
    """A member's vote on what is asked now; another one before it is replaced. True once it is written.

    Refused: "mark", "code", "ended", "member", "closed" (revealed, or another question is asked), "choice".
    """
    if not MARK.fullmatch(mark):
        raise Refused("mark")
    room, now = find(code, now), now or time.time()
    if room is None:
        raise Refused("code")
    if abs(number) > LARGEST or abs(choice) > LARGEST:
        raise Refused("choice")
    newest = select(func.max(polls.c.number)).where(polls.c.room == room.room).scalar_subquery()
    allowed = (
        select(rooms.c.room, polls.c.number, members.c.member, literal(choice))
        .join_from(rooms, polls, polls.c.room == rooms.c.room)
        .join(members, members.c.room == rooms.c.room)
        .where(rooms.c.room == room.room, alive(now), members.c.member == member_of(room.room, mark))
        .where(polls.c.number == number, polls.c.number == newest, polls.c.revealed.is_(None))
        .where(literal(choice) >= 0, polls.c.choices > literal(choice))
    )
    with writing() as connection:
        into = insert(connection, votes).from_select(["room", "number", "member", "choice"], allowed)
        key = ["room", "number", "member"]
        into = into.on_conflict_do_update(index_elements=key, set_={"choice": into.excluded.choice})
        done = connection.execute(into).rowcount >= 1
    if not done:
        raise Refused(_why_not(code, mark, number, choice, now))
    return True


def _why_not(code: str, mark: str, number: int, choice: int, now: float) -> str:
    board = look(code, now)
    if board is None:
        return "code"
    if board.ended:
        return "ended"
    if my_votes(board.room, mark) is None:
        return "member"
    if board.poll is not None and board.poll.number == number and not board.poll.revealed:
        return "choice"
    return "closed"


def my_votes(room: str, mark: str) -> dict[int, int] | None:
    """Number -> choice, of all that this browser voted in the room; None of one that is no member."""
    with reading() as connection:
        mine = votes.c.room == members.c.room, votes.c.member == members.c.member
        told = (
            select(votes.c.number, votes.c.choice)
            .select_from(members)
            .outerjoin(votes, mine[0] & mine[1])
            .where(members.c.room == room, members.c.member == member_of(room, mark))
        )
        rows = connection.execute(told).all()
    return {row.number: row.choice for row in rows if row.number is not None} if rows else None


def look(code: str, now: float | None = None) -> Board | None:
    """What stands in the room with this code; None where there is none."""
    room = find(code, now)
    if room is None:
        return None
    with reading() as connection:
        crowd = connection.scalar(select(func.count()).select_from(members).where(members.c.room == room.room))
        last = select(polls).where(polls.c.room == room.room).order_by(polls.c.number.desc()).limit(1)
        row = connection.execute(last).first()
        poll = row and _poll(row)
        counts = _counts(connection, room.room, poll) if poll else ()
    return Board(room.room, room.code, room.ended, crowd, poll, counts)


def _poll(row) -> Poll:
    return Poll(row.number, row.lesson, row.question, row.ask, row.choices, row.state, row.revealed is not None)


def _counts(connection, room: str, poll: Poll) -> Counts:
    cast = select(votes.c.choice, func.count()).where(votes.c.room == room, votes.c.number == poll.number)
    found = dict(connection.execute(cast.group_by(votes.c.choice)).all())
    return tuple(found.get(choice, 0) for choice in range(poll.choices))


def all_asked(room: str) -> list[tuple[Poll, float, Counts]]:
    """(what was asked, when, the votes) of every question of a room, in order."""
    with reading() as connection:
        rows = connection.execute(
            select(polls).where(polls.c.room == room, polls.c.question.is_not(None)).order_by(polls.c.number)
        ).all()
        return [(_poll(row), row.asked, _counts(connection, room, _poll(row))) for row in rows]


# ---- tasks


def tick(room: str, mark: str, done: Mapping[str, Iterable[str]]) -> None:
    """Note which tasks a member has ticked; what is noted stays. Of one who is no member nothing is noted."""
    if not MARK.fullmatch(mark):
        raise Refused("mark")
    mine = select(members.c.member).where(members.c.room == room, members.c.member == member_of(room, mark))
    rows = [(room, lesson, task, member_of(room, mark)) for lesson, tasks in done.items() for task in tasks]
    with writing() as connection:
        if rows and connection.execute(mine).first() is not None:
            into = insert(connection, ticks).values(rows)
            connection.execute(into.on_conflict_do_nothing())


def ticked(room: str, lesson: str) -> dict[str, int]:
    """Task -> how many of the class have ticked it, of one lesson."""
    with reading() as connection:
        counted = select(ticks.c.task, func.count()).where(ticks.c.room == room, ticks.c.lesson == lesson)
        return dict(connection.execute(counted.group_by(ticks.c.task)).all())
