"""The scenes of what comes out: softmax worked out; how test pictures and the shipped photographs were sorted."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.ops.activations import softmax_steps
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.texts import Say
from pages.network.cifar10 import run as cifar_run
from pages.network.cifar10.flow import class_names

FIRST = 2  # answers of a photograph that are written beside it


def softmax_scene(settings: Any, say: Say) -> Scene:
    """Position n works out the chance of class n."""
    scores = cifar_run.run(settings).scores.astype(np.float64)
    powers, total, chances = softmax_steps(scores)
    return Scene(
        "softmax",
        arrays={"scores": scores, "powers": powers, "chances": chances},
        facts={"total": total, "sum": float(scores.sum()), "classes": class_names(say), "winner": int(scores.argmax())},
    )


def confusion_scene(settings: Any, say: Say) -> Scene:
    """Position n is the true class n; beside it the shipped photographs, with what the network says to them."""
    counts, classes = cifar_run.trained().confusion, class_names(say)
    names = list(cifar_run.PHOTOGRAPHS)
    runs = [cifar_run.photograph_run(name) for name in names]
    pictures = np.concatenate([np.rint(run.picture * cifar_run.LEVELS).astype(np.int64) for run in runs])
    return Scene(
        "takenfor",
        (
            Grid("confusion", "output", counts[None], (1,)),
            Grid("photographs", "input", pictures, (cifar_run.LEVELS,) * len(pictures), "picture"),
        ),
        {},
        {"classes": classes, "photographs": [_told(*each, classes, say) for each in zip(names, runs, strict=True)]},
    )


def is_right(name: str, run: cifar_run.Run) -> bool | None:
    """Whether the answer to a shipped photograph is the right one; None where none of the ten classes would be."""
    true = cifar_run.PHOTOGRAPHS[name]
    return cifar_run.trained().classes[run.winner] == true if true else None


def _told(name: str, run: cifar_run.Run, classes: list[str], say: Say) -> dict[str, Any]:
    best = np.argsort(-run.chances)[:FIRST]
    verdicts = {True: say("photo_right"), False: say("photo_wrong"), None: say("photo_neither")}
    return {
        "name": say(f"option_{name}"),
        "answers": [say("answer_said", name=classes[n], chance=100 * float(run.chances[n])) for n in best],
        "right": is_right(name, run),
        "verdict": verdicts[is_right(name, run)],
    }
