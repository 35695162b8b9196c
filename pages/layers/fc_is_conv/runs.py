"""What runs over the larger picture: the networks, the photographs, and the two works that are timed on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from cnnlib.data import images
from cnnlib.data.resize import area_average
from cnnlib.explain.sliding import Step, crop_of, grid, race, steps_of_race, stride_of
from cnnlib.network.cifar_net import load_trained, normalise
from cnnlib.network.network import Network, initial_parameters
from cnnlib.network.zoo import stride32_net
from pages.frame.assets import ASSETS
from pages.frame.lesson import Work

PHOTOGRAPHS = ("cat", "astronaut", "coffee", "rocket", "bricks", "photographer")
CHANNELS = (8, 12, 16, 24, 32)  # of the network with drawn weights: all its crops in about half a second
SIDES = {"drawn": 384, "trained": 72}  # of the larger picture: both give 6 x 6 scores
SHIFTS = {"four": ((0, 0), (16, 0), (0, 16), (16, 16)), "two": ((0, 0), (16, 16))}
ONE = ((0, 0),)  # no shift: one pass
TIMES = 5  # a pass is short beside what else a server does: its time is the mean of so many
SHOWN = 256  # pixels a side of the photographs as they are kept


@dataclass(frozen=True)
class Machine:
    """A network with its weights, for one crop, and the side of the larger picture."""

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
def machine(net: str, padded: bool) -> Machine:
    """VGG's shape with weights drawn once, or the course's own network for CIFAR-10, which pads."""
    if net == "trained":
        trained = load_trained(ASSETS / "weights" / "cifar10.npz")
        params = {name: w.astype(np.float64) for name, w in trained.params.items()}
        return Machine(trained.network, params, SIDES[net], trained.classes)
    network = stride32_net(padded, CHANNELS)
    return Machine(network, initial_parameters(network, np.random.default_rng(0), np.float64), SIDES[net])


def of(settings: Any) -> Machine:
    """The network that the settings ask for; the shifts are shown with the drawn one."""
    return machine(settings.net if settings.part == "larger" else "drawn", settings.padded)


@lru_cache(maxsize=12)
def photograph(name: str, side: int) -> np.ndarray:
    """(3, side, side) of 0 to 1; nobody writes into it."""
    picture = images.open_square(ASSETS / "images" / f"{name}.jpg", SHOWN)
    return area_average(np.broadcast_to(picture, (3, *picture.shape[1:])).astype(np.float64), side)


def run(settings: Any, shifts, times: int = 1) -> Iterator[Step]:
    """The passes, then the crops, over the chosen photograph."""
    used = of(settings)
    yield from race(used.network, used.params, normalise(photograph(settings.photo, used.side)), shifts, times)


def _total(settings: Any, shifts, times: int = 1) -> int:
    used = of(settings)
    return steps_of_race(used.network, used.side, used.side, shifts, times)


WORKS = (
    Work(
        "crops",
        begin=lambda s: run(s, ONE, TIMES),
        total=lambda s: _total(s, ONE, TIMES),
        depends_on=lambda s: (s.net, s.padded and s.net == "drawn", s.photo),
        parts=("larger",),
        automatic=True,
    ),
    Work(
        "shifts",
        begin=lambda s: run(s, SHIFTS["four"]),
        total=lambda s: _total(s, SHIFTS["four"]),
        depends_on=lambda s: (s.padded, s.photo),
        parts=("shifts",),
        automatic=True,
    ),
)
