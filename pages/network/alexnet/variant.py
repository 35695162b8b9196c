"""Which AlexNet the switches ask for, and what each switch changes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from cnnlib.formulas import sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import cost, zoo
from cnnlib.network.layers import size_text
from cnnlib.network.network import Network
from pages.shared.layer_words import Counting

SIZES = {"s227": (227, 0), "s224": (224, 0), "s224p2": (224, 2)}  # the input's side, and the zeros around it
GROUPS = {"two": 2, "one": 1}
# Each switch and its other positions; those of the paper's network only are not there for torchvision's.
SWITCHES = {
    "variant": ("paper", "torchvision"),
    "groups": ("two", "one"),
    "size": ("s227", "s224", "s224p2"),
    "bias": (True, False),
    "count": ("mac", "flop"),
    "dtype": ("float32", "float16", "int8"),
    "unit": ("MB", "MiB"),
}
COUNTING = ("count", "dtype", "unit")  # these change how it is counted, and not the network
PAPER_ONLY = ("groups", "size")


def counting(settings: Any) -> Counting:
    return Counting(settings.count == "flop", settings.dtype, settings.unit)


def network(settings: Any) -> Network:
    return _network(settings.variant, settings.groups, settings.size, settings.bias)


@lru_cache(maxsize=32)
def _network(variant: str, groups: str, size: str, bias: bool) -> Network:
    if variant == "torchvision":
        return zoo.alexnet_torchvision(bias)
    side, padding = SIZES[size]
    return zoo.alexnet(GROUPS[groups], side, padding, bias)


def switches(settings: Any) -> tuple[str, ...]:
    """Those that do something now."""
    return tuple(name for name in SWITCHES if settings.variant == "paper" or name not in PAPER_ONLY)


def structure(settings: Any) -> tuple[str, ...]:
    """Of these, what the network itself is."""
    return tuple(name for name in switches(settings) if name not in COUNTING)


def alternatives(settings: Any, switch: str) -> list[tuple[Any, dict[str, Any]]]:
    """What comes out at each position of a switch, the others left as they are."""
    found = []
    for option in SWITCHES[switch]:
        asked = replace(settings, **{switch: option})
        whole, counted = cost.total(cost.summarize(network(asked))), counting(asked)
        found.append(
            (
                option,
                {
                    "parameters": whole.parameters,
                    "work": counted.work(whole.macs),
                    "flop": counted.flop,
                    "memory": float(counted.memory(whole.parameters).value),
                    "unit": counted.unit,
                },
            )
        )
    return found


def before_r1(network: Network) -> str:
    """The size of what R1 reads, as it is written."""
    return size_text(network.shapes[network.names.index("R1") - 1]).replace("x", "×")


@cache
def paper_numbers() -> dict[str, Any]:
    """The numbers of the paper's network that the words speak of, whatever the switches say."""
    whole, small = zoo.alexnet(), zoo.alexnet(size=224)
    filters = whole.parameter_shapes()
    W, F, P, S = Symbol("W", small.shapes[0][2], "input"), Symbol("F", 11, "filter"), Symbol("P", 0), Symbol("S", 4)
    return {
        "c1_maps": filters["C1.w"][0],
        "c2_channels": filters["C2.w"][1],
        "c3_maps": filters["C3.w"][0],
        "c4_channels": filters["C4.w"][1],
        "r1_filters": filters["R1.w"][0],
        "r1_window": before_r1(whole),
        "r1_window_224": before_r1(small),
        "side_224": sizes.output_size(W, F, P, S),
        "side_227": whole.shapes[1][2],
        "r3_inputs": filters["R3.w"][1],
        "r3_outputs": filters["R3.w"][0],
    }


ORDINARY = {"groups": "two", "size": "s227", "bias": True, "variant": "paper", "pos": None}
PRESETS = {
    "article": ORDINARY | {"count": "mac", "dtype": "float32", "unit": "MiB"},
    "one_tower": ORDINARY | {"groups": "one"},
    "floor_224": ORDINARY | {"size": "s224"},
    "torchvision": ORDINARY | {"variant": "torchvision"},
}
