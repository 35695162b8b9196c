"""The questions of the live training: how many updates, and what two batch sizes at equal epochs mean."""

from __future__ import annotations

import numpy as np

from pages.frame.lesson import WordQuestion
from pages.shared.digits import training_digits
from pages.shared.questions import updates_question


def _digits(rng: np.random.Generator) -> dict[str, int]:
    """The digits that the page trains on, in batches that leave a rest."""
    B, E = rng.choice([16, 32, 64, 128]), rng.integers(2, 9)
    return {"N": len(training_digits()), "B": int(B), "E": int(E)}


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
        part="train",
        shows=lambda B, E, **_: {"part": "train", "B": B, "epochs": E, "pos": None},
    ),
    WordQuestion("misread", ("confusion_transposed", "confusion_diagonal"), part="mistakes"),
    WordQuestion("scribble", ("softmax_can_refuse", "drawing_trains"), part="draw"),
    WordQuestion("pair", ("bigger_is_better", "batch_changes_model", "small_cannot_converge"), part="pair"),
)
