"""The trained CIFAR-10 network: what it is fed, and its weights with the record that training wrote beside them.

The weights are a .npz (see `weights`), the record a .json of the same name. Both come from
`python -m cnnlib.train_cifar10`.
"""

import json
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from cnnlib.data.resize import area_average, centre_square
from cnnlib.errors import InvalidSetting
from cnnlib.network.network import Network
from cnnlib.network.weights import load_weights

SIZE = 32
CENTRE, SPREAD = 0.5, 0.25  # near the mean and the deviation of CIFAR-10's values, which are 0.47 and 0.25
NEEDED = ("network", "parameters", "classes", "epochs", "minutes", "test_pictures", "right", "accuracy", "confusion")


# ---- what the network is fed


def normalise(x: np.ndarray) -> np.ndarray:
    """Values from 0 to 1 as -2 to 2, (x - 0.5) / 0.25: about mean 0 and deviation 1, so that training begins well."""
    return (x - x.dtype.type(CENTRE)) / x.dtype.type(SPREAD)


def image_shown(image: np.ndarray) -> np.ndarray:
    """Any image (3, H, W) or grey (1, H, W), 0 to 1, as (3, 32, 32): its middle square, averaged down."""
    small = area_average(centre_square(image), SIZE).astype(np.float32)
    return np.broadcast_to(small, (3, SIZE, SIZE)).copy()


def prepare(image: np.ndarray) -> np.ndarray:
    """The network's input (1, 3, 32, 32) for an image (3, H, W) or (1, H, W) of 0 to 1."""
    return normalise(image_shown(image))[None]


# ---- what training left


@dataclass(frozen=True)
class Trained:
    """A network, its parameters by name, and the record of how they came about."""

    network: Network
    params: dict[str, np.ndarray]
    record: dict[str, Any]

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the scores, in order."""
        return tuple(self.record["classes"])

    @property
    def confusion(self) -> np.ndarray:
        """(K, K) test images: row the true class, column the class with the highest score."""
        return np.array(self.record["confusion"])


def record_path(weights: str | Path) -> Path:
    """Where the record of a file of weights is."""
    return Path(weights).with_suffix(".json")


def load_trained(weights: str | Path) -> Trained:
    """Weights and record. Raises InvalidSetting "weights-file" or "weights-shape" (see load_weights), and
    "weights-record" where the record is absent, damaged, or that of another network."""
    network, params = load_weights(str(weights))
    path = record_path(weights)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        _check(record, network)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path} is no record of {Path(weights).name}: {error}"
        raise InvalidSetting("weights-record", message, path=str(path)) from None
    return Trained(network, params, record)


def _check(record: dict, network: Network) -> None:
    """ValueError where a record is not that of this network, or does not add up."""
    missing = [key for key in NEEDED if key not in record]
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    if record["network"] != str(network):
        raise ValueError("it speaks of another network")
    if record["parameters"] != sum(map(prod, network.parameter_shapes().values())):
        raise ValueError("it speaks of another number of parameters")
    K, counts = len(record["classes"]), np.array(record["confusion"])
    if network.output_shape != (K,) or counts.shape != (K, K) or counts.dtype.kind != "i":
        raise ValueError(f"needs {network.output_shape[0]} classes, and a count for each two")
    if counts.sum() != record["test_pictures"] or counts.trace() != record["right"]:
        raise ValueError("its counts do not add up")
