"""Which AlexNet the switches ask for, and what each switch changes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from cnnlib import cost, zoo
from cnnlib.network import Network
from pages.network.layer_words import Counting

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


def outcome(settings: Any) -> tuple[int, int, float]:
    """Parameters, multiply-adds or FLOP, and the memory of the parameters in the chosen unit."""
    whole, how = cost.total(cost.summarize(network(settings))), counting(settings)
    return whole.parameters, how.work(whole.macs), float(how.memory(whole.parameters).value)


def alternatives(settings: Any, switch: str) -> list[tuple[Any, tuple[int, int, float]]]:
    """What comes out at each position of a switch, the others left as they are."""
    return [(option, outcome(replace(settings, **{switch: option}))) for option in SWITCHES[switch]]


ORDINARY = {"groups": "two", "size": "s227", "bias": True, "variant": "paper", "pos": None}
PRESETS = {
    "article": ORDINARY | {"count": "mac", "dtype": "float32", "unit": "MiB"},
    "one_tower": ORDINARY | {"groups": "one"},
    "floor_224": ORDINARY | {"size": "s224"},
    "torchvision": ORDINARY | {"variant": "torchvision"},
}
