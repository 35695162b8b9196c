"""The table that the reader fills in: which layers have parameters, which have hyper-parameters; the truth computed."""

from __future__ import annotations

from typing import Any

from cnnlib.network import cost, zoo
from cnnlib.network.layers import Activation, Conv, Fc, Layer, Pool
from cnnlib.network.lenet_layers import Subsample
from cnnlib.network.network import Network
from pages.frame.stage.scene import Scene
from pages.frame.text.texts import Say
from pages.network.cifar10.forward_pass import kind_of, name_of, size_of, trained

ROWS = {"conv": Conv, "relu": Activation, "pool": Pool, "fc": Fc, "subsample": Subsample}
CHOSEN = ("K", "F", "S", "P")  # the letters of what is chosen by hand
COLUMNS = ("learned", "chosen")


def first_of(kind: str) -> tuple[Network, int]:
    """A network with such a layer, and the layer's place in it."""
    network = zoo.lenet5(1998) if kind == "subsample" else trained().network
    return network, next(i for i, layer in enumerate(network.layers) if isinstance(layer, ROWS[kind]))


def has(kind: str) -> dict[str, bool]:
    """Whether such a layer learns anything, and whether anything of it is chosen."""
    network, i = first_of(kind)
    return {"learned": bool(network.arrays[i]), "chosen": bool(letters(network.layers[i]))}


def letters(layer: Layer) -> list[str]:
    return [letter for letter in CHOSEN if hasattr(layer, letter)]


def parameters_of(network: Network, kind: str) -> dict[str, int]:
    """How many parameters each layer of this kind has, by its name."""
    rows = cost.summarize(network)
    return {
        row.name: row.parameters
        for row, layer in zip(rows, network.layers, strict=True)
        if isinstance(layer, ROWS[kind])
    }


def answers(settings: Any) -> dict[tuple[int, int], bool]:
    """What the reader has filled in, by (row, column)."""
    return {
        tuple(place): bool(value)
        for place, value in settings.filled
        if place[0] < len(ROWS) and place[1] < len(COLUMNS)
    }


def right_answers(settings: Any) -> int:
    given = answers(settings)
    return sum(given.get((i, j)) is truth for i, kind in enumerate(ROWS) for j, truth in enumerate(has(kind).values()))


def scene(settings: Any, say: Say) -> Scene:
    """Position n is the row n of the table; the truth comes with the scene only once it is asked for."""
    checked = bool(settings.checked)
    network = trained().network
    counts = {row.name: row.parameters for row in cost.summarize(network)}
    layers = [
        {
            "name": name_of(i, say),
            "kind": kind_of(i),
            "size": size_of(i),
            "maps": len(network.shapes[i]) > 1,
            "count": counts[name] if checked else None,
        }
        for i, name in enumerate(network.names)
    ]
    return Scene(
        "fillin",
        facts={
            "rows": [_row(kind, checked, say) for kind in ROWS],
            "kinds": list(ROWS),
            "layers": layers,
            "filled": [[*place, int(value)] for place, value in answers(settings).items()],
            "checked": checked,
            "right": right_answers(settings) if checked else None,
            "whole": len(ROWS) * len(COLUMNS),
        },
    )


def _row(kind: str, checked: bool, say: Say) -> dict[str, Any]:
    names = {
        "conv": say("row_conv"),
        "relu": say("row_relu"),
        "pool": say("row_pool"),
        "fc": say("row_fc"),
        "subsample": say("row_subsample"),
    }
    if not checked:
        return {"name": names[kind], "line": say("line_your_turn", row=names[kind])}
    network, i = first_of(kind)
    counts = parameters_of(network, kind)
    chosen = letters(network.layers[i])
    learned = ", ".join(say("count_of", name=name, count=count) for name, count in counts.items() if count)
    return {
        "name": names[kind],
        "truth": list(has(kind).values()),
        "learned": say("total_of", count=sum(counts.values())) if learned else say("nothing"),
        "chosen": ", ".join(chosen) or say("nothing"),
        "line": say(
            "line_row", row=names[kind], learned=learned or say("nothing"), chosen=", ".join(chosen) or say("nothing")
        ),
    }


def names(settings: Any, say: Say) -> dict[str, Any]:
    """What the table is compared with, of AlexNet and of LeNet-5; the truth itself once it has been asked for."""
    alexnet = zoo.alexnet()
    rows = [i for i, shape in enumerate(alexnet.shapes[:-1]) if len(shape) == 1 and isinstance(alexnet.layers[i], Fc)]
    lenet = parameters_of(zoo.lenet5(1998), "subsample")
    told = {
        "r1": alexnet.names[rows[0]],
        "r2": alexnet.names[rows[1]],
        "r1_size": alexnet.shapes[rows[0]][0],
        "s2": lenet["S2"],
        "s4": lenet["S4"],
    }
    return told | {
        # the answers are not given away before the reader has filled in the table
        "told_short": say("short_told") if settings.checked else say("short_first"),
    }
