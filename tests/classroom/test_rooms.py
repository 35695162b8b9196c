"""Rooms: codes and secrets, who may join under which name, and when a room is over."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from pages.classroom.store import database, polls, rooms, tables
from pages.frame.assets import LIMITS
from tests.classroom.pupils import asked, mark, refused, room_with

NOON, DAY = 1_000_000.0, 86_400.0
ALL = (tables.rooms, tables.members, tables.polls, tables.votes, tables.ticks)


def rows(table) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_a_room_has_five_letters_that_are_told_apart_and_a_secret_that_is_not_kept(tmp_path):
    opened = [rooms.open_room() for _ in range(30)]
    assert len({code for code, _ in opened}) == len({secret for _, secret in opened}) == 30
    assert all(re.fullmatch("[A-Z]{5}", code) and not set(code) & set("AEIOUY") for code, _ in opened)
    assert all(len(secret) >= 22 for _, secret in opened), "128 bits in base 64"
    code, secret = opened[0]
    rooms.join(code, mark(5), "Li")
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert code.encode() in kept and secret.encode() not in kept and mark(5).encode() not in kept


@pytest.mark.parametrize("typed", ["bcdfg", " BCDFG ", "b c d f g", "ｂｃｄｆｇ", "BcDfG\n"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert rooms.as_code(typed) == "BCDFG"


@pytest.mark.parametrize(
    "typed", ["", "BCDF", "BCDFGH", "BCDFA", "BCD-G", "'; DROP TABLE rooms; --", "B" * 10**6, "ＢＣ"]
)
def test_what_is_no_code_is_none(typed):
    assert rooms.as_code(typed) == ""


def test_the_desk_is_only_for_its_own_secret():
    (code, secret), (_, other) = rooms.open_room(), rooms.open_room()
    assert rooms.find(code).is_desk(secret)
    for wrong in ("", other, secret[:-1], secret + "A", "x" * 10**6, "\ud800"):
        assert not rooms.find(code).is_desk(wrong)
        assert refused(polls.ask_class, code, wrong, "pooling", "size", 0, 4) == "desk"
        assert refused(polls.reveal, code, wrong, 1) == refused(rooms.end_room, code, wrong) == "desk"
    assert polls.look(code).poll is None and not polls.look(code).ended
    assert refused(rooms.at_desk, "BBBBB", secret) == "desk"


def test_who_comes_back_is_the_same_member_and_may_have_another_name():
    code, _ = rooms.open_room()
    for name in ("", "Li", "Li  Na", "Li Na"):
        rooms.join(code, mark(1), name)
    rooms.join(code, mark(2), "")
    room = rooms.find(code).room
    assert polls.look(code).members == 2 and rooms.nicknames(room) == ["Li Na"]
    assert rooms.is_member(room, mark(1)) and not rooms.is_member(room, mark(3))
    other, _ = rooms.open_room()
    assert not rooms.is_member(rooms.find(other).room, mark(1)), "of another room"


@pytest.mark.parametrize("name", ["x" * 25, "x" * 10**6, "a\x00b", "a\u202eb", "\ud800", "\u200b", " " * 500 + "y"])
def test_a_name_that_is_none_is_refused(name):
    code, _ = rooms.open_room()
    assert refused(rooms.join, code, mark(1), name) == "nickname" and polls.look(code).members == 0


@pytest.mark.parametrize("name", ["李娜", "O'Brien", "<b>x</b>", "'); DROP TABLE x;--", "😀", "**Li**", "x" * 24])
def test_a_name_is_kept_as_it_was_typed(name):
    code, _ = rooms.open_room()
    rooms.join(code, mark(1), name)
    assert rooms.nicknames(rooms.find(code).room) == [name]


@pytest.mark.parametrize("forged", ["", "x" * 32, "A" * 32, mark(1)[:-1], mark(1) + "0", mark(1) + "\n", "'" * 32])
def test_what_no_browser_of_ours_draws_is_refused(forged):
    code, _ = asked(0)
    room = rooms.find(code).room
    assert refused(rooms.join, code, forged, "") == refused(polls.vote, code, forged, 1, 0) == "mark"
    assert refused(polls.tick, room, forged, {"pooling": ["x"]}) == "mark" and not rooms.is_member(room, forged)
    assert polls.look(code).members == 0


def test_a_room_holds_so_many_and_no_more(monkeypatch):
    monkeypatch.setitem(LIMITS, "class_members", 3)
    code, _ = room_with(3)
    assert refused(rooms.join, code, mark(3), "") == "crowded"
    assert refused(rooms.join, code, mark(2), "Li") == "", "who is in stays in"
    assert polls.look(code).members == 3


def test_only_so_many_rooms_are_open_at_once(monkeypatch):
    monkeypatch.setitem(LIMITS, "class_rooms", 2)
    code = rooms.open_room(NOON)[0]
    rooms.open_room(NOON + 1)
    assert refused(rooms.open_room, NOON + 2) == "full"
    assert refused(rooms.open_room, NOON + DAY) == "", "the first is a day old"
    assert rooms.find(code, NOON + DAY) is None


def test_a_room_is_over_when_the_teacher_says_so_and_its_votes_stay_for_the_day():
    code, secret = asked(2)
    polls.vote(code, mark(0), 1, 3)
    rooms.end_room(code, secret)
    board = polls.look(code)
    assert board.ended and board.counts == (0, 0, 0, 1)
    assert refused(polls.vote, code, mark(1), 1, 0) == refused(rooms.join, code, mark(9), "") == "ended"
    assert refused(polls.ask_class, code, secret, "pooling", "size", 0, 4) == "ended"
    assert polls.look(code).counts == (0, 0, 0, 1)


def test_after_a_day_nothing_of_it_is_left():
    code, secret = rooms.open_room(NOON)
    rooms.join(code, mark(0), "Li", NOON)
    room = rooms.find(code, NOON).room
    with database.writing() as connection:
        values = {"room": room, "number": 1, "lesson": "pooling", "choices": 2, "state": "", "asked": NOON}
        connection.execute(tables.polls.insert().values(values))
    polls.vote(code, mark(0), 1, 1, NOON + DAY - 1)
    polls.tick(room, mark(0), {"pooling": ["a"]})
    assert refused(polls.vote, code, mark(0), 1, 0, NOON + DAY) == "code"
    assert polls.look(code, NOON + DAY - 1).counts == (0, 1) and polls.look(code, NOON + DAY) is None
    assert [rows(table) for table in ALL] == [1] * 5
    rooms.open_room(NOON + DAY)
    assert [rows(table) for table in ALL] == [1, 0, 0, 0, 0]
