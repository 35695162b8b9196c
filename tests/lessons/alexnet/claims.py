"""What is true of the AlexNet that is shown, from the table in CURRICULUM: its layers written out."""

from __future__ import annotations

from tests.lessons.claims import Shown, always


def in_groups(s: Shown) -> bool:
    return s.variant == "paper" and s.groups == "two"


def before_r1(s: Shown) -> int:
    """The side of what R1 reads, by moving windows."""
    side = {"s227": 227, "s224": 224, "s224p2": 228}[s.size if s.variant == "paper" else "s224p2"]
    for F, P, S in ((11, 0, 4), (3, 0, 2), (5, 2, 1), (3, 0, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1), (3, 0, 2)):
        side = len(range(0, side + 2 * P - F + 1, S))
    return side


CLAIMS = {
    "window": always,
    "towers": lambda s: in_groups(s) and (s.c2_channels * 2, s.c4_channels * 2) == (s.c1_maps, s.c3_maps) == (96, 384),
    "one_tower": lambda s: not in_groups(s),
    "not_the_papers": lambda s: s.variant == "paper" and before_r1(s) == 5,
    "initials": always,
    "pooling_window": always,
    "two_cards": in_groups,
    "jump": always,
}

PHRASES = {
    "双塔时，C2|With two towers the filters": in_groups,
    "R1 就是 .* 个 6×6|R1 is .* filters of 6×6": lambda s: before_r1(s) == 6,
}


def macs(W: int, F: int, P: int, S: int, D: int, K: int, g: int) -> int:
    return len(range(0, W + 2 * P - F + 1, S)) ** 2 * K * F * F * (D // g)


CONV = sum(
    macs(*layer)
    for layer in (
        (227, 11, 0, 4, 3, 96, 1),
        (27, 5, 2, 1, 96, 256, 2),
        (13, 3, 1, 1, 256, 384, 1),
        (13, 3, 1, 1, 384, 384, 2),
        (13, 3, 1, 1, 384, 256, 2),
    )
)
FC = 6 * 6 * 256 * 4096 + 4096 * 4096 + 4096 * 1000

RIGHT = {
    "count": lambda F, D, K, g, **_: K * (F * F * (D // g)) + K,
    "work": macs,
    "place": {
        "right": lambda **_: CONV > 10 * FC,
        "macs_most_parameters": lambda **_: FC > CONV,
        "macs_even_spread": lambda **_: abs(CONV / 5 - FC / 3) < FC / 3 / 10,
    },
}
