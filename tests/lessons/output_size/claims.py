"""What is true of the pictures of the output's size, by moving the window on until it no longer fits."""

from __future__ import annotations

from functools import cache

from tests.lessons.claims import Shown, always


@cache
def starts(W: int, F: int, P: int, S: int) -> tuple[int, ...]:
    """The first cell of each window, counted from the first of the padded row."""
    found, start = [], 0
    while start + F <= W + 2 * P:
        found.append(start)
        start += S
    return tuple(found)


def axis(s: Shown) -> tuple[int, int, int, int]:
    return s.W, s.F, s.P, s.S


def beyond(s: Shown) -> range:
    """The cells of the padded row after the last window's."""
    return range(starts(*axis(s))[-1] + s.F, s.W + 2 * s.P)


def lost(s: Shown) -> int:
    return sum(s.P <= cell < s.P + s.W for cell in beyond(s))


def down_the_stack(side: int, zeros: int) -> tuple[list[int], int]:
    """AlexNet's C1, P1, P2 and P5 and what keeps the size between them: the sides, and how many do not divide."""
    sides, uneven = [side], 0
    for F, P, S in ((11, zeros, 4), (3, 0, 2), (5, 2, 1), (3, 0, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1), (3, 0, 2)):
        of_all = starts(sides[-1], F, P, S)
        uneven += of_all[-1] + F < sides[-1] + 2 * P
        sides.append(len(of_all))
    return sides, uneven


def stack(s: Shown) -> tuple[bool, bool]:
    """Whether every step divides, and whether the end is AlexNet's 6."""
    sides, uneven = down_the_stack(s.settings.side, s.settings.zeros)
    assert s.ends == sides[-1] ** 2 * 256 and s.uneven == uneven and s.needed == 6 * 6 * 256
    return not uneven, sides[-1] == 6


def divide_all_the_way() -> list[int]:
    return [side for side in range(180, 280) if not down_the_stack(side, 0)[1]]


def cells(s: Shown) -> dict[str, int]:
    """Of the chart, how many cells are whole, not whole, impossible."""
    found = {"whole": 0, "uneven": 0, "impossible": 0}
    for F in range(1, 12):
        for S in range(1, 9):
            of_all = starts(s.W, F, s.P, S)
            kind = "impossible" if not of_all else "uneven" if of_all[-1] + F < s.W + 2 * s.P else "whole"
            found[kind] += 1
    return found


def is_cell_count(kind: str):
    return lambda s: cells(s)[kind] == getattr(s, kind) > 0


CLAIMS = {
    "stops": lambda s: len(starts(*axis(s))) == s.size and s.picture.scene.arrays["columns"].shape == (s.size, s.F),
    "keeps": lambda s: len(starts(*axis(s))) == s.W and s.P == s.keeps and s.S == 1,
    "lost": lambda s: lost(s) == s.lost > 0,
    "only_zeros_left": lambda s: len(beyond(s)) == s.rest > 0 == lost(s),
    "gaps": lambda s: starts(*axis(s))[1] > s.F,
    "row_shares": lambda s: len(starts(*axis(s))) > 1,
    "rows": lambda s: s.K > 1 and len({str(g.values) for g in s.picture.scene.grids if g.id == "filter"}) == 1,
    "padding": lambda s: s.P > 0 and s.p == s.P + s.P,
    "total": always,
    "four": always,
    "hand": always,
    "agree": lambda s: not beyond(s) and len(starts(*axis(s))) == s.size,
    "down_loses": lambda s: lost(s) == s.lost > 0 and len(beyond(s)) == s.rest,
    "down_leaves_zeros": lambda s: len(beyond(s)) == s.rest > 0 == lost(s),
    "up_adds": lambda s: starts(*axis(s))[-1] + s.S + s.F == s.W + 2 * s.P + s.over > s.W + 2 * s.P,
    "refuses": lambda s: len(beyond(s)) > 0,
    "frameworks": always,
    "may_differ": lambda s: len(beyond(s)) > 0,
    "chart_whole": is_cell_count("whole"),
    "chart_uneven": is_cell_count("uneven"),
    "chart_impossible": is_cell_count("impossible"),
    "chart_stride_one": lambda s: all(starts(s.W, F, s.P, 1)[-1:] in ((s.W + 2 * s.P - F,), ()) for F in range(1, 12)),
    "stack_whole_fits": lambda s: stack(s) == (True, True),
    "stack_rounded_fits": lambda s: stack(s) == (False, True),
    "stack_whole_misses": lambda s: stack(s) == (True, False),
    "stack_rounded_misses": lambda s: stack(s) == (False, False),
    "paper": lambda s: s.paper_ends == down_the_stack(224, 0)[0][-1] ** 2 * 256 and (224 - 11) % 4 > 0,
    "remedy": lambda s: down_the_stack(224, s.remedy)[0][-1] == 6 and down_the_stack(224, s.remedy)[1] > 0,
    "period": lambda s: divide_all_the_way() == [s.before, s.right, s.after] and s.after - s.right == s.period,
}

PHRASES = {
    "丢掉。|, and lost": lambda s: lost(s) > 0,
    "每一步都整除，|(divides at every|Every) step (and|divides)": lambda s: stack(s)[0],
    "三种办法的?结果(都)?一样，|three ways agree": lambda s: not beyond(s),
}

RIGHT = {
    "size": lambda W, F, P, S: len(starts(W, F, P, S)),
    "down": lambda W, F, P, S: len(starts(W, F, P, S)),
    "up": lambda W, F, P, S: len(starts(W + S - 1, F, P, S)),
    "keep": lambda W, F: next(P for P in range(20) if len(starts(W, F, P, 1)) == W),
    "twice": lambda W, **_: down_the_stack(W, 0)[0][2],
    "hyper": {
        "right": lambda **_: True,
        "hyper_three": lambda **_: False,  # another F is another layer: it has other weights
        "hyper_weights": lambda **_: False,  # these are learned
        "hyper_output": lambda **_: False,  # it follows
    },
}
