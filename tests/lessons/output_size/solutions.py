"""What solves each task on the size of the output."""

from __future__ import annotations

from tests.lessons.solution import Solution, size


def travel(s) -> int:
    """How far the window can go."""
    return s.W + 2 * s.P - s.F


def rest(s) -> int:
    return travel(s) - (size(s) - 1) * s.S


def up(s) -> int:
    """Stops rounded up: one more where something is left."""
    return size(s) + (1 if rest(s) else 0)


def torch(s) -> int:
    """The last window must begin inside the input or in the padding at its left."""
    return up(s) - (1 if (up(s) - 1) * s.S >= s.W + s.P else 0)


def chart(s) -> list[int | None]:
    """For every filter of 1 to 11 and stride of 1 to 8 what is left; None where the filter is too large."""
    room = s.W + 2 * s.P
    return [None if room < F else (room - F) % S for F in range(1, 12) for S in range(1, 9)]


def sides(side: int, zeros: int) -> tuple[list[int], bool]:
    """AlexNet's sides, and whether each comes out whole: 11 x 11 at stride 4, pool, 5 x 5 padded by 2, pool, three of
    3 x 3 padded by 1, pool."""
    found, whole = [side], True
    for F, S, P in ((11, 4, zeros), (3, 2, 0), (5, 1, 2), (3, 2, 0), (3, 1, 1), (3, 1, 1), (3, 1, 1), (3, 2, 0)):
        far = found[-1] + 2 * P - F
        whole = whole and far % S == 0
        found.append(far // S + 1)
    return found, whole


SOLUTIONS = {
    "one_number": Solution({"F": 5, "P": 0}, "(5 − 5 + 2·0) / 1 + 1 = 1", lambda s: size(s) == 1),
    "longer": Solution({"P": 2}, "(5 − 3 + 2·2) / 1 + 1 = 7", lambda s: size(s) > s.W),
    "half": Solution(
        {"W": 8, "F": 2, "P": 0, "S": 2}, "(8 − 2 + 2·0) / 2 + 1 = 4", lambda s: s.W >= 8 and size(s) * 2 == s.W
    ),
    "fifteen": Solution({"K": 3}, "3·5 = 15", lambda s: s.W == 5 and size(s) * s.K == 15),
    "stride_three": Solution({"W": 7, "S": 3}, "(7 − 3 + 2·1) / 3 + 1 = 3", lambda s: s.S == 3 and not rest(s)),
    "three_left": Solution({"W": 10, "P": 0, "S": 4}, "3", lambda s: rest(s) == 3),
    "torch": Solution({"W": 5, "F": 2, "P": 1, "S": 3}, "2", lambda s: up(s) != torch(s)),
    "all_possible": Solution({"W": 11, "P": 0}, "11", lambda s: None not in chart(s)),
    "mostly_whole": Solution(
        {"W": 2, "P": 0, "F": 2},
        "9",  # F=1: one step left to go, whole at stride 1 alone; F=2: none, whole at all eight
        lambda s: chart(s).count(0) > sum(1 for left in chart(s) if left),
    ),
    "chosen_two": Solution({"F": 6, "P": 1}, "(5 − 6 + 2·1) / 1 + 1 = 2", lambda s: s.F > 5 and size(s) == 2),
    "paper_fits": Solution(
        {"side": 224, "zeros": 2},
        "224 → 55 → 27 → 13 → 6",
        lambda s: s.side == 224 and sides(s.side, s.zeros)[0][-1] == 6,
    ),
    "another_side": Solution(
        {"side": 259}, "259 → 63 → 31 → 15 → 7", lambda s: s.side != 227 and sides(s.side, s.zeros)[1]
    ),
    "too_few": Solution({"side": 224}, "6,400", lambda s: sides(s.side, s.zeros)[0][-1] < 6),
}
