"""Rooms and who is in them: opened with a code for the class and a secret for the teacher, joined, ended, forgotten."""

from __future__ import annotations

import hmac
import re
import secrets
import time
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.exc import IntegrityError

from pages.classroom.store.database import insert, reading, writing
from pages.classroom.store.tables import members, rooms
from pages.frame.assets import LIMITS

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, that none makes a word; no Y, which some read as one
CODE = re.compile(f"[{LETTERS}]{{5}}")
MARK = re.compile(r"[0-9a-f]{32}")  # what a browser knows itself by in a room: 128 bits of its own drawing
DAY = LIMITS["class_hours"] * 3600
TRIES = 20  # codes that are drawn until one is free


class Refused(Exception):
    """What was asked for is not done; `reason` is the text `refused_<reason>` that says why and what would work."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Room:
    """`room` is its name in the database, `code` the one that a class types."""

    room: str
    code: str
    ended: bool
    desk: str  # hash of the teacher's secret

    def is_desk(self, secret: str) -> bool:
        return hmac.compare_digest(self.desk, _hash(secret))


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def as_code(typed: str) -> str:
    """What was typed as a code is written: small letters, full-width ones and gaps are read too; '' if it is none."""
    code = "".join(unicodedata.normalize("NFKC", typed[:40]).split()).upper()
    return code if CODE.fullmatch(code) else ""


def alive(now: float):
    """The condition on a room that is neither ended nor a day old."""
    return rooms.c.ended.is_(None) & (rooms.c.opened > now - DAY)


def open_room(now: float | None = None) -> tuple[str, str]:
    """(the code, the teacher's secret) of a new room; what is older than a day goes. Refused("full") when too many
    rooms are open."""
    now = now or time.time()
    secret = secrets.token_urlsafe(16)
    with writing() as connection:
        connection.execute(delete(rooms).where(rooms.c.opened <= now - DAY))  # and all that was in them
        if connection.scalar(select(func.count()).select_from(rooms).where(alive(now))) >= LIMITS["class_rooms"]:
            raise Refused("full")
    for _ in range(TRIES):
        code = "".join(secrets.choice(LETTERS) for _ in range(5))
        try:
            with writing() as connection:
                row = {"room": secrets.token_hex(16), "code": code, "desk": _hash(secret), "opened": now}
                connection.execute(rooms.insert().values(row))
            return code, secret
        except IntegrityError:  # the code is taken
            continue
    raise Refused("full")


def find(code: str, now: float | None = None) -> Room | None:
    """The room with this code, an ended one too; None where there is none, or it is a day old."""
    if not CODE.fullmatch(code):
        return None
    with reading() as connection:
        fresh = rooms.c.opened > (now or time.time()) - DAY
        row = connection.execute(select(rooms).where(rooms.c.code == code, fresh)).first()
    return row and Room(row.room, row.code, row.ended is not None, row.desk)


def at_desk(code: str, secret: str) -> Room:
    """The room, for its teacher; Refused("desk") for anybody else, Refused("ended") when it is over."""
    room = find(code)
    if room is None or not room.is_desk(secret):
        raise Refused("desk")
    if room.ended:
        raise Refused("ended")
    return room


def end_room(code: str, secret: str, now: float | None = None) -> None:
    """The lesson is over: nobody joins or votes any more. What was voted stays for the rest of the day."""
    room = at_desk(code, secret)
    with writing() as connection:
        connection.execute(update(rooms).where(rooms.c.room == room.room).values(ended=now or time.time()))


# ---- members


def member_of(room: str, mark: str) -> str:
    """A browser's name in the database, another one in each room."""
    return _hash(room, mark)


def as_nickname(typed: str) -> str:
    """Checked, and as it is kept; Refused("nickname") where it is too long or has signs that cannot be seen."""
    name = " ".join(typed.split()) if len(typed) <= 10 * LIMITS["class_nickname"] else typed
    if len(name) > LIMITS["class_nickname"] or not name.isprintable():
        raise Refused("nickname")
    return name


def join(code: str, mark: str, nickname: str, now: float | None = None) -> None:
    """Become a member, or stay the one that this browser was, with the name of now.

    Refused: "mark" for what no browser of ours draws, "nickname", "code", "ended", "crowded".
    """
    if not MARK.fullmatch(mark):
        raise Refused("mark")
    name, room = as_nickname(nickname), find(code, now)
    if room is None:
        raise Refused("code")
    if room.ended:
        raise Refused("ended")
    with writing() as connection:
        crowd = select(func.count()).select_from(members).where(members.c.room == room.room).scalar_subquery()
        known = select(members.c.member).where(
            members.c.room == room.room, members.c.member == member_of(room.room, mark)
        )
        row = select(literal(room.room), literal(member_of(room.room, mark)), literal(name)).where(
            (crowd < LIMITS["class_members"]) | known.exists()
        )
        into = insert(connection, members).from_select(["room", "member", "nickname"], row)
        into = into.on_conflict_do_update(index_elements=["room", "member"], set_={"nickname": into.excluded.nickname})
        if connection.execute(into).rowcount < 1:
            raise Refused("crowded")


def is_member(room: str, mark: str) -> bool:
    """Whether this browser has joined this room."""
    if not MARK.fullmatch(mark):
        return False
    with reading() as connection:
        mine = (members.c.room == room) & (members.c.member == member_of(room, mark))
        return connection.execute(select(members.c.member).where(mine)).first() is not None


def nicknames(room: str) -> list[str]:
    """The names of all members that gave one, in order."""
    with reading() as connection:
        named = select(members.c.nickname).where(members.c.room == room, members.c.nickname != "")
        return list(connection.scalars(named.order_by(members.c.nickname)))
