"""The puzzle of the cat: by its face it is taken for one, in the whole photograph for something else."""

from __future__ import annotations

from typing import Any

from pages.frame.lesson import Changes
from pages.frame.text.texts import Say
from pages.network.cifar10.forward_pass import class_names, pass_of, trained
from pages.network.cifar10.photos import FACE, FACE_PIXELS, TRUE_CLASSES, WHOLE


def names(settings: Any, say: Say) -> dict[str, Any]:
    """What the image truly shows, where that is one of the ten classes, and how likely the network holds it to be."""
    true = TRUE_CLASSES.get(settings.input)
    told = {"is_right": None, "true_class": "", "true_chance": 0.0, "face_pixels": FACE_PIXELS, "offer": ""}
    if true is None:
        return told
    shown, at = pass_of(settings), trained().classes.index(true)
    return told | {
        "is_right": shown.winner == at,
        "true_class": class_names(say)[at],
        "true_chance": 100 * float(shown.chances[at]),
        "offer": say("offer_whole") if settings.input == FACE else say("offer_face"),
    }


def offers(settings: Any) -> tuple[Changes, ...]:
    """The other one of the two, a press away, where the answer is on the stage."""
    other = {FACE: WHOLE, WHOLE: FACE}.get(settings.input)
    return ({"input": other},) if other and settings.part in ("flow", "scores") else ()
