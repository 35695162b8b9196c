"""The layers of a network as plain data: their settings, the shape they give, the numbers they learn.

What a layer computes is in `passes`, what it costs in `cost`. Sizes are rounded down, as in PyTorch. The two layers
that only LeNet-5 of 1998 has are in `lenet_layers`.
"""

from dataclasses import dataclass
from math import prod

from cnnlib.checks import flag, is_number, is_whole, one_of, shown
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import check_groups
from cnnlib.formulas.sizes import field_size, output_size
from cnnlib.ops.activations import ACTIVATIONS
from cnnlib.ops.pool import NAMES

Shape = tuple[int, ...]  # (D, H, W), as in PyTorch without the batch, or (n,)
Table = tuple[tuple[int, ...], ...]


class Layer:
    """A layer that keeps the shape and learns nothing, until it says otherwise."""

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


@dataclass(frozen=True)
class Input(Layer):
    """The image, (D, H, W), or n numbers in a row, (n,)."""

    shape: Shape
    prefix = "input"

    def __post_init__(self):
        if not isinstance(self.shape, tuple | list):
            raise InvalidSetting("layer-input", f"INPUT {shown(self.shape)}: needs (D, H, W), or (n,)")
        object.__setattr__(self, "shape", tuple(self.shape))
        if len(self.shape) not in (1, 3):
            raise InvalidSetting("layer-input", f"INPUT {self.shape}: needs (D, H, W), or (n,)", shape=self.shape)
        letters = "DHW" if len(self.shape) == 3 else "n"
        check_whole("INPUT", **{letter: (side, 1) for letter, side in zip(letters, self.shape, strict=True)})

    def output_shape(self, shape: Shape = ()) -> Shape:
        return self.shape


@dataclass(frozen=True)
class Conv(Layer):
    """K filters of F x F, as deep as their input (or as one of its groups), with stride S and P zeros a side.

    A `table`, as in LeNet-5 of 1998, names for each filter the input maps that it sees; w is then
    (connections, F, F), one channel a connection, and there are no groups. Else w is (K, D / groups, F, F).
    """

    K: int
    F: int = 3
    S: int = 1
    P: int = 0
    dilation: int = 1
    groups: int = 1
    bias: bool = True
    table: Table | None = None
    prefix = "C"

    def __post_init__(self):
        counts = {letter: (getattr(self, letter), 1) for letter in ("K", "F", "S", "dilation", "groups")}
        check_whole("CONV", **counts, P=(self.P, 0))
        flag("bias", self.bias)
        if self.table is None:
            return
        if not _is_table(self.table) or len(self.table) != self.K or self.groups != 1:
            raise InvalidSetting(
                "layer-table",
                f"CONV {self.K}: a table needs {self.K} rows, one a filter, each of rising numbers of "
                "input maps (0 to 35), and no groups",
                K=self.K,
                rows=len(self.table) if _is_table(self.table) else 0,
            )

    def output_shape(self, shape: Shape) -> Shape:
        D = depth_of("CONV", shape)
        check_groups(D, self.K, self.groups)
        last = max(map(max, self.table)) if self.table else 0
        if last >= D:
            message = f"the table names input map {last}: needs at most {D - 1}, the last of D={D}"
            raise InvalidSetting("layer-table", message, D=D, last=last)
        return (self.K, *slid_over(shape, self.F, self.P, self.S, self.dilation))

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        channels = (sum(map(len, self.table)),) if self.table else (self.K, shape[0] // self.groups)
        return _weights((*channels, self.F, self.F), self)

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        return field_size(self.F, self.dilation), self.S, self.P


@dataclass(frozen=True)
class Pool(Layer):
    """One number for each F x F window of each map; S = F unless said otherwise; `how` as in `pool.pool2d`."""

    F: int = 2
    S: int | None = None
    P: int = 0
    how: str | float = "max"
    prefix = "P"

    def __post_init__(self):
        object.__setattr__(self, "S", self.F if self.S is None else self.S)
        object.__setattr__(self, "how", "l2" if is_number(self.how) and self.how == 2 else self.how)
        check_whole("POOL", F=(self.F, 1), S=(self.S, 1), P=(self.P, 0))
        most = self.F // 2
        if self.P > most:  # beyond that a window could lie wholly outside the image
            raise InvalidSetting(
                "pool-padding",
                f"P={self.P} is more than half of F={self.F}: needs P <= {most}",
                ({"P": most}, {"F": 2 * self.P}),
                F=self.F,
                P=self.P,
                most=most,
            )
        named = isinstance(self.how, str) and self.how in NAMES
        if not named and not (is_number(self.how) and 1 <= self.how <= 1000):
            message = f"POOL {shown(self.how)}: needs one of {', '.join(NAMES)}, or a norm's p from 1 to 1000"
            raise InvalidSetting("pool-how", message, ({"how": "max"},), how=self.how)

    def output_shape(self, shape: Shape) -> Shape:
        return (depth_of("POOL", shape), *slid_over(shape, self.F, self.P, self.S))

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        return self.F, self.S, self.P


@dataclass(frozen=True)
class Fc(Layer):
    """K neurons, each connected to every number that comes in (a volume is read map by map, row by row)."""

    K: int
    bias: bool = True
    prefix = "FC"

    def __post_init__(self):
        check_whole("FC", K=(self.K, 1))
        flag("bias", self.bias)

    def output_shape(self, shape: Shape) -> Shape:
        return (self.K,)

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        return _weights((self.K, prod(shape)), self)

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        side = {"height": -2, "width": -1}[axis]
        return shape[side] if len(shape) == 3 else 1, 1, 0


@dataclass(frozen=True)
class Activation(Layer):
    """One function on every number: "relu", "tanh", "sigmoid", or LeNet-5's "scaledtanh", 1.7159 tanh(2x/3)."""

    function: str = "relu"

    def __post_init__(self):
        one_of("function", self.function, ACTIVATIONS, "layer-activation")

    @property
    def prefix(self) -> str:
        return self.function


@dataclass(frozen=True)
class Lrn(Layer):
    """AlexNet's local response normalisation over n neighbouring maps (see `ops.normalisation`)."""

    n: int = 5
    k: float = 2.0
    alpha: float = 1e-4
    beta: float = 0.75
    prefix = "lrn"

    def __post_init__(self):
        check_whole("LRN", n=(self.n, 1))
        for letter in ("k", "alpha", "beta"):
            value = getattr(self, letter)
            if not (is_number(value) and 0 < value < 1e6):
                message = f"LRN {letter}={shown(value)}: needs 0 < {letter} < 1,000,000"
                raise InvalidSetting("layer-lrn", message, ({letter: 1.0},), setting=letter, value=value)

    def output_shape(self, shape: Shape) -> Shape:
        depth_of("LRN", shape)
        return shape


@dataclass(frozen=True)
class Dropout(Layer):
    """Sets each number to 0 with probability p while training, the others times 1/(1-p); then nothing."""

    p: float = 0.5
    prefix = "dropout"

    def __post_init__(self):
        if not (is_number(self.p) and 0 <= self.p < 1):
            message = f"DROPOUT {shown(self.p)}: needs 0 <= p < 1"
            raise InvalidSetting("layer-dropout", message, ({"p": 0.5},), p=self.p)


@dataclass(frozen=True)
class Softmax(Layer):
    """Scores into probabilities; of a volume, over its maps at each place."""

    prefix = "softmax"


def size_text(shape: Shape) -> str:
    """A shape as people write it, width x height x depth: "55x55x96"; "4096" for a row of numbers."""
    return "x".join(str(side) for side in reversed(shape))


# ---- what several layers need


def check_whole(layer: str, **settings: tuple[object, int]) -> None:
    """InvalidSetting unless each setting, given as (value, least), is a whole number and no less."""
    for letter, (value, least) in settings.items():
        if not is_whole(value) or value < least:
            raise InvalidSetting(
                "layer-setting",
                f"{layer} {letter}={shown(value)}: needs a whole number {letter} >= {least}",
                ({letter: least},),
                layer=layer,
                setting=letter,
                value=value,
                least=least,
            )


def _is_table(table: object) -> bool:
    """Whether it names for each filter some of the first 36 input maps, rising."""
    return isinstance(table, tuple | list) and all(
        isinstance(row, tuple | list)
        and row
        and all(map(is_whole, row))
        and list(row) == sorted(set(row))
        and 0 <= row[0]
        and row[-1] < 36
        for row in table
    )


def depth_of(layer: str, shape: Shape) -> int:
    """D of the volume before a layer; InvalidSetting where a row of numbers comes in."""
    if len(shape) != 3:
        raise InvalidSetting(
            "layer-needs-volume",
            f"{layer} needs a volume, but a row of {shape[0]} numbers comes in: put it before the first FC",
            layer=layer,
            size=shape[0],
        )
    return shape[0]


def slid_over(shape: Shape, F: int, P: int, S: int, dilation: int = 1) -> Shape:
    """(rows, columns) of a window that slides over a volume; the smaller side first, for the sake of its repairs."""
    sizes = {side: output_size(side, F, P, S, dilation=dilation) for side in sorted(set(shape[1:]))}
    return tuple(sizes[side] for side in shape[1:])


def _weights(w: Shape, layer: Conv | Fc) -> dict[str, Shape]:
    """The shapes of the weights, and of the biases where there are any."""
    return {"w": w, "b": (layer.K,)} if layer.bias else {"w": w}
