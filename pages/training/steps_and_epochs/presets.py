"""The cases that are one button away, and the words of the lesson's three pictures."""

from __future__ import annotations

from pages.training.steps_and_epochs.worked_update import STEPS

FRESH = {"part": "deal", "pos": None, "last": "keep", "E": 1}
CASES = {
    "case_2000": FRESH | {"N": 2000, "B": 500},
    "case_20000": FRESH | {"N": 20_000, "B": 200},
    "case_cifar": FRESH | {"N": 50_000, "B": 256},
    "case_cifar_ten": FRESH | {"N": 50_000, "B": 256, "E": 10},
}
OTHERS = {"case_divides": FRESH | {"N": 50_000, "B": 250}, "case_small": FRESH | {"N": 20, "B": 6, "E": 2}}
WORDS = (
    "dataset",
    "dealt",
    "shuffled",
    "boxes",
    "boxes_shuffled",
    "boxes_of",
    "iteration",
    "epoch",
    "update",
    "said_update",
    "said_shuffle",
    "said_at",
    "nothing_yet",
    "loss",
    "in_order",
    "shuffled_line",
    "steps",
    "epochs",
    "samples",
    *(f"do_{name}" for name in ("batch", "shuffle", "forward", "loss", "gradient", "update")),
    *(
        f"worked_{name}"
        for name in (
            "samples",
            "weights",
            "scores",
            "chances",
            "losses",
            "by_scores",
            "by_weights",
            "after",
            "again",
        )
    ),
    *(f"step_{n}" for n in range(STEPS)),
)
