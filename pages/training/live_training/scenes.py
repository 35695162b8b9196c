"""The scenes of a live training: its curves, filters and maps, two side by side, misreadings, a drawn digit."""

from __future__ import annotations

from functools import partial
from math import isfinite

import numpy as np

from cnnlib.network.network import Arrays, Network
from cnnlib.ops.activations import softmax
from cnnlib.training.loop import confusion
from pages.frame.stage.scene import Grid, Scene
from pages.shared.digits import LEVELS, UNKNOWN, held_out_digits, training_and_held_out
from pages.training.live_training.trainings import Moment, network, total

MOST_POINTS = 700  # of a curve
WORST = 8  # digits that were misread most surely


def with_weights(moments: tuple[Moment, ...]) -> list[Moment]:
    """Those that can be scrubbed back to: they have their weights."""
    return [moment for moment in moments if moment.params is not None]


def going_on(settings, moments: tuple[Moment, ...]) -> bool:
    """Whether moments of the training are still to come: then the newest is looked at."""
    return len(moments) < total(settings, settings.B)


def curve(moments: tuple[Moment, ...]) -> np.ndarray:
    """(points, 2) of epoch and loss, thinned where there are more than can be seen."""
    steps = [each for each in moments if each.held_out is None and isfinite(each.loss)]
    chosen = np.unique(np.linspace(0, max(len(steps) - 1, 0), min(len(steps), MOST_POINTS)).astype(int))
    return np.array([(steps[i].epoch, steps[i].loss) for i in chosen], np.float32).reshape(-1, 2)


def accuracies(moments: tuple[Moment, ...]) -> np.ndarray:
    """(epochs, 2) of epoch and held-out accuracy in per cent."""
    ends = [(each.epoch, 100 * each.held_out) for each in moments if each.held_out is not None]
    return np.array(ends, np.float32).reshape(-1, 2)


def training_scene(settings, moments: tuple[Moment, ...]) -> Scene:
    """The curves of one training, and for each moment with weights the first layer, gradient and a digit's maps."""
    model, kept = network(settings.network), with_weights(moments)
    grids = []
    if kept:
        name = next(iter(kept[0].params))
        filters = np.stack([_tiles(one.params[name]) for one in kept])
        slopes = np.stack(
            [_tiles(one.gradient) / (np.abs(one.gradient).max() or 1) for one in kept]
        )  # tints of its moment
        digit = held_out_digits().x[settings.digit : settings.digit + 1].astype(np.float32)
        maps = np.stack([one.once(("maps", settings.digit), partial(_maps, model, one.params, digit)) for one in kept])
        grids = [
            _levels("filters", "filter", filters),
            _levels("slopes", "window", slopes),
            _levels("maps", "output", maps),
            Grid("digit", "input", np.rint(digit[0] * LEVELS).astype(int), (LEVELS,)),
        ]
    return Scene(
        view="training",
        grids=tuple(grids),
        arrays={
            "loss.0": curve(moments),
            "accuracy.0": accuracies(moments),
            "stops": np.array([(one.epoch, one.step) for one in kept], np.float64).reshape(-1, 2),
            "lengths": np.array([np.linalg.norm(one.gradient) for one in kept], np.float64),
        },
        facts={
            "epochs": settings.epochs,
            "lines": 1,
            "across": grids[0].values.shape[2] if grids else 0,
            "live": going_on(settings, moments),
        },
    )


def _maps(model: Network, params: Arrays, digit: np.ndarray) -> np.ndarray:
    """The first layer's maps of a digit (K, h, w)."""
    return _squares(model.trace(params, digit).volumes[1][0])


def _tiles(weights: np.ndarray) -> np.ndarray:
    """A first layer's filters (K, D, F, F), or the weights of K neurons on the 8 x 8 cells: (K, side, side)."""
    side = weights.shape[-1] if weights.ndim == 4 else int(np.sqrt(weights.shape[1]))
    return weights.reshape(len(weights), -1, side, side)[:, 0]


def _squares(volume: np.ndarray) -> np.ndarray:
    return volume if volume.ndim == 3 else volume.reshape(-1, 1, 1)


def _levels(name: str, role: str, values: np.ndarray) -> Grid:
    """(stops, K, h, w) as one plane a filter and stop, in whole steps of a 127th of the largest: for tints that is
    enough, and a quarter of the bytes."""
    planes = values.reshape(-1, *values.shape[2:])
    largest = float(np.abs(values[np.isfinite(values)]).max(initial=1e-9))
    whole = np.rint(np.nan_to_num(planes) / largest * 127).astype(int)
    return Grid(name, role, whole, (127 / largest,) * len(planes))


def pair_scene(settings, moments: tuple[tuple[str, Moment], ...]) -> Scene:
    """Two trainings over the epochs, on one pair of axes."""
    both = [tuple(moment for name, moment in moments if name == wanted) for wanted in ("one", "other")]
    ends = max((len(accuracies(one)) for one in both), default=0)
    return Scene(
        view="training",
        arrays={
            **{f"loss.{n}": curve(one) for n, one in enumerate(both)},
            **{f"accuracy.{n}": accuracies(one) for n, one in enumerate(both)},
            "stops": np.array([(epoch, 0) for epoch in range(max(ends, 1))], np.float64).reshape(-1, 2),
        },
        facts={"epochs": settings.epochs, "lines": 2, "across": 0, "batches": [settings.B, settings.B2]},
    )


# ---- what it reads by now


def chosen(settings, moments: tuple[Moment, ...]) -> Moment | None:
    """The moment at the position of the player, else the newest with weights."""
    kept = with_weights(moments)
    if not kept:
        return None
    return kept[-1 if settings.pos is None else min(settings.pos, len(kept) - 1)]


def mistakes_scene(settings, moments: tuple[Moment, ...], say) -> Scene:
    """Which digit was taken for which, over the held-out ones, and those misread most surely."""
    kept, (_, held_out) = with_weights(moments), training_and_held_out()
    model = network(settings.network)
    counts = [one.once("confusion", lambda one=one: confusion(model, one.params, held_out)) for one in kept]
    counts = np.stack(counts) if kept else np.zeros((1, 10, 10))
    now, worst, said = chosen(settings, moments), [], []
    if now is not None:
        chances = softmax(model.forward(now.params, held_out.x.astype(np.float32)).reshape(len(held_out), -1))
        answers = chances.argmax(axis=1)
        wrong = np.flatnonzero(answers != held_out.y)
        worst = sorted(wrong, key=lambda n: -chances[n].max())[:WORST]
        said = [
            say("worst_said", answer=int(answers[n]), label=int(held_out.y[n]), chance=100 * float(chances[n].max()))
            for n in worst
        ]
    misread = np.rint(held_out.x[worst, 0] * LEVELS).astype(int) if len(worst) else np.zeros((0, 8, 8), int)
    return Scene(
        view="confusion",
        grids=(
            Grid("confusion", "output", counts.astype(int), (1,) * len(counts)),
            Grid("worst", "input", misread, (LEVELS,) * len(misread)),
        ),
        facts={
            "misread": said,
            "steps": [one.step for one in kept] or [0],
            "live": going_on(settings, moments),
        },
    )


def drawn_image(settings) -> np.ndarray:
    """(8, 8) whole numbers 0 to 16 of the digit drawn by hand."""
    image = np.zeros((8, 8), int)
    for (row, column), value in settings.drawn:
        if row < 8 and column < 8:
            image[row, column] = min(max(int(value), 0), LEVELS)
    return image


def reading(scene: Scene, settings) -> dict[str, object]:
    """What the network reads in the drawing at the moment that is looked at, and how sure it is, in per cent."""
    if scene.facts["empty"] or scene.facts["steps"] == [0]:
        return {"read": UNKNOWN, "sure": UNKNOWN}
    chances = scene.arrays["chances"]
    now = chances[-1 if settings.pos is None else min(settings.pos, len(chances) - 1)]
    return {"read": int(now.argmax()), "sure": 100 * float(now.max())}


def pad_scene(settings, moments: tuple[Moment, ...]) -> Scene:
    """The drawing, as the network gets it, and what it says to it at each moment of its training."""
    image, model, kept = drawn_image(settings), network(settings.network), with_weights(moments)
    x = (image / LEVELS)[None, None].astype(np.float32)
    scores = [model.forward(one.params, x).reshape(-1) for one in kept]
    return Scene(
        view="pad",
        grids=(Grid("pad", "input", image[None], (1,)),),
        arrays={"chances": softmax(np.array(scores, np.float64)) if scores else np.zeros((1, 10))},
        facts={
            "steps": [one.step for one in kept] or [0],
            "empty": not image.any(),
            "live": going_on(settings, moments),
        },
    )
