"""The layers of a network as plain data: their settings, the shape they give, the numbers they learn.

A shape is (D, H, W) for a volume, as in PyTorch without the batch, and (n,) for a vector. Sizes are rounded
down, as PyTorch rounds them. What a layer computes is in `passes`, what it costs in `cost`.
"""

from dataclasses import dataclass
from math import prod
from numbers import Integral

from cnnlib.errors import InvalidSetting
from cnnlib.shapes import check_groups, field_size, output_size

Shape = tuple[int, ...]


class Layer:
    """What all layers share: most keep the shape and learn nothing; the others say what they do instead."""

    prefix = ""  # of the automatic name: the third CONV is C3

    def output_shape(self, shape: Shape) -> Shape:
        """Shape after the layer; InvalidSetting where it does not fit."""
        return shape

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        """Shapes of the learned arrays by letter (w weights, b biases), given the shape before the layer."""
        return {}

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        """(field, stride, padding a side): what one unit sees of the volume before, along one axis."""
        return 1, 1, 0


def _check(letter: str, value, low: int, layer: str) -> None:
    if not isinstance(value, Integral) or isinstance(value, bool) or value < low:
        raise InvalidSetting(
            "layer-setting",
            f"{layer} {letter}={value!r}: {letter} is a whole number >= {low}",
            ({letter: low},),
            layer=layer,
            setting=letter,
            value=value,
            low=low,
        )


def _volume(layer: str, shape: Shape) -> Shape:
    if len(shape) != 3:
        raise InvalidSetting(
            "layer-needs-volume",
            f"{layer} needs a volume, but {shape[0]} numbers in a row come in: put it before the first FC",
            layer=layer,
            size=shape[0],
        )
    return shape


def _slide(shape: Shape, F: int, P: int, S: int, dilation: int = 1) -> Shape:
    """(rows, columns) of a sliding window; the smaller side is tried first, for its repairs."""
    _, H, W = shape
    sizes = {side: output_size(side, F, P, S, dilation=dilation) for side in sorted({H, W})}
    return sizes[H], sizes[W]


@dataclass(frozen=True)
class Input(Layer):
    """The picture, D x H x W, or n numbers in a row."""

    shape: Shape

    def __post_init__(self):
        object.__setattr__(self, "shape", tuple(self.shape))
        if len(self.shape) not in (1, 3):
            raise InvalidSetting(
                "layer-input", f"INPUT {self.shape}: needs (D, H, W), or (n,)", shape=self.shape
            )
        for letter, side in zip("DHW" if len(self.shape) == 3 else "n", self.shape, strict=True):
            _check(letter, side, 1, "INPUT")

    def output_shape(self, shape: Shape = ()) -> Shape:
        return self.shape


@dataclass(frozen=True)
class Conv(Layer):
    """K filters of F x F, as deep as their input (or as one of its groups), with stride S and P zeros a side.

    `table`, as in LeNet-5 of 1998, names for each filter the input maps that it sees; w is then
    (connections, F, F), one slice per connection, and groups stay 1. Otherwise w is (K, D / groups, F, F).
    """

    K: int
    F: int = 3
    S: int = 1
    P: int = 0
    dilation: int = 1
    groups: int = 1
    bias: bool = True
    table: tuple[tuple[int, ...], ...] | None = None
    prefix = "C"

    def __post_init__(self):
        for letter, low in (("K", 1), ("F", 1), ("S", 1), ("P", 0), ("dilation", 1), ("groups", 1)):
            _check(letter, getattr(self, letter), low, "CONV")
        if self.table is not None and (
            len(self.table) != self.K
            or self.groups != 1
            or not all(
                row and list(row) == sorted(set(row)) and 0 <= row[0] <= row[-1] < 36 for row in self.table
            )
        ):
            raise InvalidSetting(
                "layer-table",
                f"CONV {self.K}: a table has one rising row of input maps (0 to 35) for "
                f"each of the K={self.K} filters, and no groups",
                rows=len(self.table),
                K=self.K,
            )

    def output_shape(self, shape: Shape) -> Shape:
        D = _volume("CONV", shape)[0]
        check_groups(D, self.K, self.groups)
        if self.table is not None and max(map(max, self.table)) >= D:
            raise InvalidSetting(
                "layer-table",
                f"the table names input map {max(map(max, self.table))}, but the last "
                f"of D={D} maps is {D - 1}",
                D=D,
            )
        return (self.K, *_slide(shape, self.F, self.P, self.S, self.dilation))

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        F = self.F
        w = (
            (self.K, shape[0] // self.groups, F, F)
            if self.table is None
            else (sum(map(len, self.table)), F, F)
        )
        return {"w": w, "b": (self.K,)} if self.bias else {"w": w}

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        return field_size(self.F, self.dilation), self.S, self.P


@dataclass(frozen=True)
class Pool(Layer):
    """One number for each F x F window of each map; S = F unless said otherwise. `how` as in pool.pool2d."""

    F: int = 2
    S: int | None = None
    P: int = 0
    how: str | float = "max"
    prefix = "P"

    def __post_init__(self):
        _check("F", self.F, 1, "POOL")
        object.__setattr__(self, "S", self.F if self.S is None else self.S)
        _check("S", self.S, 1, "POOL")
        _check("P", self.P, 0, "POOL")
        if 2 * self.P > self.F:  # beyond that a window could lie wholly outside the picture
            raise InvalidSetting(
                "layer-pool-padding",
                f"POOL F={self.F} P={self.P}: needs P <= {self.F // 2}, half the window",
                ({"P": self.F // 2}, {"F": 2 * self.P}),
                F=self.F,
                P=self.P,
            )
        names = ("max", "mean", "l2", "min", "median")
        if self.how == 2:
            object.__setattr__(self, "how", "l2")
        if self.how not in names and not (isinstance(self.how, int | float) and 1 <= self.how <= 1000):
            raise InvalidSetting(
                "layer-pool-how",
                f"POOL {self.how!r}: needs one of {', '.join(names)}, or p >= 1",
                ({"how": "max"},),
                how=self.how,
            )

    def output_shape(self, shape: Shape) -> Shape:
        return (_volume("POOL", shape)[0], *_slide(shape, self.F, self.P, self.S))

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        return self.F, self.S, self.P


@dataclass(frozen=True)
class Subsample(Layer):
    """LeNet-5's pooling of 1998: the sum of each F x F window times a learned weight a map, plus a bias."""

    F: int = 2
    prefix = "S"

    def __post_init__(self):
        _check("F", self.F, 1, "SUBSAMPLE")

    def output_shape(self, shape: Shape) -> Shape:
        return (_volume("SUBSAMPLE", shape)[0], *_slide(shape, self.F, 0, self.F))

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {"w": (shape[0],), "b": (shape[0],)}

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        return self.F, self.F, 0


@dataclass(frozen=True)
class Fc(Layer):
    """K neurons, each connected to every number that comes in (a volume is read map by map, row by row)."""

    K: int
    bias: bool = True
    prefix = "FC"

    def __post_init__(self):
        _check("K", self.K, 1, "FC")

    def output_shape(self, shape: Shape) -> Shape:
        return (self.K,)

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        w = (self.K, prod(shape))
        return {"w": w, "b": (self.K,)} if self.bias else {"w": w}

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        return (shape[2] if axis == "width" else shape[1]) if len(shape) == 3 else 1, 1, 0


@dataclass(frozen=True)
class Rbf(Layer):
    """LeNet-5's output of 1998: the squared distance to a fixed picture of each digit; nothing is learned."""

    K: int = 10
    prefix = "RBF"

    def __post_init__(self):
        _check("K", self.K, 1, "RBF")
        if self.K > 10:
            raise InvalidSetting(
                "layer-rbf", f"RBF {self.K}: needs K <= 10, one a digit", ({"K": 10},), K=self.K
            )

    def output_shape(self, shape: Shape) -> Shape:
        if shape != (84,):
            raise InvalidSetting(
                "layer-rbf",
                "RBF compares with pictures of 7 x 12 = 84 cells: needs FC 84 before it",
                shape=shape,
            )
        return (self.K,)


@dataclass(frozen=True)
class Activation(Layer):
    """One function on every number: "relu", "tanh", "sigmoid", or LeNet-5's "scaledtanh"."""

    how: str = "relu"

    def __post_init__(self):
        if self.how not in ("relu", "tanh", "sigmoid", "scaledtanh"):
            raise InvalidSetting(
                "layer-activation", f"no activation {self.how!r}", ({"how": "relu"},), how=self.how
            )

    @property
    def prefix(self) -> str:
        return self.how


@dataclass(frozen=True)
class Lrn(Layer):
    """AlexNet's local response normalisation over n neighbouring maps (see `lrn`)."""

    n: int = 5
    k: float = 2.0
    alpha: float = 1e-4
    beta: float = 0.75
    prefix = "lrn"

    def __post_init__(self):
        _check("n", self.n, 1, "LRN")
        for letter in ("k", "alpha", "beta"):
            if not 0 < getattr(self, letter) < 1e6:
                raise InvalidSetting(
                    "layer-lrn", f"LRN {letter}={getattr(self, letter)}: needs {letter} > 0", setting=letter
                )

    def output_shape(self, shape: Shape) -> Shape:
        return _volume("LRN", shape)


@dataclass(frozen=True)
class Dropout(Layer):
    """Sets each number to 0 with probability p while training, the rest times 1/(1-p); nothing afterwards."""

    p: float = 0.5
    prefix = "dropout"

    def __post_init__(self):
        if not 0 <= self.p < 1:
            raise InvalidSetting(
                "layer-dropout", f"DROPOUT {self.p}: needs 0 <= p < 1", ({"p": 0.5},), p=self.p
            )


@dataclass(frozen=True)
class Softmax(Layer):
    """Scores into probabilities; on a volume over the maps, at each place."""

    prefix = "softmax"
