"""Labelled pictures to train on: the digits shipped with the course, or folders of pictures of one's own.

Nothing is downloaded. The caller says where the files are; a sentence says what is missing.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnnlib.data.images import open_square, to_grey
from cnnlib.errors import InvalidSetting

__all__ = ["Pictures", "class_folders", "digits", "split"]

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")


@dataclass(frozen=True)
class Pictures:
    """Pictures x (N, D, H, W), float32 from 0 to 1, labels y (N,) as class numbers, the classes' names."""

    x: np.ndarray
    y: np.ndarray
    classes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.y)

    def take(self, samples) -> "Pictures":
        """Some of them, by their numbers, a mask or a slice."""
        return Pictures(self.x[samples], self.y[samples], self.classes)


def digits(path: str | Path) -> Pictures:
    """1,797 handwritten digits, x (1797, 1, 8, 8), from a .npz of pictures (0 to 16) and labels.

    Source: E. Alpaydin, C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI; see assets/data.
    """
    if not Path(path).is_file():
        raise InvalidSetting("data-absent", f"no digits at {path}: needs assets/data/digits.npz", path=str(path))
    with np.load(path, allow_pickle=False) as file:
        x, y = file["pictures"], file["labels"]
    return Pictures(x[:, None].astype(np.float32) / 16, y.astype(np.int64), tuple("0123456789"))


def split(pictures: Pictures, seed: int, held_out: float = 0.2) -> tuple[Pictures, Pictures]:
    """(for training, held out), shuffled by the seed; the held-out fifth is never trained on."""
    count = round(len(pictures) * held_out)
    if not 0 < count < len(pictures):
        raise InvalidSetting(
            "data-split",
            f"held_out={held_out:g} of {len(pictures)} pictures: needs at least one on either side",
            ({"held_out": 0.2},),
            held_out=held_out,
            samples=len(pictures),
        )
    order = np.random.default_rng(seed).permutation(len(pictures))
    return pictures.take(order[count:]), pictures.take(order[:count])


def class_folders(folder: str | Path, size: int, *, grey: bool = False) -> Pictures:
    """A folder that holds one folder of pictures for each class, named as the class.

    x is (N, 3, size, size), or (N, 1, size, size) with grey; classes and files in the order of their names.
    """
    folder = Path(folder)
    classes = sorted(p.name for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    files = [
        (file, label)
        for label, name in enumerate(classes)
        for file in sorted((folder / name).iterdir())
        if file.suffix.lower() in SUFFIXES
    ]
    if not files:
        raise InvalidSetting(
            "data-absent",
            f"no pictures in {folder}: needs a folder for each class, with PNG, JPEG or WebP pictures in it",
            path=str(folder),
        )
    x = np.empty((len(files), 1 if grey else 3, size, size), np.float32)
    for i, (file, _) in enumerate(files):
        try:
            picture = open_square(file, size)
        except InvalidSetting as error:
            raise InvalidSetting(error.key, f"{file}: {error}", error.repairs, **error.values) from None
        x[i] = to_grey(picture) if grey else picture  # a grey picture fills all three channels
    return Pictures(x, np.array([label for _, label in files], np.int64), tuple(classes))
