"""What solves each task on the sliding filter."""

from __future__ import annotations

from itertools import product

from tests.lessons.solution import Solution


def side(s) -> int:
    return s.make_input().values.shape[1]


def stops(s) -> int:
    field, padded = s.d * (s.F - 1) + 1, side(s) + 2 * s.P
    return sum(1 for start in range(0, padded, s.S) if start + field <= padded)


def copies(s) -> bool:
    """Every output summed by hand."""
    given = s.make_input()
    if s.S != 1 or s.K != 1 or len(given.values) != 1 or stops(s) != side(s):
        return False
    bank, x, n = s.make_bank(1, False), given.values[0] / given.divisor, side(s)
    w = bank.cells[0, 0] / bank.precisions[0] / bank.divisors[0]
    for i, j in product(range(n), repeat=2):
        total = bank.biases[0]
        for a, b in product(range(s.F), repeat=2):
            row, column = i - s.P + a * s.d, j - s.P + b * s.d
            if 0 <= row < n and 0 <= column < n:
                total += x[row, column] * w[a, b]
        if abs(total - x[i, j]) > 1e-9:
            return False
    return True


def blind(s) -> bool:
    """What the filter in front answers to 1, and to 2, in all cells; a filter of zeros is none."""
    given, k = s.make_input(), min(s.front, s.K - 1)
    bank = s.make_bank(len(given.values), given.is_photograph)
    weights = [w for w in bank.cells[k].ravel().tolist()]
    bias = bank.biases[k]
    return any(weights) and all(sum(level * w for w in weights) + bias == 0 for level in (1, 2))


SOLUTIONS = {
    "same_size": Solution(
        {"F": 5, "P": 2, "S": 1}, "(7 − 5 + 2·2) / 1 + 1 = 7", lambda s: s.F == 5 and s.S == 1 and stops(s) == side(s)
    ),
    "copy": Solution({"P": 1, "S": 1, "kind": "identity", "b": 0}, "", copies),
    "flat": Solution({"b": 0}, "0", blind),
    "work_alone": Solution(
        {"W": 16, "S": 1},
        "2,304",  # 16·16 stops of 9 products
        lambda s: s.F == 3 and s.K == 1 and s.make_bank(*about(s)).cells.size == 9 and 9 * stops(s) ** 2 > 1000,
    ),
    "leftover": Solution(
        {"W": 8, "S": 2, "P": 1},
        "1",  # 10 cells, windows of 3 begin at 0, 2, 4, 6: the last ends at 9
        lambda s: (stops(s) - 1) * s.S + s.d * (s.F - 1) + 1 < side(s) + 2 * s.P,
    ),
}


def about(s) -> tuple[int, bool]:
    given = s.make_input()
    return len(given.values), given.is_photograph
