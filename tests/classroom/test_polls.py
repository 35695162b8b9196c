"""What is asked and voted: counted once, replaced, closed, by members of the room alone; ticks as counts."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from pages.classroom.store import polls, rooms
from pages.frame.assets import LIMITS
from tests.classroom.pupils import asked, mark, refused, room_with


def test_two_hundred_vote_again_and_again_and_each_counts_once():
    code, _ = asked(200)
    rng, last = np.random.default_rng(24), {}
    for number in [*range(200), *rng.integers(0, 200, 60).tolist()]:
        last[number] = int(rng.integers(4))
        polls.vote(code, mark(number), 1, last[number])
    counted = Counter(last.values())
    board = polls.look(code)
    assert board.members == sum(board.counts) == 200
    assert board.counts == tuple(counted[choice] for choice in range(4))


def test_a_vote_is_kept_for_who_comes_back():
    code, secret = asked(2)
    polls.vote(code, mark(0), 1, 2)
    rooms.join(code, mark(0), "again")
    room = rooms.find(code).room
    assert polls.my_votes(room, mark(0)) == {1: 2} and polls.my_votes(room, mark(1)) == {}
    assert polls.my_votes(room, mark(7)) is None, "no member"
    polls.ask_class(code, secret, "pooling", "size", 8, 3)
    polls.vote(code, mark(0), 2, 0)
    assert polls.my_votes(room, mark(0)) == {1: 2, 2: 0} and polls.look(code).counts == (1, 0, 0)


@pytest.mark.parametrize("choice", [-1, 4, 10**6])
def test_a_choice_that_is_none_is_refused(choice):
    code, _ = asked(1)
    assert refused(polls.vote, code, mark(0), 1, choice) == "choice" and sum(polls.look(code).counts) == 0


def test_only_what_is_asked_now_is_voted_on():
    code, secret = asked(1)
    assert [refused(polls.vote, code, mark(0), number, 0) for number in (0, 2, -1)] == ["closed"] * 3
    polls.vote(code, mark(0), 1, 1)
    polls.reveal(code, secret, 1)
    assert refused(polls.vote, code, mark(0), 1, 0) == "closed", "the answer is seen"
    assert polls.look(code).counts == (0, 1, 0, 0) and polls.look(code).poll.revealed
    polls.ask_class(code, secret, "pooling", "size", 8, 4)
    assert refused(polls.vote, code, mark(0), 1, 0) == "closed" and refused(polls.vote, code, mark(0), 2, 0) == ""


def test_a_state_that_is_shown_has_nothing_to_vote_on():
    code, secret = room_with(1)
    assert polls.ask_class(code, secret, "pooling", None, None, 0, "F=3&S=1") == 1
    poll = polls.look(code).poll
    assert (poll.lesson, poll.question, poll.state, poll.choices) == ("pooling", None, "F=3&S=1", 0)
    assert refused(polls.vote, code, mark(0), 1, 0) == "choice" and polls.all_asked(polls.look(code).room) == []


def test_nobody_votes_in_a_room_that_is_not_theirs():
    (one, _), (two, _) = asked(1), asked(2)
    assert refused(polls.vote, one, mark(1), 1, 0) == "member"
    assert refused(polls.vote, "BBBBB", mark(0), 1, 0) == "code"
    polls.vote(two, mark(0), 1, 3)
    assert polls.look(one).counts == (0, 0, 0, 0) and polls.look(two).counts == (0, 0, 0, 1)


def test_all_that_was_asked_is_told_in_order():
    code, secret = asked(3)
    polls.vote(code, mark(0), 1, 0)
    polls.ask_class(code, secret, "pooling", None, None, 0, "F=3")
    polls.ask_class(code, secret, "alexnet", "macs", 2, 2)
    polls.vote(code, mark(1), 3, 1)
    polls.vote(code, mark(2), 3, 1)
    told = polls.all_asked(polls.look(code).room)
    assert [(poll.number, poll.question, counts) for poll, _, counts in told] == [
        (1, "size", (1, 0, 0, 0)),
        (3, "macs", (0, 2)),
    ]


def test_a_room_is_asked_so_much_and_no_more(monkeypatch):
    monkeypatch.setitem(LIMITS, "class_polls", 2)
    code, secret = asked(0)
    assert refused(polls.ask_class, code, secret, "pooling", "size", 0, 4) == ""
    assert refused(polls.ask_class, code, secret, "pooling", "size", 0, 4) == "polls"


def test_ticks_are_counted_once_a_member_and_of_members_alone():
    code, _ = room_with(3)
    room = rooms.find(code).room
    for number, done in [
        (0, {"pooling": ["a", "b"]}),
        (0, {"pooling": ["a"]}),
        (1, {"pooling": ["a"], "alexnet": ["a"]}),
    ]:
        polls.tick(room, mark(number), done)
    polls.tick(room, mark(9), {"pooling": ["a"]})
    polls.tick(room, mark(2), {})
    assert polls.ticked(room, "pooling") == {"a": 2, "b": 1} and polls.ticked(room, "alexnet") == {"a": 1}
