"""What solves each task on batches, updates and epochs."""

from __future__ import annotations

from tests.lessons.solution import Solution


def batches(s) -> list[int]:
    """The sizes of an epoch's batches, dealt one after the other."""
    dealt, left = [], s.N
    while left:
        dealt.append(min(s.B, left))
        left -= dealt[-1]
    return dealt if s.last == "keep" or dealt[-1] == s.B else dealt[:-1]


def alike(s) -> bool:
    """Whether there are several, all equally large, and no sample is left out."""
    return len(batches(s)) > 1 and len(set(batches(s))) == 1 and sum(batches(s)) == s.N


SOLUTIONS = {
    "last_alone": Solution({"B": 19}, "19", lambda s: s.B > 1 and batches(s)[-1] == 1),
    "divides": Solution(
        {"B": 5}, "4", lambda s: s.B > 1 and len(set(batches(s))) == 1 < len(batches(s)) and sum(batches(s)) == s.N
    ),
    "hundred_updates": Solution({"B": 1, "E": 5}, "100", lambda s: s.E <= 5 and s.E * len(batches(s)) == 100),
    "five_dropped": Solution({"B": 15, "last": "drop"}, "5", lambda s: s.last == "drop" and s.N % s.B == 5),
    "one_update": Solution({"B": 20}, "20", lambda s: s.B == s.N),
    # the losses of the rates stand in test_steps_and_epochs.py
    "worse": Solution({"rate": 1}, "1.19"),
    "timid": Solution({"rate": 0.05}, "0.95"),
    "still_down": Solution({"rate": 0.2}, "0.88"),
    # 1,438 digits: 6 batches of 256, 45 of 32, 90 of 16, 180 of 8
    "few_updates": Solution({"batch": 256, "rounds": 3}, "18", lambda s: -(-1438 // s.batch) * s.rounds < 20),
    "ten_thousand_seen": Solution({"rounds": 7}, "10,066", lambda s: 1438 * s.rounds > 10_000),
    "same_updates": Solution(
        {"batch": 16, "rounds": 2}, "180", lambda s: s.batch != 32 and -(-1438 // s.batch) * s.rounds == 180
    ),
    "mixed": Solution({"batch": 256}, "2.5", lambda s: s.batch == 256),
    "pure": Solution({"batch": 8}, "1.04", lambda s: s.batch == 8),
    "many_teeth": Solution({"batch": 8}, "720", lambda s: s.rounds <= 4 and -(-1438 // s.batch) * s.rounds > 700),
}
