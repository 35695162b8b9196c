"""CIFAR-10 alive: a trained network at work, every map from photograph to scores, and who sorted what into which class.

Five parts. `flow`: all volumes at once, layer after layer. `map`: one map, the filter and the maps that made it, the
sum behind each pixel. `scores`: softmax worked out. `sorted`: what the network took the test images and photographs
for. `table`: which layers have parameters and hyper-parameters, filled in by the reader.
The page opens on a cat's face that the network knows for one; the whole photograph, which it does not, is the puzzle.

What moves: the photograph (or an image of one's own), the layer and its map, every weight of a filter. Covers
statements 13, 14, 16 to 18 and 35 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.state.fields import Cell
from pages.frame.state.settings import cells, choice, place, whole
from pages.network.cifar10 import claims, flow, one_map, puzzle, scores, sections, table
from pages.network.cifar10.forward_pass import trained
from pages.network.cifar10.photos import FACE, PHOTOS, WHOLE
from pages.network.cifar10.questions import QUESTIONS
from pages.network.cifar10.tasks import TASKS
from pages.shared import upload

SCENES = {
    "flow": flow.scene,
    "map": one_map.scene,
    "scores": scores.softmax_scene,
    "sorted": scores.confusion_scene,
    "table": table.scene,
}


@dataclass(frozen=True)
class Settings(Asked):
    """Which image, which map of it, and the weights changed by hand."""

    part: str = choice(*SCENES)
    input: str = choice(*PHOTOS, upload.OWN, default=WHOLE, opens=FACE)
    layer: str = choice(*one_map.LAYERS)
    front: int = place(default=0, high=99)
    slice: int = place(default=0, high=99)
    w: tuple[Cell, ...] = cells(axes=5)
    filled: tuple[Cell, ...] = cells(axes=2)
    checked: int = place(default=0, high=1)
    pos: int | None = place()
    speed: int = whole(1, 30, 6)


def picture(settings: Settings, say) -> Picture:
    """The scene of the part that is shown, and the numbers for the words."""
    names = flow.names(settings, say) | one_map.names(settings, say) | scores.names(say) | table.names(settings, say)
    names |= puzzle.names(settings, say)
    told = claims.of_picture(settings, names)
    return Picture(SCENES[settings.part](settings, say), names, offers=puzzle.offers(settings), claims=told)


def sliders(settings: Settings) -> tuple[str, ...]:
    return ("layer",) if settings.part == "map" else ()


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=sliders,
    panels=(
        Panel(
            "input",
            controls=lambda s: ("input",),
            extra=lambda run: upload.widgets(run.address, run.say),
        ),
        Panel("weights", controls=lambda s: (), actions=lambda s: one_map.ACTIONS),
    ),
    edits={"filter": "w"},
    check=trained,  # the weights' files may be damaged or gone
    tasks=TASKS,
    questions=QUESTIONS,
    sections=(Section("record", sections.record, folded=True),),
    moved_by_hand=("part", "layer", "filled"),
    also_sets=lambda name, value: {"front": 0, "slice": 0, "pos": None} if name == "layer" else {},
    mistakes=("scores_are_probabilities", "volumes_save_the_last", "hyper_weights"),
)
