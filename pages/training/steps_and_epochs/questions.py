"""The questions on steps and epochs: how many updates, kept or dropped the last batch, what B changes."""

from __future__ import annotations

import numpy as np

from pages.frame.lesson import WordQuestion
from pages.shared.questions import updates_question

KEPT = (
    "updates_one_always_added",
    "updates_last_batch_lost",
    "updates_iteration_is_epoch",
    "updates_batch_ignored",
    "updates_ceil_over_all",
    "updates_of_one_epoch",
)
DROPPED = (
    "updates_last_batch_kept",
    "updates_batch_ignored",
    "updates_iteration_is_epoch",
    "updates_floor_over_all",
)
FRESH = {"part": "deal", "pos": None}


def _uneven(rng: np.random.Generator) -> dict[str, int]:
    """Round numbers, and a batch size that leaves a rest."""
    N, B, E = rng.integers(3, 30) * 100, rng.choice([30, 32, 64, 70, 128]), rng.integers(3, 11)
    return {"N": int(N), "B": int(B), "E": int(E)}


def _even(rng: np.random.Generator) -> dict[str, int]:
    """Or one that divides them, where "+ 1" shows itself."""
    B = int(rng.choice([20, 25, 50, 100]))
    return {"N": B * int(rng.integers(4, 40)), "B": B, "E": int(rng.integers(2, 6))}


QUESTIONS = (
    updates_question("updates", _even, KEPT, part="deal", shows=lambda **n: FRESH | {"last": "keep"} | n),
    updates_question(
        "dropped", _uneven, DROPPED, drop_last=True, part="deal", shows=lambda **n: FRESH | {"last": "drop"} | n
    ),
    WordQuestion("dropped_which", ("drops_the_same", "updates_last_batch_kept", "batch_changes_model"), part="deal"),
    WordQuestion(
        "step",
        ("update_with_gradient", "update_without_rate", "update_is_step"),
        part="update",
        shows=lambda: {"part": "update", "rate": 0.5, "pos": None},
    ),
    WordQuestion("batch_means", ("batch_changes_model", "bigger_is_better", "updates_iteration_is_epoch"), part="axes"),
    WordQuestion("teeth", ("small_cannot_converge", "sorted_rate_too_high", "sorted_sees_fewer"), part="sorted"),
)
