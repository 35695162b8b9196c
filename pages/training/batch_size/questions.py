"""The questions on the batch size: what fits in a machine, what a full batch learns in some epochs."""

from __future__ import annotations

from typing import Any

import numpy as np

from pages.frame.lesson import WordQuestion
from pages.shared.questions import updates_question


def _large(rng: np.random.Generator, _settings: Any) -> dict[str, int]:
    """A batch that is a large part of all samples, where updates become few."""
    N = int(rng.integers(3, 15)) * 100
    return {"N": N, "B": int(rng.choice([N // 2 + 10, N, N // 3 + 7])), "E": int(rng.integers(4, 9))}


QUESTIONS = (
    updates_question(
        "few",
        _large,
        (
            "updates_batch_ignored",
            "updates_one_always_added",
            "updates_last_batch_lost",
            "updates_of_one_epoch",
            "updates_ceil_over_all",
        ),
    ),
    WordQuestion("double", ("memory_all_grows", "batch_changes_model", "memory_stays")),
    WordQuestion("small", ("small_cannot_converge", "bigger_is_better", "drops_the_same")),
)
