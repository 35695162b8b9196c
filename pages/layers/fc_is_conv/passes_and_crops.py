"""The network over a larger image: in passes over all of it, and crop by crop; what came of it, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from cnnlib.data.resize import area_average
from cnnlib.explain.as_conv import convolutional
from cnnlib.explain.sliding import (
    DenseCost,
    Step,
    crop_of,
    dense_cost,
    grid,
    last_map,
    race,
    steps_of_race,
    stride_of,
)
from cnnlib.formulas.counts import conv_saving
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.cifar_net import load_trained, normalise
from cnnlib.network.network import Network, initial_parameters
from cnnlib.network.zoo import stride32_net, vgg16
from pages.frame.assets import ASSETS
from pages.frame.lesson import Work
from pages.shared.photographs import opened

CHANNELS = (8, 12, 16, 24, 32)  # of the network with drawn weights: all its crops in about half a second
SIDES = {"drawn": 384, "trained": 72}  # of the larger image: both give 6 x 6 scores
SHIFTS = {"four": ((0, 0), (16, 0), (0, 16), (16, 16)), "two": ((0, 0), (16, 16))}
UNSHIFTED = ((0, 0),)  # one pass
ROUNDING = 1e-9  # of float64 sums of a million products, with room to spare
TIMES = 5  # a pass is short beside what else a server does: its time is the mean of so many


@dataclass(frozen=True)
class CropNetwork:
    """A network made for one crop, with its weights, and the side of the larger image that it runs over."""

    network: Network
    params: dict[str, np.ndarray]
    side: int
    classes: tuple[str, ...] = ()  # the names of the scores, where they have any

    @property
    def crop(self) -> int:
        return crop_of(self.network)

    @property
    def stride(self) -> int:
        return stride_of(self.network)

    @property
    def rows(self) -> int:
        """Crops a side."""
        return grid(self.side, self.side, self.crop, self.stride)[0]


@cache
def crop_network(net: str, padded: bool) -> CropNetwork:
    """VGG's shape with weights drawn once, or the course's own network for CIFAR-10, which pads."""
    if net == "trained":
        trained = load_trained(ASSETS / "weights" / "cifar10.npz")
        params = {name: w.astype(np.float64) for name, w in trained.params.items()}
        return CropNetwork(trained.network, params, SIDES[net], trained.classes)
    network = stride32_net(padded, CHANNELS)
    return CropNetwork(network, initial_parameters(network, np.random.default_rng(0), np.float64), SIDES[net])


def network_of(settings: Any) -> CropNetwork:
    """The network that the settings ask for; the shifts are shown with the drawn one."""
    return crop_network(settings.net if settings.part == "larger" else "drawn", settings.padded)


@lru_cache(maxsize=12)
def photograph(name: str, side: int) -> np.ndarray:
    """(3, side, side) of 0 to 1; nobody writes into it."""
    square = opened(name)
    return area_average(np.broadcast_to(square, (3, *square.shape[1:])).astype(np.float64), side)


# ---- the two works, timed on the spot


def passes_then_crops(settings: Any, shifts, times: int = 1) -> Iterator[Step]:
    """The passes, then the crops, over the chosen photograph."""
    used = network_of(settings)
    yield from race(used.network, used.params, normalise(photograph(settings.photo, used.side)), shifts, times)


def _total(settings: Any, shifts, times: int = 1) -> int:
    used = network_of(settings)
    return steps_of_race(used.network, used.side, used.side, shifts, times)


WORKS = (
    Work(
        "crops",
        begin=lambda s: passes_then_crops(s, UNSHIFTED, TIMES),
        total=lambda s: _total(s, UNSHIFTED, TIMES),
        depends_on=lambda s: (s.net, s.padded and s.net == "drawn", s.photo),
        parts=("larger",),
        automatic=True,
    ),
    Work(
        "shifts",
        begin=lambda s: passes_then_crops(s, SHIFTS["four"]),
        total=lambda s: _total(s, SHIFTS["four"]),
        depends_on=lambda s: (s.padded, s.photo),
        parts=("shifts",),
        automatic=True,
    ),
)


# ---- what their steps have given so far


def crops_of(steps: tuple[Step, ...]) -> list[Step]:
    """The steps that ran a crop."""
    return [step for step in steps if step.kind == "crop"]


def crop_scores(steps: tuple[Step, ...], shape: tuple[int, ...]) -> np.ndarray:
    """The scores of the crops that have been run, each at its place."""
    scores = np.zeros(shape)
    for step in crops_of(steps):
        scores[:, *step.place] = step.scores
    return scores


def pass_scores(steps: tuple[Step, ...]) -> dict[int, np.ndarray]:
    """The scores of each pass that has come to its end, by the number of its shift."""
    return {step.shift: step.scores for step in steps if step.kind == "layer" and step.scores is not None}


def seconds_of(steps: tuple[Step, ...], kind: str) -> float:
    """What the steps of one kind took."""
    return sum(step.seconds for step in steps if step.kind == kind)


def passes_run(steps: tuple[Step, ...], used: CropNetwork) -> float:
    """How many times the pass has been run so far, a part of a pass included; 1 before the first."""
    return sum(step.kind == "layer" for step in steps) / (len(used.network) - 1) or 1.0


def rounding_only(difference: float, largest: float) -> bool:
    """Whether scores differ by no more than the rounding of their sums, against the largest of them."""
    return difference <= ROUNDING * largest


# ---- what passes and crops cost, of the networks that run here and of VGG-16: counted once

LARGE, FINE = 384, 16  # pixels of the article's larger image for VGG-16, and of its shifts


@cache
def cost_here(net: str, padded: bool) -> DenseCost:
    """The network that is run here, over its larger image."""
    used = crop_network(net, padded)
    return dense_cost(used.network, used.side, used.side)


@cache
def vgg_cost(way: str = "one") -> DenseCost:
    """VGG-16 over the larger image: in one pass, or in two or four shifted ones."""
    return dense_cost(vgg16(), LARGE, LARGE, SHIFTS.get(way, UNSHIFTED), FINE if way in SHIFTS else None)


@cache
def vgg_shifted() -> dict[str, int]:
    """What the size of VGG-16's scores follows from, over the larger image shifted once along a side."""
    return {"W": LARGE - FINE, "F": crop_of(vgg16()), "P": 0, "S": stride_of(vgg16())}


def vgg_conv_saved() -> Any:
    """What VGG-16's conv layers save over the crops, from the sides of grid, crop and image."""
    crop = crop_of(vgg16())
    rows, _ = grid(LARGE, LARGE, crop, stride_of(vgg16()))
    return conv_saving(Symbol("m", rows, "output"), Symbol("F", crop, "window"), Symbol("W", LARGE, "input"))


@cache
def last_side(network: Network, side: int | None = None) -> int:
    """The side of the last map before the first FC, of a crop or of an image of this side."""
    whole = convolutional(network)
    return whole.with_input(3, side or whole.input_shape[1], side or whole.input_shape[2]).shapes[last_map(network)][1]
