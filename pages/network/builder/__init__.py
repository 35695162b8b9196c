"""Build your own: a network as one line of text and as cards, and what each of its neurons sees of the image.

Two parts. `flow`: the volumes of the network that is typed. `field`: one neuron of a chosen layer, and what it sees
of each layer before it, back to the image. Below: the layers as cards to choose, move and edit, the table with
receptive fields, the same network as PyTorch or Keras code, a known network beside it.

What moves: the line, the cards and their fields, the chosen neuron. Covers statements 15 and 18 of docs/article.md;
here all the others come together.
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnlib.network import cost, zoo
from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.state.settings import choice, line, place, whole
from pages.network.builder import cards, claims, scenes, sections, typed_line
from pages.network.builder.questions import QUESTIONS
from pages.network.builder.tasks import TASKS
from pages.shared.network_sections import ZOO


@dataclass(frozen=True)
class Settings(Asked):
    """The whole network in one line, and what is looked at."""

    part: str = choice("flow", "field")
    line: str = line(str(zoo.cifar10_net()))
    row: int = whole(0, 100, 50)
    column: int = whole(0, 100, 50)
    program: str = choice(*sections.CODE)
    other: str = choice(*ZOO, default="alexnet")
    layer: int | None = place(high=200)
    pos: int | None = place()
    speed: int = whole(1, 30, 6)


def picture(settings: Settings, say) -> Picture:
    """The volumes, and the totals for the words."""
    network = typed_line.network(settings.line)
    rows = cost.summarize(network)
    total = cost.total(rows)
    names = {
        "parameters": total.parameters,
        "work": total.macs,
        "layers": len(network.layers[1:]),
        "weighted": cost.weighted(rows),
        "memory": float(scenes.counting(network).memory(total.parameters).value),
        "unit": scenes.counting(network).unit,
        **scenes.field_names(network, settings, say),
    }
    asked = typed_line.doubts(settings.line)
    names["offer"] = " ".join(say(f"offer_{doubt}") for doubt, _ in asked)
    told = claims.of_network(settings.part, network, names)
    offers = tuple({"line": line} for _, line in asked)
    return Picture(scenes.scene(network, settings, say), names, offers=offers, claims=told)


def sliders(settings: Settings) -> tuple[str, ...]:
    """The line, and in the second part which neuron of a map looks back."""
    return ("line", "row", "column") if settings.part == "field" else ("line",)


PRESETS = {name: {"line": str(make()), "pos": None, "layer": None} for name, make in zoo.PRESETS.items()}

LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=sliders,
    panels=(Panel("presets", controls=lambda s: (), actions=lambda s: PRESETS),),
    sections=(
        Section("cards", cards.draw, above_words=True),
        Section("layers", sections.layers),
        Section("bars", sections.bars),
        Section("code", sections.source, own_controls=("program",)),
        Section("compare", sections.compare, own_controls=("other",)),
        Section("solid", sections.solid, folded=True),
    ),
    tasks=TASKS,
    questions=QUESTIONS,
    mistakes=("field_own_filter", "fc_takes_any_size", "macs_most_parameters"),
)
