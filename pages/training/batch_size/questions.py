"""The questions on the batch size: what fits in a machine, what a full batch learns in some epochs."""

from __future__ import annotations

import numpy as np

from pages.frame.lesson import WordQuestion
from pages.shared.questions import updates_question
from pages.training.batch_size.trainings import sizes


def _tried(rng: np.random.Generator) -> dict[str, int]:
    """The digits of the page, in batches of a size that is tried there, where updates become few."""
    return {"N": sizes()[-1], "B": int(rng.choice(sizes()[-2:])), "E": int(rng.choice([2, 3, 5]))}


QUESTIONS = (
    updates_question(
        "few",
        _tried,
        (
            "updates_batch_ignored",
            "updates_one_always_added",
            "updates_last_batch_lost",
            "updates_of_one_epoch",
            "updates_ceil_over_all",
        ),
        part="runs",
        shows=lambda E, **_: {"part": "runs", "epochs": E, "pos": None},
    ),
    WordQuestion("small", ("small_cannot_converge", "bigger_is_better", "drops_the_same"), part="runs"),
    WordQuestion("double", ("memory_all_grows", "batch_changes_model", "memory_stays"), part="memory"),
    WordQuestion("noise", ("noise_by_count", "noise_stays", "noise_grows"), part="direction"),
)
