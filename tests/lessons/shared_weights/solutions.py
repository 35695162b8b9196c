"""What solves each task on neurons and their weights."""

from __future__ import annotations

from tests.lessons.solution import Solution, size

SOLUTIONS = {
    "many_neurons": Solution(
        {"W": 16}, "16·16·5 = 1,280", lambda s: size(s) ** 2 * s.K > 1000 and s.K * (s.F**2 + 1) <= 50
    ),
    "one_each": Solution({"W": 5, "F": 5, "P": 0}, "(5 − 5 + 2·0) / 1 + 1 = 1", lambda s: size(s) == 1),
    "one_cell": Solution({"F": 1}, "1", lambda s: s.F == 1),
    "own_thirty": Solution({"W": 8, "share": "own"}, "32", lambda s: s.share == "own" and size(s) * (s.F + 1) > 30),
    "work_stays": Solution(
        {"W": 16}, "48", lambda s: s.share == "shared" and s.F + 1 <= 4 and size(s) * s.F > 40
    ),  # 16 stops of 3 products
    "full_is_filter": Solution(
        {"W": 4, "F": 4, "P": 0, "share": "full"}, "4", lambda s: s.share == "full" and not s.P and s.F == s.W
    ),
    # which cells differ is tried out with numbers in tests/cnnlib/explain/test_sharing.py
    "unshared_shift": Solution({"share": "own"}),
    "stride_shift": Solution({"S": 2}),
    "exact_shift": Solution({"W": 9, "F": 5}, "0"),
}
