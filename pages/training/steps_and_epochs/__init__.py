"""Step, batch, epoch, iteration: how they hang together, and what one update is.

Four parts. `deal`: samples shuffled and dealt into batches, one update a batch, epoch after epoch; below it two charts
of how the updates grow and fall. `update`: every
number of one update. `axes`: the loss of a real training over steps, epochs and samples. `sorted`: the same training
with samples that come sorted by label.

What moves: samples N, batch size B, epochs E, whether the last batch is kept, the learning rate of the update, batch
size and epochs of the real trainings. Covers statements 51, 52 and 57 to 67 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnlib.training.schedule import Schedule, check_batch, iterations_per_epoch, updates
from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section, Work
from pages.frame.state.settings import amount, choice, place, steps, whole
from pages.frame.widgets import charts
from pages.shared.symbols import symbols_of
from pages.training.steps_and_epochs import claims, trainings
from pages.training.steps_and_epochs.deal import deal_scene
from pages.training.steps_and_epochs.questions import QUESTIONS
from pages.training.steps_and_epochs.tasks import TASKS
from pages.training.steps_and_epochs.timetable import rarer_names
from pages.training.steps_and_epochs.worked_update import RATES, worked_names, worked_scene

FRESH = {"part": "deal", "pos": None, "last": "keep", "E": 1}
CASES = {
    "case_2000": FRESH | {"N": 2000, "B": 500},
    "case_20000": FRESH | {"N": 20_000, "B": 200},
    "case_cifar": FRESH | {"N": 50_000, "B": 256},
    "case_cifar_ten": FRESH | {"N": 50_000, "B": 256, "E": 10},
}
OTHERS = {"case_divides": FRESH | {"N": 50_000, "B": 250}, "case_small": FRESH | {"N": 20, "B": 6, "E": 2}}
SLIDERS = {
    "deal": ("N", "B", "E", "last"),
    "update": ("rate",),
    "axes": ("batch", "rounds"),
    "sorted": ("batch", "rounds"),
}


@dataclass(frozen=True)
class Settings(Asked):
    """A timetable of samples, batch size and epochs; for the real trainings on the digits their own two."""

    part: str = choice("deal", "update", "axes", "sorted")
    N: int = amount(1, 10_000_000, 20)
    B: int = amount(1, 10_000_000, 6)
    E: int = whole(1, 100, 2)
    last: str = choice("keep", "drop")
    rate: float = steps(*RATES, default=0.5)
    batch: int = steps(8, 16, 32, 64, 128, 256, default=32)
    rounds: int = whole(1, 10, 4)
    seed: int = whole(0, 9999, 1)
    pos: int | None = place()
    speed: int = whole(1, 30, 3)

    def schedule(self) -> Schedule:
        """The timetable; InvalidSetting where a batch is larger than all there is."""
        check_batch(self.N, self.B)
        return Schedule(self.N, self.B, self.E, self.last == "drop")


def picture(settings: Settings, say, records=None) -> Picture:
    """The scene of the part that is shown; the numbers of the timetable for all words."""
    given = {name: tuple(dict(records or {}).get(name, ())) for name in ("shuffled", "both")}
    names = _names(settings) | trainings.names(settings, given["both"]) | worked_names(settings.seed, settings.rate)
    told = claims.of_picture(settings.part, names)
    if settings.part == "update":
        return Picture(worked_scene(settings.seed, settings.rate), names, claims=told)
    if settings.part == "deal":
        return Picture(deal_scene(settings.schedule(), settings.seed), names, claims=told)
    losses = given["shuffled" if settings.part == "axes" else "both"]
    return Picture(trainings.losses_scene(settings, losses), names, claims=told)


def _names(settings: Settings) -> dict:
    s = symbols_of(settings, "NBE")
    N, B, E = s.values()
    planned, drop = settings.schedule(), settings.last == "drop"
    return (
        s
        | rarer_names(N, B, E, drop)
        | {
            "iterations": iterations_per_epoch(N, B, drop),
            "updates": updates(N, B, E, drop),
            "full": planned.full_batches,
            "short": planned.last_batch,
            "dropped": planned.left_out,
        }
    )


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=lambda settings: SLIDERS[settings.part],
    panels=(
        Panel("cases", controls=lambda s: (), actions=lambda s: CASES),
        Panel("others", controls=lambda s: (), actions=lambda s: OTHERS | {"shuffle_anew": {"seed": s.seed + 1}}),
    ),
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(Section("timetable", charts.place, parts=("deal",), in_view=True, still=True),),
    works=tuple(
        Work(
            name,
            begin=begin,
            depends_on=lambda s: (s.batch, s.rounds, s.seed),
            parts=(part,),
            total=lambda s: trainings.schedule(s).updates,
            automatic=True,
        )
        for name, begin, part in (
            ("shuffled", trainings.shuffled_losses, "axes"),
            ("both", trainings.both_losses, "sorted"),
        )
    ),
    mistakes=("updates_one_always_added", "updates_iteration_is_epoch", "updates_batch_ignored", "drops_the_same"),
)
