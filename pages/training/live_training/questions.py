"""The questions of the live training: how many updates, and what two batch sizes at equal epochs mean."""

from __future__ import annotations

from typing import Any

import numpy as np

from pages.frame.lesson import WordQuestion
from pages.shared.questions import updates_question


def _digits(rng: np.random.Generator, settings: Any) -> dict[str, int]:
    """About as many digits as there are, in batches that leave a rest."""
    N, B = rng.integers(13, 16) * 100 + 38, rng.choice([16, 32, 64, 100])
    return {"N": int(N), "B": int(B), "E": max(settings.epochs, 2)}


QUESTIONS = (
    updates_question(
        "updates",
        _digits,
        (
            "updates_last_batch_lost",
            "updates_ceil_over_all",
            "updates_batch_ignored",
            "updates_of_one_epoch",
            "updates_iteration_is_epoch",
        ),
    ),
    WordQuestion("pair", ("bigger_is_better", "batch_changes_model", "small_cannot_converge")),
)
