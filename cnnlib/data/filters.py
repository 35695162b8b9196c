"""Named filters as whole numbers over a divisor, and random ones: so every sum can be done in the head."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from cnnlib.errors import InvalidSetting

# Laid on without flipping, as CNNs and OpenCV do. R. Gonzalez, R. Woods, "Digital Image Processing", chapters 3, 10.
CLASSIC = {
    "sobel_x": ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),  # positive where it grows brighter to the right
    "sobel_y": ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),  # positive where it grows brighter downwards
    "laplacian": ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
    "sharpen": ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
    "emboss": ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
    "cross": ((1, 0, 1), (0, 1, 0), (1, 0, 1)),  # the figure of UFLDL, "Feature extraction using convolution"
}
NAMES = ("identity", "box", "gaussian", *CLASSIC)


@dataclass(frozen=True)
class NamedFilter:
    """A kernel (F, F) of whole numbers; its weights are `cells / divisor`."""

    cells: np.ndarray
    divisor: int

    @property
    def weights(self) -> np.ndarray:
        return self.cells / self.divisor


def named_filter(name: str, F: int = 3) -> NamedFilter:
    """A kernel by its name, F x F. The classic 3 x 3 ones stand in the middle of zeros in a larger F.

    Raises:
        InvalidSetting: no such name; F < 1, or a classic kernel with F < 3.
    """
    if name not in NAMES:
        known = tuple({"kind": other} for other in NAMES)
        raise InvalidSetting("filter-name", f"name={name!r}: needs one of {', '.join(NAMES)}", known, name=name)
    least = 3 if name in CLASSIC else 1
    if F < least:
        message = f"F={F} is too small for {name}: needs F >= {least}"
        raise InvalidSetting("filter-too-small", message, ({"F": least},), name=name, F=F, least=least)
    cells = np.zeros((F, F), dtype=int)
    if name == "identity":
        cells[F // 2, F // 2] = 1
        return NamedFilter(cells, 1)
    if name == "box":
        return NamedFilter(np.ones((F, F), dtype=int), F * F)
    if name == "gaussian":  # the binomial kernel: rows of Pascal's triangle, multiplied
        row = np.array([comb(F - 1, i) for i in range(F)])
        return NamedFilter(np.outer(row, row), 4 ** (F - 1))
    start = (F - 3) // 2
    cells[start : start + 3, start : start + 3] = CLASSIC[name]
    return NamedFilter(cells, 1)


def random_filters(rng: np.random.Generator, K: int, D: int, F: int, low: int = -1, high: int = 1) -> np.ndarray:
    """Filters (K, D, F, F) of whole numbers from low to high."""
    return rng.integers(low, high + 1, (K, D, F, F))
