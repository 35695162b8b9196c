"""What is true of a picture of pooling, by walking the windows, and from the numbers that the stage gets."""

from __future__ import annotations

from functools import cache

import numpy as np

from tests.lessons.claims import Shown, always


@cache
def windows(side: int, F: int, P: int, S: int) -> tuple[tuple[int, ...], ...]:
    """Along one axis, the cells of each window, counted from the input's first."""
    found, start = [], -P
    while start + F <= side + P:
        found.append(tuple(range(start, start + F)))
        start += S
    return tuple(found)


def grid(s: Shown, name: str) -> np.ndarray:
    return next(g.values / np.array(g.divisors)[:, None, None] for g in s.picture.scene.grids if g.id == name)


def side(s: Shown) -> int:
    return grid(s, "input").shape[1]


def stops(s: Shown) -> tuple[tuple[int, ...], ...]:
    return windows(side(s), s.F, s.settings.P if s.part == "window" else 0, s.S)


def values(s: Shown) -> tuple[int, int]:
    """How many numbers there are before pooling and after it."""
    return len(grid(s, "input")) * side(s) ** 2, len(grid(s, "input")) * len(stops(s)) ** 2


def shared(s: Shown) -> int:
    """Cells that a window shares with the one beside it."""
    first, second = (set(each) for each in stops(s)[:2])
    return len(first & second) * s.F


def unread(s: Shown) -> int:
    read = {cell for window in stops(s) for cell in window if 0 <= cell < side(s)}
    return side(s) ** 2 - len(read) ** 2


def is_p(s: Shown, *, above: float = 0) -> bool:
    return s.how == "l2" or s.how == "p" and s.settings.p > above


def one_window_wins(s: Shown) -> bool:
    """In each window exactly one cell is marked, and it holds the output."""
    x, out, won = grid(s, "input"), grid(s, "output"), s.picture.scene.arrays["winners"]
    for i, rows in enumerate(stops(s)):
        for j, columns in enumerate(stops(s)):
            a, b = divmod(int(won[0, i, j]), s.F)
            if x[0, rows[a], columns[b]] != out[0, i, j]:
                return False
    return True


def corner_from_inside(s: Shown) -> bool:
    """What the first window gives is the largest, or smallest, of those of its cells that are no padding."""
    inside = [cell for cell in stops(s)[0] if 0 <= cell < side(s)]
    part = grid(s, "input")[0][np.ix_(inside, inside)]
    return np.isclose(grid(s, "output")[0, 0, 0], part.max() if s.how == "max" else part.min())


def moved_by_hand(s: Shown) -> list[list[float]]:
    """The numbers of the stage, each taken from so many columns to its left; there is nothing left of the first."""
    return [[row[max(0, j - s.settings.move)] for j in range(6)] for row in grid(s, "input")[0].tolist()]


def pooled_by_hand(s: Shown, rows: list[list[float]]) -> list[float]:
    """What each window of two by two becomes, to nine decimals."""
    p = 2 if s.how == "l2" else s.settings.p
    ways = {
        "max": max,
        "min": min,
        "mean": lambda four: sum(four) / 4,
        "median": lambda four: sum(sorted(four)[1:3]) / 2,
    }

    def norm(four: list[float]) -> float:
        return sum(abs(v) ** p for v in four) ** (1 / p)

    squares = ([rows[i + a][j + b] for a in (0, 1) for b in (0, 1)] for i in (0, 2, 4) for j in (0, 2, 4))
    return [round(float(ways.get(s.settings.how, norm)(four)), 6) for four in squares]


def counted(s: Shown) -> bool:
    """Whether the numbers of the words are those of a count: cells of the input and pooled ones that differ."""
    before, after = grid(s, "input")[0].tolist(), moved_by_hand(s)
    cells = sum(before[i][j] != after[i][j] for i in range(6) for j in range(6))
    both = zip(pooled_by_hand(s, before), pooled_by_hand(s, after), strict=True)
    differ = sum(a != b for a, b in both)
    return (s.input_changed, s.pooled_changed, s.pooled_kept, s.pooled_cells) == (cells, differ, 9 - differ, 9)


def moved_along(s: Shown) -> bool:
    """Whether each pooled number of the second and third column stood at the left before."""
    before, after = (pooled_by_hand(s, rows) for rows in (grid(s, "input")[0].tolist(), moved_by_hand(s)))
    return all(after[3 * i + j] == before[3 * i + j - 1] for i in range(3) for j in (1, 2))


def changed(s: Shown, name: str) -> list[float]:
    return s.picture.scene.facts["changed"][name]


def sent_back(s: Shown, name: str) -> np.ndarray:
    """The gradient of the input when all outputs have sent theirs."""
    return grid(s, name)[-1]


def naive_norm_back(s: Shown, p: float) -> np.ndarray:
    """d/dx of (sum |x|^p)^(1/p) is sign(x) |x|^(p-1) / norm^(p-1); the outputs' gradients are 1, 2, 3, ..."""
    x, total, n = grid(s, "input")[0], np.zeros_like(grid(s, "input")[0]), 0
    for rows in stops(s):
        for columns in stops(s):
            n += 1
            part = x[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
            norm = (np.abs(part) ** p).sum() ** (1 / p)
            if norm:
                share = np.sign(part) * (np.abs(part) / norm) ** (p - 1)
                total[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] += n * share
    return total


def most_cells(s: Shown, name: str) -> int:
    """The most cells that any one output sends something to."""
    after = np.concatenate([np.zeros_like(grid(s, name)[:1]), grid(s, name)])
    return max(int(np.count_nonzero(np.abs(b - a) > 1e-12)) for a, b in zip(after, after[1:], strict=False))


CLAIMS = {
    "fewer": lambda s: values(s)[1] < values(s)[0] and abs(s.dropped - 100 + 100 * values(s)[1] / values(s)[0]) < 1e-9,
    "more": lambda s: values(s) == (s.before, s.after) and s.after > s.before,
    "as_many": lambda s: values(s)[0] == values(s)[1],
    "winner": lambda s: s.how in ("max", "min") and one_window_wins(s),
    "all_count": lambda s: s.how == "mean",
    "middle_wins": lambda s: s.how == "median",
    "sum": lambda s: is_p(s) and s.settings.p == 1,
    "norm": lambda s: is_p(s, above=1),
    "torch_norm": is_p,
    "overlap": lambda s: shared(s) == s.shared > 0,
    "apart": lambda s: shared(s) == 0 and stops(s)[0][-1] + 1 == stops(s)[1][0],
    "gaps": lambda s: stops(s)[0][-1] + 1 < stops(s)[1][0],
    "unread": lambda s: unread(s) == s.unread > 0,
    "zeros_count": lambda s: s.settings.P > 0 and s.how == "mean",
    "zeros_never_win": lambda s: s.settings.P > 0 and corner_from_inside(s),
    "channels": lambda s: len(grid(s, "output")) == len(grid(s, "input")) == s.D > 1,
    "why": always,
    "alexnet": lambda s: (s.alexnet_before, s.alexnet_after) == (55 * 55 * 96, 27 * 27 * 96),
    "cells_some": lambda s: counted(s) and 0 < s.pooled_changed < 9,
    "cells_every": lambda s: counted(s) and s.pooled_changed == 9,
    "cells_none": lambda s: counted(s) and s.pooled_changed == 0 < s.input_changed,
    "cells_unmoved": lambda s: moved_by_hand(s) == grid(s, "input")[0].tolist() == grid(s, "moved")[0].tolist(),
    "cells_alike": lambda s: all(len(set(row)) == 1 for row in grid(s, "input")[0].tolist()),
    "cells_stride": lambda s: s.settings.move == 2 and moved_along(s),
    "cells_winner": lambda s: s.how in ("max", "min") and one_window_wins(s),
    "cells_all_count": lambda s: s.how == "mean" or is_p(s),
    "cells_input": lambda s: counted(s) and s.input_changed > 0,
    "cells_not_invariant": lambda s: counted(s) and s.pooled_changed > 0,
    "cells_filled": lambda s: moved_by_hand(s) == grid(s, "moved")[0].tolist(),
    "pooled_less": lambda s: changed(s, "pooled")[1] < changed(s, "map")[1],
    "pooled_nothing": lambda s: changed(s, "pooled")[1] == 0 < changed(s, "map")[1],
    "pooled_no_less": lambda s: changed(s, "pooled")[1] >= changed(s, "map")[1] > 0,
    "flat": lambda s: not np.ptp(grid(s, "input"), axis=0).any(),
    "inside_window": lambda s: s.how == "max",
    "not_invariant": lambda s: any(changed(s, "pooled")),
    "equivariant": lambda s: changed(s, "map")[1] > 0,
    "shift_pairs": always,
    "shift_bars": lambda s: [len(changed(s, name)) for name in ("input", "map", "pooled")] == [4, 4, 4],
    "shift_filled": lambda s: (grid(s, "input")[3][:, :4] == grid(s, "input")[0][:, :1]).all(),
    "back_winner": lambda s: most_cells(s, "beside" if s.how == "mean" else "back") == 1,
    "back_mean": lambda s: most_cells(s, "back" if s.how == "mean" else "beside") == s.F**2 == s.cells,
    "back_median": lambda s: s.how == "median" and most_cells(s, "back") == (1 if s.F % 2 else 2),
    "back_norm": lambda s: np.allclose(sent_back(s, "back"), naive_norm_back(s, 2 if s.how == "l2" else s.settings.p)),
    "back_sum": lambda s: np.allclose(sent_back(s, "back"), naive_norm_back(s, 1)),
    "back_same_total": lambda s: np.isclose(sent_back(s, "back").sum(), sent_back(s, "beside").sum()),
    "back_adds": lambda s: shared(s) > 0,
    "back_told_apart": lambda s: grid(s, "output").ravel().tolist() == list(range(1, grid(s, "output").size + 1)),
}

PHRASES = {
    "赢的那一格|cell that w(ins|on)": lambda s: s.how in ("max", "min") or s.part == "back" and s.how == "mean",
    "少了|fewer": lambda s: values(s)[1] < values(s)[0] or "none fewer" in s.words["en"],
}


def backward(window: tuple[int, ...], gradient: int) -> list[int]:
    """The gradient of each input of a maximum, by moving it a little."""
    moved = (max((*window[:i], window[i] + 1e-3, *window[i + 1 :])) for i in range(len(window)))
    return [round(gradient * (top - max(window)) / 1e-3) for top in moved]


GIVEN = {
    "right": [0, 12, 0, 0],
    "gradient_spread": [3, 3, 3, 3],
    "gradient_copied": [12, 12, 12, 12],
    "gradient_by_value": [1, 5, 4, 2],
}

TOLD = {"right": 2, "shift_one_is_one": 1, "shift_whole_window": 4, "pooling_invariant": None}


def along(by: int | None) -> bool:
    """Whether a row that moves so far has its maxima of two move by one, as a whole; None: no move does that."""
    row = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7]

    def moves(by: int) -> bool:
        there = [0] * by + row[:-by]
        before, after = ([max(each[i : i + 2]) for i in range(0, len(row), 2)] for each in (row, there))
        return after[3:] == before[2:-1]

    return moves(by) if by else not any(map(moves, range(1, 6)))


def edges_moved_by() -> int:
    """How far the differences of neighbours move when their row moves by one."""
    row = [0, 0, 0, 7, 7, 0, 0, 0]
    first, then = ([b - a for a, b in zip(each, each[1:], strict=False)] for each in (row, [0, *row[:-1]]))
    return then.index(7) - first.index(7)


RIGHT = {
    "size": lambda W, F, P, S, **_: len(windows(W, F, P, S)),
    "depth": lambda D, **_: D,
    "stride": {choice: lambda choice=choice, **_: along(TOLD[choice]) for choice in TOLD},
    "edges": {
        "right": lambda **_: edges_moved_by() == 1,
        "shift_invariant": lambda **_: edges_moved_by() == 0,
        "shift_by_filter": lambda **_: edges_moved_by() == 3,
        "pooling_invariant": lambda **_: [max(row[:2]) for row in ([0, 0, 1], [0, 1, 0])] == [0, 0],  # moved by one
    },
    "moved": {
        "right": lambda **_: [max(row[i : i + 2]) for row in ([0, 0, 9, 0],) for i in (0, 2)] == [0, 9],
        "pooling_invariant": lambda **_: max(0, 0) == 9,
        "pooling_takes_mean": lambda **_: max(9, 0) == 4.5,
    },
    "gradient": {choice: lambda choice=choice, **_: GIVEN[choice] == backward((1, 5, 4, 2), 12) for choice in GIVEN},
    "learned": {
        "right": lambda **_: True,
        "parameters_pooling_has_weights": lambda **_: False,
        "pooling_invariant": lambda **_: [max(row[:2]) for row in ([0, 0, 1], [0, 1, 0])] == [0, 0],  # moved by one
        "p_one_is_mean": lambda **_: abs(1) + abs(3) == (1 + 3) / 2,
    },
}
