"""One picture through the trained network: what is shown to it, its weights with the hand's edits, all its volumes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from cnnlib.data import images
from cnnlib.network.cifar_net import Trained, load_trained, normalise, picture_shown
from cnnlib.ops.losses import softmax
from pages.frame.assets import ASSETS
from pages.frame.state.fields import Cell
from pages.shared import upload

WEIGHTS = ASSETS / "weights" / "cifar10.npz"
# The shipped photographs, and for those that show one of the ten classes its name.
PHOTOGRAPHS = {"cat": "cat", "astronaut": "", "coffee": "", "rocket": "", "bricks": "", "photographer": ""}
LEVELS = 255


@dataclass(frozen=True)
class Run:
    """What one picture became: `volumes` as a trace has them, each (1, ...); the first is the input."""

    picture: np.ndarray  # (3, 32, 32), 0 to 1
    params: dict[str, np.ndarray]
    volumes: tuple[np.ndarray, ...]

    @property
    def scores(self) -> np.ndarray:
        """(10,) before softmax."""
        return self.volumes[-1][0]

    @property
    def chances(self) -> np.ndarray:
        """(10,) after it, in float64."""
        return softmax(self.scores.astype(np.float64))

    @property
    def winner(self) -> int:
        return int(self.scores.argmax())


@cache
def trained() -> Trained:
    """The network as it was trained. InvalidSetting where its files are missing or damaged, each time anew."""
    return load_trained(WEIGHTS)


@cache
def photograph(name: str) -> np.ndarray:
    """(3, 32, 32) of a shipped photograph, as the network is shown it."""
    return picture_shown(images.open_square(ASSETS / "images" / f"{name}.jpg"))


def run(settings: Any, *, edited: bool = True) -> Run:
    """The chosen picture through the network, with the edits of the settings or without."""
    own = settings.input == upload.OWN
    picture = picture_shown(upload.kept() / LEVELS) if own else photograph(settings.input)
    return _run(picture.tobytes(), settings.w if edited else ())


def photograph_run(name: str) -> Run:
    """A shipped photograph through the network as it was trained."""
    return _run(photograph(name).tobytes(), ())


@lru_cache(maxsize=32)  # half a megabyte each
def _run(picture: bytes, edits: tuple[Cell, ...]) -> Run:
    shown = np.frombuffer(picture, np.float32).reshape(trained().network.input_shape)
    params = with_edits(edits)
    return Run(shown, params, trained().network.trace(params, normalise(shown)[None]).volumes)


def with_edits(edits: tuple[Cell, ...]) -> dict[str, np.ndarray]:
    """The parameters with ((layer, filter, slice, row, column), value) laid over; what lies outside is passed over.

    The FC's weights are counted as those of the filters that they are.
    """
    network, params = trained().network, dict(trained().params)
    for (i, *place), value in edits:
        name = network.arrays[i].get("w") if i < len(network) else None
        shape = filter_shape(i) if name else ()
        if name and all(at < side for at, side in zip(place, shape, strict=True)):
            params[name] = params[name].copy()
            params[name].reshape(shape)[tuple(place)] = value
    return params


def filter_shape(i: int) -> tuple[int, ...]:
    """(K, D, F, F) of a layer with weights."""
    w = trained().params[trained().network.arrays[i]["w"]]
    return w.shape if w.ndim == 4 else (len(w), *trained().network.shapes[i - 1])


def index_of(layer: str) -> int:
    """A layer's place in the network, by its name."""
    return trained().network.names.index(layer)
