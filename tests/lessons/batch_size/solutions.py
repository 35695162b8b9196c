"""What solves each task on the batch size."""

from __future__ import annotations

from tests.lessons.solution import Solution

SOLUTIONS = {
    "over_eight": Solution({"B": 2048}, "11.4"),
    "activations_lead": Solution({"B": 256}, "0.68"),
    "lean_optimizer": Solution({"optimizer": "sgd"}, "0.45"),  # 2 of 3 copies of 60,965,224 x 4 bytes
    "hardly_fits": Solution({"network": "vgg"}, "43"),
    "untrained_angle": Solution({"before": 0, "draws": 10}, needs_work=True),
    "below_thirty": Solution({"before": 2, "draws": 10}, needs_work=True),
    "forty_draws": Solution({"draws": 40}, "40", needs_work=True),
    "five_full": Solution({"epochs": 5}, "7,190", lambda s: s.epochs >= 5),  # 5 · 1,438
    "sixteen_learns": Solution({"rate": 0.5, "epochs": 1}, needs_work=True),
    "single_fails": Solution({"rate": 0.5, "epochs": 1}, "23", needs_work=True),  # 23 batches of 64
}
