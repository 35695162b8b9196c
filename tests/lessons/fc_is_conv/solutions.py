"""What solves each task on CONV as FC and FC as CONV."""

from __future__ import annotations

from tests.lessons.solution import Solution, size


def filled(s) -> int:
    """Products with a cell of the input, counted along one side: the other side is the same."""
    along = sum(0 <= start - s.P + a < s.W for start in range(0, size(s) * s.S, s.S) for a in range(s.F))
    return along**2 * s.D * s.K


def shape(s) -> tuple[int, int]:
    return size(s) ** 2 * s.K, s.W**2 * s.D


SOLUTIONS = {
    "full": Solution({"F": 5}, "25", lambda s: filled(s) == shape(s)[0] * shape(s)[1]),
    "sparse": Solution({"W": 20}, "2,916", lambda s: filled(s) < 0.05 * shape(s)[0] * shape(s)[1]),  # 18·18·9
    "zeros_lost": Solution({"P": 1}, "225", lambda s: filled(s) < size(s) ** 2 * s.F**2 * s.D * s.K),  # 25·9
    "square": Solution({"P": 1}, "25", lambda s: shape(s)[0] == shape(s)[1]),
    "tiny": Solution({"F2": 1}, "2", lambda s: s.F2 == 1),
    "twenty_seven": Solution({"D2": 3}, "3·3·3 = 27", lambda s: s.F2**2 * s.D2 == 27),
    "hundred": Solution({"F2": 4, "D2": 3, "K2": 3}, "144", lambda s: s.F2**2 * s.D2 * s.K2 >= 100),
    "padding_differs": Solution({"padded": True}, "", lambda s: s.padded or s.net == "trained"),
    "saves_less": Solution({"net": "trained"}, "7.07", lambda s: s.net == "trained"),
    "last_crop": Solution({"pos": 35}, "36", lambda s: s.pos == 35),
    "one_new": Solution({"look": "why", "pos": 7}, "", lambda s: s.look == "why" and min(divmod(s.pos or 0, 6)) > 0),
    "two_passes": Solution({"way": "two"}, "61", lambda s: s.way == "two"),
    "shifts_differ": Solution({"padded": True}, "", lambda s: s.padded),
    "sixty_six": Solution({"pos": 1}, "66", lambda s: s.way == "four" and s.pos == 1),  # 6·6 + 5·6, then 6·5, 5·5
}
