"""Choosing a batch size: what it costs in memory, what it does to the gradient's direction, and to a training.

Three parts. `memory`: bytes over the batch size, a bar each, and what machines hold. `direction`: how far
the gradient of a batch points away from that of all samples, measured on the digits. `runs`: real trainings over the
batch size, at equal epochs and at equal updates.

What moves: the network, the batch size, the optimizer and the numbers' type; how long the measured network was
trained; the learning rate and the epochs of the trainings. Covers statements 53 to 56 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from pages.frame.lesson import Asked, Lesson, Picture, Work
from pages.frame.state.settings import choice, place, steps, whole
from pages.training.batch_size import claims
from pages.training.batch_size.direction import direction_names, direction_scene, sizes, spreads
from pages.training.batch_size.memory import BATCHES, NETWORKS, memory_names, memory_scene
from pages.training.batch_size.questions import QUESTIONS
from pages.training.batch_size.tasks import TASKS
from pages.training.batch_size.trainings import total, train_all, trainings_names, trainings_scene

SLIDERS = {
    "memory": ("network", "B", "optimizer", "dtype"),
    "direction": ("before", "draws"),
    "runs": ("rate", "epochs"),
}


@dataclass(frozen=True)
class Settings(Asked):
    """A network and a machine; how the gradients are drawn; how the trainings go."""

    part: str = choice("memory", "direction", "runs")
    network: str = choice(*NETWORKS, default="alexnet")
    B: int = steps(*BATCHES, default=128)
    optimizer: str = choice("sgd", "momentum", "adam", default="momentum")
    dtype: str = choice("float32", "float16")
    before: int = steps(0, 1, 2, 4, default=1)
    draws: int = steps(10, 20, 40, default=20)
    rate: float = steps(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, default=0.1)
    epochs: int = steps(1, 2, 3, 5, default=2)
    seed: int = whole(0, 9999, 0)
    pos: int | None = place()
    speed: int = whole(1, 30, 3)


def picture(settings: Settings, say, records=None) -> Picture:
    """The scene of the part that is shown; the numbers of all three for the words."""
    chosen = settings.network, settings.dtype, settings.optimizer, settings.B
    found = {name: tuple(dict(records or {}).get(name, ())) for name in ("direction", "runs")}
    names = memory_names(*chosen) | direction_names(found["direction"]) | trainings_names(found["runs"], settings)
    told = claims.of_picture(settings.part, names)
    if settings.part == "direction":
        return Picture(direction_scene(found["direction"], say), names, claims=told)
    if settings.part == "runs":
        return Picture(trainings_scene(found["runs"], say), names, claims=told)
    return Picture(memory_scene(*chosen), names, claims=told)


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=lambda settings: SLIDERS[settings.part],
    tasks=TASKS,
    questions=QUESTIONS,
    moved_by_hand=("B",),
    works=(
        Work(
            "direction",
            begin=spreads,
            depends_on=lambda s: (s.before, s.draws, s.seed),
            total=lambda s: len(sizes()),
            parts=("direction",),
            automatic=True,
        ),
        Work(
            "runs",
            begin=train_all,
            depends_on=lambda s: (s.rate, s.epochs, s.seed),
            total=total,
            parts=("runs",),
            automatic=True,
        ),
    ),
    mistakes=("batch_changes_model", "bigger_is_better", "small_cannot_converge", "memory_all_grows"),
)
