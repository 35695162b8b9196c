"""AlexNet in numbers: layer by layer, where its parameters are, where its work is, how much memory it takes.

The volumes flow by, each layer with its arithmetic; below, the table in which every figure opens into its formula,
with the layers' shares as bars; deeper,
what each switch changes, megabytes, time, three counts of neurons, another network beside it, the volumes as boxes to
turn.

What moves: two towers or one, the input's side, biases, multiply-adds or FLOP, the numbers' type and the unit. Covers
statements 1 to 12 and 19 of docs/article.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnlib.network import cost, zoo
from pages.frame.lesson import Asked, Lesson, Panel, Picture, Section
from pages.frame.state.settings import choice, flag, place, steps, whole
from pages.network.alexnet import claims, sections, variant
from pages.network.alexnet.questions import QUESTIONS
from pages.network.alexnet.tasks import TASKS
from pages.shared.layer_words import stage_lines
from pages.shared.network_sections import ZOO
from pages.shared.volumes import volume_scene


@dataclass(frozen=True)
class Settings(Asked):
    """Which AlexNet, and how its numbers are counted."""

    variant: str = choice("paper", "torchvision")
    groups: str = choice("two", "one")
    size: str = choice("s227", "s224", "s224p2")
    bias: bool = flag(True)
    count: str = choice("mac", "flop")
    dtype: str = choice("float32", "float16", "int8")
    unit: str = choice("MB", "MiB")
    rate: float = steps(1, 10, 100, 1000, 10_000, 100_000, default=100)
    left: str = choice(*ZOO, default="alexnet")
    right: str = choice(*ZOO, default="vgg16")
    pos: int | None = place()
    speed: int = whole(1, 30, 8)


def picture(settings: Settings, say) -> Picture:
    """The volumes, and the totals for the words."""
    network, counting = variant.network(settings), variant.counting(settings)
    rows = cost.summarize(network)
    total = cost.total(rows)
    names = variant.paper_numbers() | {
        "parameters": total.parameters,
        "weights": total.weights,
        "biases": total.biases,
        "work": counting.work(total.macs),
        "work_name": say("work_flops") if counting.flop else say("work_macs"),
        "fc_parameters": cost.shares(rows, "fc")[0],
        "conv_macs": cost.shares(rows, "conv")[1],
        "memory": float(counting.memory(total.parameters).value),
        "unit": settings.unit,
        "dtype": settings.dtype,
        "count_name": say(f"option_{settings.count}"),
        "neurons": cost.neurons(rows),
        "paper_neurons": sum(zoo.ALEXNET_PAPER_NEURONS),
        "paper_first": zoo.ALEXNET_PAPER_NEURONS[0],
        "first": rows[1].activations,
        "r1_now": variant.before_r1(network),
    }
    scene = volume_scene(network, lambda volume: stage_lines(network, volume, counting, say))
    return Picture(scene, names, claims=claims.of_network(network))


LESSON = Lesson(
    __name__,
    settings=Settings,
    picture=picture,
    sliders=variant.structure,
    panels=(
        Panel("counting", controls=lambda s: ("count", "dtype", "unit")),
        Panel("variants", controls=lambda s: (), actions=lambda s: variant.PRESETS),
    ),
    sections=(
        Section("layers", sections.layers, in_view=True),
        Section("file", sections.file),
        Section("switches", sections.switches),
        Section("bars", sections.bars),
        Section("memory", sections.memory),
        Section("time", sections.time, own_controls=("rate",)),
        Section("neurons", sections.neurons),
        Section("compare", sections.compare, own_controls=("left", "right")),
        Section("solid", sections.solid, folded=True),
    ),
    tasks=TASKS,
    questions=QUESTIONS,
    mistakes=("macs_most_parameters", "parameters_groups_ignored", "parameters_filter_2d", "macs_as_flops"),
)
