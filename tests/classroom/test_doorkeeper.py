"""Guessing is slowed, by address: the first are free, then one in a while, and those who wait long have them again."""

from __future__ import annotations

import pytest

from pages.classroom import doorkeeper
from pages.classroom.doorkeeper import Doorkeeper


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand: `clock[0]`."""
    now = [1000.0]
    monkeypatch.setattr(doorkeeper.time, "monotonic", lambda: now[0])
    return now


def test_so_many_are_free_and_then_one_in_a_while(clock):
    door = Doorkeeper(many=3, seconds=10)
    for _ in range(3):
        assert door.waits("a") == 0
        door.count("a")
    assert door.waits("a") == 10 and door.waits("b") == 0
    clock[0] += 4
    assert door.waits("a") == 6
    clock[0] += 6
    assert door.waits("a") == 0
    door.count("a")
    assert door.waits("a") == 10
    clock[0] += 30
    for _ in range(3):
        assert door.waits("a") == 0
        door.count("a")
    assert door.waits("a") == 10, "whoever waits has three again, and no more"


def test_a_hundred_addresses_are_forgotten_when_they_have_waited(clock, monkeypatch):
    monkeypatch.setattr(doorkeeper, "MOST", 100)
    door = Doorkeeper(many=3, seconds=10)
    for n in range(100):
        door.count(str(n))
    clock[0] += 11
    door.count("one more")
    assert set(door.full_again) == {"one more"}
