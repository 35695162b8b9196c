"""What a network costs: parameters, multiply-adds and values per layer, bytes, and memory while training.

A multiply-add is one MAC (two FLOPs); the adding of biases is not counted, products with padded zeros are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import conv_macs, conv_weights, fc_macs
from cnnlib.formulas.symbols import Expression, Symbol
from cnnlib.network.layer import Layer, Shape
from cnnlib.network.layers import Activation, Conv, Dropout, Fc
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.network.network import Network

DTYPE_BYTES = {"float64": 8, "float32": 4, "float16": 2, "int8": 1}
GIB = 2**30  # bytes
STATE_COPIES = {"sgd": 0, "momentum": 1, "adam": 2}  # numbers that the optimiser keeps for each parameter


@dataclass(frozen=True)
class Row:
    """The cost of one layer for one picture, or of several together."""

    name: str
    kind: str  # "input", "conv", "pool", "fc", "activation", "lrn", "dropout", ...
    output: Shape  # (D, H, W) or (n,)
    weights: int
    biases: int
    macs: int
    activations: int  # values in the output
    stored: int  # of these, what training keeps: none where a layer can overwrite its input

    @property
    def parameters(self) -> int:
        return self.weights + self.biases

    @property
    def flops(self) -> int:
        return 2 * self.macs


def summarize(network: Network) -> tuple[Row, ...]:
    """One row a layer, INPUT too. Counts a multiply-add as one MAC, no bias adds, padded zeros included."""
    rows = []
    for i, layer in enumerate(network.layers):
        before, after = network.shapes[max(i - 1, 0)], network.shapes[i]
        weights, biases, macs = _counts(layer, before, after)
        stored = 0 if isinstance(layer, Activation | Dropout) else prod(after)
        rows.append(
            Row(
                network.names[i],
                type(layer).__name__.lower(),
                after,
                weights,
                biases,
                macs,
                prod(after),
                stored,
            )
        )
    return tuple(rows)


def total(rows: tuple[Row, ...]) -> Row:
    """All rows added up; the output is the last one's."""

    def added(field):
        return sum(getattr(row, field) for row in rows)

    return Row("total", "total", rows[-1].output, *map(added, ("weights", "biases", "macs", "activations", "stored")))


def neurons(rows: tuple[Row, ...]) -> int:
    """Outputs of the CONV and FC layers, what the AlexNet paper calls its neurons."""
    return sum(row.activations for row in rows if row.kind in ("conv", "fc"))


def weighted(rows: tuple[Row, ...]) -> int:
    """How many layers have parameters: 16 of VGG-16's."""
    return sum(row.parameters > 0 for row in rows)


def formulas(network: Network, name: str) -> dict[str, Expression]:
    """The counts of a layer as expressions in K, F, D, ...: keys weights, biases and macs, where not zero."""
    i = network.names.index(name)
    counts = _counts(network.layers[i], network.shapes[max(i - 1, 0)], network.shapes[i], Symbol)
    return {
        key: count
        for key, count in zip(("weights", "biases", "macs"), counts, strict=True)
        if isinstance(count, Expression)
    }


def _plain(letter: str, value: int, role: str | None = None) -> int:
    return value


def _counts(layer: Layer, before: Shape, after: Shape, symbol: Callable = _plain):
    """(weights, biases, MACs) of one layer: numbers, or expressions when `symbol` makes symbols."""
    match layer:
        case Conv(K=k, F=f, groups=g):
            K, F = symbol("K", k, "filter"), symbol("F", f, "filter")
            H, W = symbol("H", after[1], "output"), symbol("W", after[2], "output")
            biases = K if layer.bias else 0
            if layer.table is not None:
                slices = symbol("n", sum(map(len, layer.table)), "filter")
                return slices * F * F, biases, H * W * (slices * F * F)
            D = symbol("D", before[0], "input")
            groups = (symbol("g", g, "filter"),) if g > 1 else ()
            return conv_weights(K, F, D, *groups), biases, conv_macs(H, W, K, F, D, *groups)
        case Fc(K=k):
            K = symbol("K", k, "filter")
            letters = "DHW" if len(before) == 3 else "n"
            inputs = [symbol(letter, side, "input") for letter, side in zip(letters, before, strict=True)]
            n = inputs[0] if len(inputs) == 1 else inputs[1] * inputs[2] * inputs[0]
            return fc_macs(n, K), K if layer.bias else 0, fc_macs(n, K)
        case Subsample():  # the sum of a window is additions only; then one product
            D = symbol("D", after[0], "output")
            return D, D, symbol("H", after[1], "output") * symbol("W", after[2], "output") * D
        case Rbf(K=k):
            return 0, 0, symbol("K", k, "filter") * symbol("n", before[0], "input")
    return 0, 0, 0


# ---- memory


def size_bytes(values: int, dtype: str = "float32") -> int:
    """Bytes of so many values."""
    return values * _known(dtype, DTYPE_BYTES, "dtype")


@dataclass(frozen=True)
class Memory:
    """Bytes that training needs at least; workspace, activation gradients and framework come on top."""

    weights: int  # biases too
    gradients: int
    state: int  # the optimiser's
    activations: int  # of the whole batch, the pictures too

    @property
    def total(self) -> int:
        return self.weights + self.gradients + self.state + self.activations


def training_bytes(parameters, stored, batch, value_bytes, state_copies=0):
    """weights + gradients + optimiser state + activations x batch, in bytes; of numbers or symbols."""
    return ((2 + state_copies) * parameters + stored * batch) * value_bytes


def training_memory(network: Network, batch: int = 1, dtype: str = "float32", optimizer: str = "sgd") -> Memory:
    """Memory for training with so many pictures a batch; the optimizer is "sgd", "momentum" or "adam"."""
    costs = total(summarize(network))
    parameters = size_bytes(costs.parameters, dtype)
    state = _known(optimizer, STATE_COPIES, "optimizer") * parameters
    return Memory(parameters, parameters, state, batch * size_bytes(costs.stored, dtype))


def batch_that_fits(memory, parameters, stored, value_bytes, state_copies=0):
    """training_bytes the other way round: pictures a batch in so many bytes; of numbers or symbols."""
    return (memory - (2 + state_copies) * parameters * value_bytes) // (stored * value_bytes)


def largest_batch(network: Network, memory: int, dtype: str = "float32", optimizer: str = "sgd") -> int:
    """How many pictures a batch may have in so many bytes; 0 where not even one fits."""
    costs, copies = total(summarize(network)), _known(optimizer, STATE_COPIES, "optimizer")
    fits = batch_that_fits(int(memory), costs.parameters, costs.stored, size_bytes(1, dtype), copies)
    return max(0, fits)


def _known(name: str, table: dict[str, int], key: str) -> int:
    if name not in table:
        raise InvalidSetting(
            key,
            f"{key} {name!r}: needs one of {', '.join(table)}",
            tuple({key: other} for other in table),
            **{key: name},
        )
    return table[name]
