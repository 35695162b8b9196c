"""Labelled images to train on: what every data set is, the digits shipped with the course, a part held out.

Nothing is downloaded. The caller says where the files are; a sentence says what is missing.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnnlib.errors import InvalidSetting


@dataclass(frozen=True)
class LabelledImages:
    """Images x (N, D, H, W), float32 from 0 to 1, labels y (N,) as class numbers, and the classes' names."""

    x: np.ndarray
    y: np.ndarray
    classes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.y)

    def subset(self, samples) -> "LabelledImages":
        """Some of them, by their numbers, a mask or a slice."""
        return LabelledImages(self.x[samples], self.y[samples], self.classes)


def digits(path: str | Path) -> LabelledImages:
    """1,797 handwritten digits, x (1797, 1, 8, 8), from a .npz of images (0 to 16) and labels.

    Source: E. Alpaydin, C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI; see assets/data.
    """
    if not Path(path).is_file():
        raise InvalidSetting("data-absent", f"no digits at {path}: needs assets/data/digits.npz", path=str(path))
    with np.load(path, allow_pickle=False) as file:
        x, y = file["pictures"], file["labels"]
    return LabelledImages(x[:, None].astype(np.float32) / 16, y.astype(np.int64), tuple("0123456789"))


def split(data: LabelledImages, seed: int, held_out: float = 0.2) -> tuple[LabelledImages, LabelledImages]:
    """(for training, held out), shuffled by the seed; the held-out fifth is never trained on."""
    count = round(len(data) * held_out)
    if not 0 < count < len(data):
        raise InvalidSetting(
            "data-split",
            f"held_out={held_out:g} of {len(data)} pictures: needs at least one on either side",
            ({"held_out": 0.2},),
            held_out=held_out,
            samples=len(data),
        )
    order = np.random.default_rng(seed).permutation(len(data))
    return data.subset(order[count:]), data.subset(order[:count])
