"""What a network costs: parameters, multiply-adds and values per layer, memory while training, what pooling saves.

A multiply-add is one MAC (two FLOPs); the adding of biases is not counted, products with padded zeros are. The
formulas themselves are in `formulas.counts`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import prod

from cnnlib.checks import kind_of, one_of
from cnnlib.formulas import counts
from cnnlib.formulas.counts import DTYPE_BYTES, STATE_COPIES
from cnnlib.formulas.symbols import Expression, Symbol
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Layer, Pool, Shape
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.network.network import Network


@dataclass(frozen=True)
class Row:
    """The cost of one layer for one image, or of several together."""

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


def summarize(network: Network) -> tuple[Row, ...]:
    """One row a layer, INPUT too. Counts a multiply-add as one MAC, no bias adds, padded zeros included."""
    kind_of("network", network, Network, "a Network, as parse() gives it")
    rows = []
    for i, layer in enumerate(network.layers):
        before, after = network.shapes[max(i - 1, 0)], network.shapes[i]
        stored = 0 if isinstance(layer, Activation | Dropout) else prod(after)
        kind = type(layer).__name__.lower()
        rows.append(Row(network.names[i], kind, after, *_counts(layer, before, after), prod(after), stored))
    return tuple(rows)


def total(rows: tuple[Row, ...]) -> Row:
    """All rows added up; the output is the last one's."""

    def added(field):
        return sum(getattr(row, field) for row in rows)

    return Row("total", "total", rows[-1].output, *map(added, ("weights", "biases", "macs", "activations", "stored")))


def neurons(rows: tuple[Row, ...]) -> int:
    """Outputs of the CONV and FC layers, what the AlexNet paper calls its neurons: 659,272 of AlexNet."""
    return sum(row.activations for row in rows if row.kind in ("conv", "fc"))


def weighted(rows: tuple[Row, ...]) -> int:
    """How many layers have parameters: 16 of VGG-16's."""
    return sum(row.parameters > 0 for row in rows)


def macs_of(rows: tuple[Row, ...], kind: str) -> int:
    """The multiply-adds of all layers of a kind ("conv", "fc")."""
    return sum(row.macs for row in rows if row.kind == kind)


def shares(rows: tuple[Row, ...], kind: str) -> tuple[float, float]:
    """Per cent of the parameters, and of the multiply-adds, that layers of this kind ("conv", "fc") have."""
    whole, parameters = total(rows), sum(row.parameters for row in rows if row.kind == kind)
    return (
        float(counts.percent(parameters, whole.parameters)),
        float(counts.percent(macs_of(rows, kind), whole.macs)),
    )


def running_totals(values: Iterable[int]) -> list[int]:
    """After each value the sum so far."""
    return list(accumulate(values))


# ---- the counts of one layer, on numbers or symbols


def formulas(network: Network, name: str) -> dict[str, Expression]:
    """The counts of a layer as expressions in K, F, D, ...: keys weights, biases and macs, where not zero."""
    i = network.names.index(name)
    found = _counts(network.layers[i], network.shapes[max(i - 1, 0)], network.shapes[i], Symbol)
    return {
        key: count
        for key, count in zip(("weights", "biases", "macs"), found, strict=True)
        if isinstance(count, Expression)
    }


def _number(letter: str, value: int, role: str | None = None) -> int:
    """In the place of Symbol, where plain numbers are wanted."""
    return value


def _counts(layer: Layer, before: Shape, after: Shape, symbol: Callable = _number):
    """(weights, biases, MACs) of one layer: numbers, or expressions when `symbol` makes symbols."""
    match layer:
        case Conv(K=k, F=f, groups=g):
            K, F = symbol("K", k, "filter"), symbol("F", f, "filter")
            H, W = symbol("H", after[1], "output"), symbol("W", after[2], "output")
            biases = K if layer.bias else 0
            if layer.table is not None:
                connections = symbol("n", sum(map(len, layer.table)), "filter")
                return connections * F * F, biases, H * W * (connections * F * F)
            D = symbol("D", before[0], "input")
            groups = (symbol("g", g, "filter"),) if g > 1 else ()
            return counts.conv_weights(K, F, D, *groups), biases, counts.conv_macs(H, W, K, F, D, *groups)
        case Fc(K=k):
            K = symbol("K", k, "filter")
            letters = "DHW" if len(before) == 3 else "n"
            inputs = [symbol(letter, side, "input") for letter, side in zip(letters, before, strict=True)]
            n = inputs[0] if len(inputs) == 1 else inputs[1] * inputs[2] * inputs[0]
            return counts.fc_macs(n, K), K if layer.bias else 0, counts.fc_macs(n, K)
        case Subsample():  # the sum of a window is additions only; then one product
            D = symbol("D", after[0], "output")
            return D, D, symbol("H", after[1], "output") * symbol("W", after[2], "output") * D
        case Rbf(K=k):
            return 0, 0, symbol("K", k, "filter") * symbol("n", before[0], "input")
    return 0, 0, 0


# ---- memory


def size_bytes(values: int, dtype: str = "float32") -> int:
    """Bytes of so many values."""
    return counts.nbytes(values, _known(dtype, DTYPE_BYTES, "dtype"))


@dataclass(frozen=True)
class Memory:
    """Bytes that training needs at least; workspace, activation gradients and framework come on top."""

    weights: int  # biases too
    gradients: int
    state: int  # the optimizer's
    activations: int  # of the whole batch, the images too

    @property
    def total(self) -> int:
        return self.weights + self.gradients + self.state + self.activations


def training_memory(network: Network, batch: int = 1, dtype: str = "float32", optimizer: str = "sgd") -> Memory:
    """Memory for training with so many images a batch; the optimizer is "sgd", "momentum" or "adam"."""
    costs = total(summarize(network))
    parameters = size_bytes(costs.parameters, dtype)
    state = _known(optimizer, STATE_COPIES, "optimizer") * parameters
    return Memory(parameters, parameters, state, batch * size_bytes(costs.stored, dtype))


def largest_batch(network: Network, memory: int, dtype: str = "float32", optimizer: str = "sgd") -> int:
    """How many images a batch may have in so many bytes; 0 where not even one fits."""
    costs, copies = total(summarize(network)), _known(optimizer, STATE_COPIES, "optimizer")
    fits = counts.batch_that_fits(int(memory), costs.parameters, costs.stored, size_bytes(1, dtype), copies)
    return max(0, fits)


def _known(name: str, table: dict[str, int], key: str) -> int:
    """What a table says of a name; InvalidSetting where it does not know it."""
    return table[one_of(key, name, table, key)]


# ---- what pooling saves


@dataclass(frozen=True)
class Saving:
    """One pooling layer: values before and after it, the next layer with weights and what that multiplies."""

    name: str
    before: int
    after: int
    next: str
    macs: int  # as the network is
    macs_unpooled: int  # with this pooling layer, and no other, left out


def pooling_savings(network: Network) -> tuple[Saving, ...]:
    """A row for each pooling layer that a layer with weights follows."""
    rows, found = summarize(network), []
    for i, layer in enumerate(network.layers):
        follower = next((row for row in rows[i + 1 :] if row.weights), None)
        if not isinstance(layer, Pool) or follower is None:
            continue
        unpooled = {row.name: row for row in summarize(without(network, i))}
        before, after = prod(network.shapes[i - 1]), prod(network.shapes[i])
        macs = follower.macs, unpooled[follower.name].macs
        found.append(Saving(network.names[i], before, after, follower.name, *macs))
    return tuple(found)


def without(network: Network, i: int) -> Network:
    """The network with layer i left out, the others under their names."""
    keep = [n for n in range(len(network)) if n != i]
    return Network(tuple(network.layers[n] for n in keep), tuple(network.names[n] for n in keep))
