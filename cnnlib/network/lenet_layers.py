"""Two layers that only LeNet-5 of 1998 has: pooling that learns, and distances to fixed pictures of the digits."""

from dataclasses import dataclass

import numpy as np

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Layer, Shape, check_whole, depth_of, slid_over


@dataclass(frozen=True)
class Subsample(Layer):
    """The sum of each F x F window times one learned weight a map, plus one learned bias a map."""

    F: int = 2
    prefix = "S"

    def __post_init__(self):
        check_whole("SUBSAMPLE", F=(self.F, 1))

    def output_shape(self, shape: Shape) -> Shape:
        return (depth_of("SUBSAMPLE", shape), *slid_over(shape, self.F, 0, self.F))

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {"w": (shape[0],), "b": (shape[0],)}

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        return self.F, self.F, 0


@dataclass(frozen=True)
class Rbf(Layer):
    """The squared distance to each of K fixed pictures (`digit_codes`): nothing is learned, the smallest wins."""

    K: int = 10
    prefix = "RBF"

    def __post_init__(self):
        check_whole("RBF", K=(self.K, 1))
        if self.K > 10:
            raise InvalidSetting("layer-rbf", f"RBF {self.K}: needs K <= 10, one a digit", ({"K": 10},), K=self.K)

    def output_shape(self, shape: Shape) -> Shape:
        if shape != (84,):
            message = "RBF compares with pictures of 7 x 12 = 84 cells: needs FC 84 before it"
            raise InvalidSetting("layer-rbf", message, shape=shape)
        return (self.K,)


# The fixed targets of the last layer, 7 x 12 cells each; drawn anew, after the paper.
DIGITS = """
.#####. ...#... .#####. .#####. ....##. ####### ..####. ####### .#####. .#####.
##...## ..##... ##...## ##...## ...###. ##..... .##.... .....## ##...## ##...##
##...## .###... .....## .....## ..####. ##..... ##..... .....## ##...## ##...##
##...## ...#... .....## .....## .##.##. ##..... ##..... ....##. ##...## ##...##
##...## ...#... ....##. ..####. ##..##. ######. ######. ....##. .#####. ##...##
##...## ...#... ...##.. ..####. ##..##. .....## ##...## ...##.. .#####. .######
##...## ...#... ..##... .....## ####### .....## ##...## ...##.. ##...## .....##
##...## ...#... .##.... .....## ....##. .....## ##...## ..##... ##...## .....##
##...## ...#... ##..... .....## ....##. .....## ##...## ..##... ##...## .....##
##...## ...#... ##..... ##...## ....##. ##...## ##...## .##.... ##...## ....##.
##...## ...#... ##..... ##...## ....##. ##...## ##...## .##.... ##...## ...##..
.#####. .#####. ####### .#####. ....##. .#####. .#####. .##.... .#####. .###...
"""


def digit_codes(K: int = 10) -> np.ndarray:
    """(K, 84) of +1 where the digit is inked and -1 elsewhere, row by row."""
    rows = [line.split() for line in DIGITS.strip().splitlines()]
    return np.array([[1.0 if cell == "#" else -1.0 for row in rows for cell in row[digit]] for digit in range(K)])


def digit_bits() -> list[str]:
    """The ten pictures of `digit_codes`, each as one hexadecimal number of 84 bits, for exported source text."""
    return [f"0x{int(''.join('1' if cell > 0 else '0' for cell in code), 2):021x}" for code in digit_codes()]
