"""The scenes of reading: what the network in training takes for what, and what it makes of a digit drawn by hand."""

from __future__ import annotations

import numpy as np

from cnnlib.ops.activations import softmax
from cnnlib.training.loop import confusion
from pages.frame.stage.scene import Grid, Scene
from pages.shared.digits import parts
from pages.training.live_training.runs import Kept, network
from pages.training.live_training.scenes import LEVELS, going_on, kept_weights

WORST = 8  # pictures that were misread most surely


def chosen(settings, found: tuple[Kept, ...]) -> Kept | None:
    """The weights at the position of the player, else the newest."""
    kept = kept_weights(found)
    if not kept:
        return None
    return kept[-1 if settings.pos is None else min(settings.pos, len(kept) - 1)]


def mistakes_scene(settings, found: tuple[Kept, ...], say) -> Scene:
    """Which digit was taken for which, over the held-out ones, and those misread most surely."""
    kept, (_, held_out) = kept_weights(found), parts()
    model = network(settings.network)
    counts = [one.once("confusion", lambda one=one: confusion(model, one.params, held_out)) for one in kept]
    counts = np.stack(counts) if kept else np.zeros((1, 10, 10))
    now, worst, said = chosen(settings, found), [], []
    if now is not None:
        chances = softmax(model.forward(now.params, held_out.x.astype(np.float32)).reshape(len(held_out), -1))
        answers = chances.argmax(axis=1)
        wrong = np.flatnonzero(answers != held_out.y)
        worst = sorted(wrong, key=lambda n: -chances[n].max())[:WORST]
        said = [
            say("worst_said", answer=int(answers[n]), label=int(held_out.y[n]), chance=100 * float(chances[n].max()))
            for n in worst
        ]
    pictures = np.rint(held_out.x[worst, 0] * LEVELS).astype(int) if len(worst) else np.zeros((0, 8, 8), int)
    return Scene(
        view="confusion",
        grids=(
            Grid("confusion", "output", counts.astype(int), (1,) * len(counts)),
            Grid("worst", "input", pictures, (LEVELS,) * len(pictures)),
        ),
        facts={
            "misread": said,
            "steps": [one.step for one in kept] or [0],
            "live": going_on(settings, found),
        },
    )


def drawn_picture(settings) -> np.ndarray:
    """(8, 8) whole numbers 0 to 16 of the digit drawn by hand."""
    picture = np.zeros((8, 8), int)
    for (row, column), value in settings.drawn:
        if row < 8 and column < 8:
            picture[row, column] = min(max(int(value), 0), LEVELS)
    return picture


def pad_scene(settings, found: tuple[Kept, ...]) -> Scene:
    """The drawing, as the network gets it, and what it says to it at each moment of its training."""
    picture, model, kept = drawn_picture(settings), network(settings.network), kept_weights(found)
    x = (picture / LEVELS)[None, None].astype(np.float32)
    scores = [model.forward(one.params, x).reshape(-1) for one in kept]
    return Scene(
        view="pad",
        grids=(Grid("pad", "input", picture[None], (1,)),),
        arrays={"chances": softmax(np.array(scores, np.float64)) if scores else np.zeros((1, 10))},
        facts={
            "steps": [one.step for one in kept] or [0],
            "empty": not picture.any(),
            "live": going_on(settings, found),
        },
    )
