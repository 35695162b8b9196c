"""What solves each task on a network of one's own."""

from __future__ import annotations

from tests.lessons.solution import Solution

DEEP = "INPUT 32x32x3 - CONV 8 F3 P1 - RELU - CONV 8 F3 P1 - RELU - POOL 2 - CONV 8 F3 P1 - RELU - POOL 2 - FC 10"
SHALLOW = "INPUT 32x32x3 - CONV 8 F5 P2 - RELU - CONV 8 F3 P1 - RELU - POOL 4 - FC 10"
SOLUTIONS = {
    "four_weighted": Solution({"line": DEEP}, "4"),
    # multiply-adds: 32·32·8·75 + 32·32·8·72 + 512·10
    "ten_thousand": Solution({"line": SHALLOW}, f"{8 * 76 + 8 * 73 + 10 * 513:,}"),
    "megabyte": Solution({"line": "INPUT 32x32x3 - FC 100 - FC 10"}, f"{3072 * 100 + 100 + 1010:,}"),
    # 3, 5, pool of 2: 6, 3 x 3 at a jump of 2: 10, pool: 12, 3 x 3 at a jump of 4: 20
    "sees_sixteen": Solution({"line": DEEP.replace(" - FC 10", " - CONV 8 F3 P1")}, "20"),
    "jumps_four": Solution({"line": DEEP}, "4"),
    "sees_all": Solution({"line": "INPUT 8x8x1 - CONV 4 F3 P1 - POOL 2 - CONV 4 F3 P1"}, "8"),  # 3, 4, 4 + 2·2
}
