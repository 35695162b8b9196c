"""What a race of one pass against all crops has given so far: scores, times, how often the pass was run."""

from __future__ import annotations

import numpy as np

from cnnlib.explain.sliding import Step
from pages.layers.fc_is_conv.runs import Machine


def passes(found: tuple[Step, ...]) -> dict[int, np.ndarray]:
    """The scores of each pass that has come to its end."""
    return {step.shift: step.scores for step in found if step.kind == "layer" and step.scores is not None}


def seconds(found: tuple[Step, ...], kind: str) -> float:
    """What the steps of one kind took."""
    return sum(step.seconds for step in found if step.kind == kind)


def turns(found: tuple[Step, ...], used: Machine) -> float:
    """How many times the pass has been run so far, a part of a pass included; 1 before the first."""
    return sum(step.kind == "layer" for step in found) / (len(used.network) - 1) or 1.0


def placed(crops: list[Step], shape: tuple[int, ...]) -> np.ndarray:
    """The scores of the crops that have been run, each at its place."""
    scores = np.zeros(shape)
    for step in crops:
        scores[:, *step.place] = step.scores
    return scores
