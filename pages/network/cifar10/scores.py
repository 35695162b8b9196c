"""What comes out: softmax worked out, and how the test images and the shipped photographs were sorted."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas.counts import percent
from cnnlib.ops.activations import softmax_steps
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.texts import Say
from pages.network.cifar10.forward_pass import ForwardPass, class_names, pass_of, photograph_pass, trained
from pages.network.cifar10.photos import PHOTOS, TRUE_CLASSES
from pages.shared.photographs import image_grid, levels

FIRST = 2  # answers of a photograph that are written beside it
ANIMALS = ("bird", "cat", "deer", "dog", "frog", "horse")


def softmax_scene(settings: Any, say: Say) -> Scene:
    """Position n works out the chance of class n."""
    scores = pass_of(settings).scores.astype(np.float64)
    powers, total, chances = softmax_steps(scores)
    return Scene(
        "softmax",
        arrays={"scores": scores, "powers": powers, "chances": chances},
        facts={"total": total, "sum": float(scores.sum()), "classes": class_names(say), "winner": int(scores.argmax())},
    )


def confusion_scene(settings: Any, say: Say) -> Scene:
    """Position n is the true class n; beside it the photographs of the course, with what the network says to them."""
    counts, classes = trained().confusion, class_names(say)
    passes = {name: photograph_pass(name) for name in PHOTOS}
    return Scene(
        "testconfusion",
        (
            Grid("confusion", "output", counts[None], (1,)),
            image_grid("photographs", levels(np.concatenate([shown.image for shown in passes.values()]))),
        ),
        {},
        {
            "classes": classes,
            "photographs": [_told(*each, classes, say) for each in passes.items()],
        },
    )


def is_right(name: str, shown: ForwardPass) -> bool | None:
    """Whether the answer to a photograph of the course is right; None where none of the ten classes would be."""
    true = TRUE_CLASSES.get(name)
    return trained().classes[shown.winner] == true if true else None


def _told(name: str, shown: ForwardPass, classes: list[str], say: Say) -> dict[str, Any]:
    best = np.argsort(-shown.chances)[:FIRST]
    verdicts = {True: say("photo_right"), False: say("photo_wrong"), None: say("photo_neither")}
    return {
        "name": say(f"option_{name}"),
        "answers": [say("answer_said", name=classes[n], chance=100 * float(shown.chances[n])) for n in best],
        "right": is_right(name, shown),
        "verdict": verdicts[is_right(name, shown)],
    }


def names(say: Say) -> dict[str, Any]:
    """How well the network sorts: over the test images, by its record, and over the shipped photographs."""
    kept = trained()
    right, tested = kept.record["right"], kept.record["test_pictures"]
    counts = kept.confusion
    animals = np.array([name in ANIMALS for name in kept.classes])
    alike = counts[animals[:, None] == animals].sum() - right  # mistakes that stay among animals, or among vehicles
    worst = int(counts.diagonal().argmin())
    verdicts = [is_right(name, photograph_pass(name)) for name in PHOTOS]
    return {
        "accuracy": percent(right, tested),
        "right": right,
        "tested": tested,
        "trained_on": kept.record["training_pictures"],
        "parameters": kept.record["parameters"],
        "epochs": kept.record["epochs"],
        # the images were read from JPEG copies: whoever reads the accuracy should know
        "caveat": say("caveat_jpeg") if "JPEG" in kept.record["data"] else "",
        "alike": percent(int(alike), tested - right),
        "worst": class_names(say)[worst],
        "worst_right": int(counts[worst, worst]),
        "worst_of": int(counts[worst].sum()),
        "photos": len(verdicts),
        "photos_right": verdicts.count(True),
        "photos_wrong": verdicts.count(False),
        "photos_neither": verdicts.count(None),
    }
