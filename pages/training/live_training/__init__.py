"""Train it live: a network trained in front of the reader, looked into at any moment, and asked to read a digit.

Four parts. `train`: the loss as it falls, with the first layer's filters, gradients and maps. `mistakes`: which digit
is taken for which. `draw`: a digit drawn by hand, and what the network reads in it at each moment of its training.
`pair`: two batch sizes side by side.

What moves: network, batch size, learning rate, optimizer and epochs; the moment that is looked at; the drawn digit.
Covers statement 26 of docs/article.md; here the others on training come together.
"""

from __future__ import annotations

from dataclasses import dataclass

from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section, Work
from pages.frame.state.fields import Cell
from pages.frame.state.settings import cells, choice, place, steps, whole
from pages.training.live_training import claims, recording, scenes, trainings
from pages.training.live_training.questions import QUESTIONS
from pages.training.live_training.record import record
from pages.training.live_training.tasks import TASKS

TRAINING = ("network", "B", "rate", "optimizer", "epochs", "seed")
SLIDERS = {
    "train": TRAINING,
    "mistakes": ("B", "rate", "epochs"),
    "draw": ("B", "rate", "epochs"),
    "pair": ("B", "B2", "rate", "optimizer", "epochs"),
}


@dataclass(frozen=True)
class Settings(Asked):
    """How a network is trained, and what is looked at."""

    part: str = choice("train", "mistakes", "draw", "pair")
    network: str = choice(*trainings.NETWORKS)
    B: int = steps(1, 2, 4, 8, 16, 32, 64, 128, 256, default=4)
    B2: int = steps(1, 2, 4, 8, 16, 32, 64, 128, 256, default=128)
    rate: float = steps(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, default=0.1)
    optimizer: str = choice("sgd", "momentum", "adam")
    epochs: int = whole(1, 20, 20)
    seed: int = whole(0, 99, 0)
    digit: int = place(default=3, high=300)
    drawn: tuple[Cell, ...] = cells(axes=2)
    pos: int | None = place()
    speed: int = whole(1, 30, 6)


def picture(settings: Settings, say, records=None) -> Picture:
    """The scene of the part that is shown, from what the work has given so far."""
    given = dict(records or {})
    moments, pair = tuple(given.get("train", ())), tuple(given.get("pair", ()))
    names = trainings.names(settings, moments, pair)
    if settings.part == "pair":
        return Picture(scenes.pair_scene(settings, pair), names, claims=claims.of_pair(names))
    if settings.part == "mistakes":
        scene = scenes.mistakes_scene(settings, moments, say)
        return Picture(scene, names, claims=claims.of_mistakes(names, scene.facts["misread"]))
    if settings.part == "draw":
        scene = scenes.pad_scene(settings, moments)
        return Picture(scene, names | scenes.reading(scene, settings), claims=claims.of_drawing())
    return Picture(scenes.training_scene(settings, moments), names, claims=claims.of_training(names))


def training_of(settings: Settings) -> tuple:
    """What one training depends on."""
    return tuple(getattr(settings, name) for name in TRAINING)


WORKS = (
    Work(
        "train",
        begin=lambda s: trainings.follow(s, s.B),
        depends_on=training_of,
        total=lambda s: trainings.total(s, s.B),
        parts=("train", "mistakes", "draw"),
        recorded=recording.of_one,
    ),
    Work(
        "pair",
        begin=trainings.follow_both,
        depends_on=lambda s: (*training_of(s), s.B2),
        total=lambda s: sum(trainings.total(s, batch) for batch in (s.B, s.B2)),
        parts=("pair",),
        recorded=recording.of_pair,
    ),
)

DEFAULTS = {"part": "train", "network": "small", "B": 4, "rate": 0.1, "optimizer": "sgd", "epochs": 20, "pos": None}
TRIES = {
    "try_defaults": DEFAULTS,
    "try_adam": DEFAULTS | {"optimizer": "adam", "rate": 0.2},
    "try_adam_fits": DEFAULTS | {"optimizer": "adam", "rate": 0.01},
    "try_single": DEFAULTS | {"B": 1, "rate": 0.02, "epochs": 3},
    "try_dense": DEFAULTS | {"network": "dense"},
}

LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=lambda settings: SLIDERS[settings.part],
    panels=(Panel("try", controls=lambda s: (), actions=lambda s: TRIES),),
    works=WORKS,
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(Section("record", record, folded=True),),
    moved_by_hand=("drawn",),
    mistakes=("bigger_is_better", "batch_changes_model", "updates_iteration_is_epoch"),
)
