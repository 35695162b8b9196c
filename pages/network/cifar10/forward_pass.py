"""One image through the trained network: its weights with edits by hand, all its volumes, the names of its layers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from cnnlib.network.cifar_net import Trained, image_shown, load_trained, normalise
from cnnlib.network.layers import Activation, Conv, Fc
from cnnlib.ops.activations import softmax
from pages.frame.assets import ASSETS
from pages.frame.state.fields import Cell
from pages.frame.text.texts import Say
from pages.network.cifar10 import photos
from pages.shared import upload
from pages.shared.photographs import LEVELS

WEIGHTS = ASSETS / "weights" / "cifar10.npz"


@dataclass(frozen=True)
class ForwardPass:
    """What one image became: `volumes` as a trace has them, each (1, ...); the first is the input."""

    image: np.ndarray  # (3, 32, 32), 0 to 1
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


def pass_of(settings: Any, *, edited: bool = True) -> ForwardPass:
    """The chosen image through the network, with the edits of the settings or without."""
    own = settings.input == upload.OWN
    image = image_shown(upload.kept() / LEVELS) if own else photos.shown(settings.input)
    return _pass(image.tobytes(), settings.w if edited else ())


def photograph_pass(name: str) -> ForwardPass:
    """A photograph of the course through the network as it was trained."""
    return _pass(photos.shown(name).tobytes(), ())


@lru_cache(maxsize=32)  # half a megabyte each
def _pass(image: bytes, edits: tuple[Cell, ...]) -> ForwardPass:
    shown = np.frombuffer(image, np.float32).reshape(trained().network.input_shape)
    params = with_edits(edits)
    return ForwardPass(shown, params, trained().network.trace(params, normalise(shown)[None]).volumes)


def with_edits(edits: tuple[Cell, ...]) -> dict[str, np.ndarray]:
    """The parameters with ((layer, filter, channel, row, column), value) laid over; what lies outside is passed over.

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


# ---- names of its layers and classes


def kind_of(i: int) -> str:
    layer = trained().network.layers[i]
    kinds = {Conv: "conv", Fc: "fc", Activation: "relu"}
    return kinds.get(type(layer), "pool") if i else "input"


def class_names(say: Say) -> list[str]:
    """The ten classes in the reader's language."""
    return [say(f"class_{name}") for name in trained().classes]


def name_of(i: int, say: Say) -> str:
    """As people call the layer: C1, RELU, P1, FC."""
    names = {"input": say("input_name"), "relu": "RELU", "fc": "FC"}
    return names.get(kind_of(i), trained().network.names[i])


def size_of(i: int) -> str:
    return "×".join(map(str, reversed(trained().network.shapes[i])))
