"""What layers cost, in formulas on numbers or symbols: weights, multiply-adds, values, bytes, shares and savings.

A multiply-add counts as one MAC; the additions of biases are not counted; products with padded zeros are.
What a whole network costs is counted by `network.cost`, with these.
Formulas: Stanford cs231n, "Convolutional Networks", summary of the conv layer.
"""

from __future__ import annotations

from typing import Any

from cnnlib.checks import whole_number
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.symbols import is_symbolic

UNITS = {"kB": (1000,), "MB": (1000, 1000), "MiB": (1024, 1024)}  # what bytes are divided by
GIB = 2**30  # bytes
DTYPE_BYTES = {"float64": 8, "float32": 4, "float16": 2, "int8": 1}
STATE_COPIES = {"sgd": 0, "momentum": 1, "adam": 2}  # numbers that the optimizer keeps for each parameter


# ---- convolutional layers: K filters of F x F on an input of depth D, in g groups


def filter_depth(D: Any, groups: Any) -> Any:
    """Input channels that one filter sees: D/g, and D itself without groups, so that no `/1` is printed."""
    if not is_symbolic(groups) and groups == 1:
        return D
    if int(groups) < 1 or int(D) % int(groups):
        check_groups(int(D), int(D), int(groups))
    return D / groups if is_symbolic(D, groups) else D // groups


def check_groups(D: int, K: int, groups: int, *, most: int = 8) -> None:
    """Raise InvalidSetting unless `groups` divides the input depth D and the number of filters K.

    The repairs change g alone, D alone, K alone, or D and K; D and K stay within 1 to `most`, or their own size.
    """
    groups = whole_number("g", groups)
    if groups >= 1 and D % groups == 0 and K % groups == 0:
        return

    def multiple(value: int) -> int | None:
        """The multiple of g nearest to a depth, the larger of two, and no larger than allowed."""
        fitting = range(groups, max(most, value) + 1, groups) if groups >= 1 else ()
        return min(fitting, key=lambda n: (abs(n - value), -n), default=None)

    fitting = [g for g in range(1, min(D, K) + 1) if D % g == K % g == 0]
    nearest = min(fitting, key=lambda g: (abs(g - groups), g))
    depths = {name: multiple(n) for name, n in (("D", D), ("K", K)) if groups >= 1 and n % groups}
    repairs = [{"g": nearest}] + ([depths] if depths and all(depths.values()) else [])
    works = " or ".join(", ".join(f"{name}={n}" for name, n in repair.items()) for repair in repairs)
    raise InvalidSetting(
        "groups",
        f"g={groups} does not divide both D={D} and K={K}: needs {works}",
        repairs,
        g=groups,
        D=D,
        K=K,
        nearest=nearest,
    )


def filter_weights(F: Any, D: Any, groups: Any = 1) -> Any:
    """The F x F x D/g weights of one filter, which is as deep as the input that it sees."""
    return F * F * filter_depth(D, groups)


def conv_weights(K: Any, F: Any, D: Any, groups: Any = 1) -> Any:
    """K filters of F x F x D/g weights: `96·11·11·3 = 34,848`."""
    return K * filter_weights(F, D, groups)


def conv_parameters(K: Any, F: Any, D: Any, groups: Any = 1) -> Any:
    """Weights and a bias a filter: K(F·F·D/g + 1). The input's width and the stride do not matter."""
    return K * (filter_weights(F, D, groups) + 1)


def conv_neurons(out_h: Any, out_w: Any, K: Any) -> Any:
    """Neurons of a conv layer: one for each output cell of each of its K maps."""
    return out_h * out_w * K


def conv_macs(out_h: Any, out_w: Any, K: Any, F: Any, D: Any, groups: Any = 1) -> Any:
    """Multiply-adds of a conv layer: one for each weight of a filter, at each of its output cells."""
    return out_h * out_w * conv_weights(K, F, D, groups)


# ---- fully connected layers, and the layers between the two kinds


def fc_macs(inputs: Any, outputs: Any) -> Any:
    """Multiply-adds of a fully connected layer: one a weight."""
    return outputs * inputs


def unshared_parameters(out_h: Any, out_w: Any, K: Any, F: Any, D: Any) -> Any:
    """Weights and a bias for every neuron by itself: out·out·K·(F·F·D + 1). The multiply-adds stay `conv_macs`."""
    return conv_neurons(out_h, out_w, K) * (filter_weights(F, D) + 1)


def dense_macs(out_h: Any, out_w: Any, K: Any, W: Any, D: Any) -> Any:
    """Multiply-adds where every neuron of the map sees the whole input W x W x D: also its number of weights."""
    return conv_neurons(out_h, out_w, K) * (W * W * D)


def dense_parameters(out_h: Any, out_w: Any, K: Any, W: Any, D: Any) -> Any:
    """The weights of `dense_macs`, and a bias a neuron."""
    return conv_neurons(out_h, out_w, K) * (W * W * D + 1)


# ---- the same along a single row


def row_neurons(outputs: Any, K: Any) -> Any:
    """Neurons of a layer along one row: K filters, each with so many outputs."""
    return K * outputs


def row_parameters(kind: str, outputs: Any, F: Any, W: Any) -> Any:
    """Weights and biases of a row of neurons: F + 1 "shared", outputs·(F + 1) each its "own", or outputs·(W + 1)
    where each sees the "full" row."""
    return {"shared": lambda: F + 1, "own": lambda: outputs * (F + 1), "full": lambda: outputs * (W + 1)}[kind]()


def row_macs(kind: str, outputs: Any, F: Any, W: Any) -> Any:
    """Multiply-adds of a row of neurons: outputs·F, shared or not; outputs·W where each sees the "full" row."""
    return outputs * (W if kind == "full" else F)


# ---- a convolution as a matrix


def matrix_rows(outputs: Any, K: Any) -> Any:
    """A row for every output of K square maps of so many outputs a side."""
    return K * outputs * outputs


def matrix_columns(W: Any, D: Any) -> Any:
    """A column for every input of D channels of W x W."""
    return D * W * W


def filled_cells(macs: Any, on_padding: Any) -> Any:
    """The multiply-adds less those with padded zeros, which have no column."""
    return macs - on_padding if on_padding else macs


# ---- values, and what pooling drops


def volume_values(H: Any, W: Any, D: Any) -> Any:
    """Values of a volume: H·W·D."""
    return H * W * D


def percent_dropped(before: int, after: int) -> float:
    """How much of its values a layer does without, in per cent: 100 (before - after)/before."""
    return 100 * ((before - after) / before)


def shared_cells(F: Any, S: Any) -> Any:
    """Cells that two windows side by side both see: F·(F - S) where they overlap, else 0."""
    return F * (F - S) if int(S) < int(F) else 0


# ---- work, time and memory


def flops(macs: Any) -> Any:
    """A multiply-add is two floating-point operations."""
    return 2 * macs


def milliseconds(operations: Any, rate: Any) -> Any:
    """Time of so many FLOP at `rate` GFLOP/s: one GFLOP/s is a million FLOP in a millisecond."""
    return operations / (rate * 1_000_000)


def nbytes(values: Any, value_bytes: Any) -> Any:
    """Bytes of so many values."""
    return values * value_bytes


def bits_to_bytes(bits: Any) -> Any:
    """Eight bits a byte."""
    return bits / 8 if is_symbolic(bits) else bits // 8


def in_unit(size: Any, unit: str) -> Any:
    """Bytes as kB (a thousand), MB (a million) or MiB (1024 x 1024)."""
    for part in UNITS[unit]:
        size = size / part
    return size


def training_bytes(parameters: Any, stored: Any, batch: Any, value_bytes: Any, state_copies: Any = 0) -> Any:
    """Memory while training: weights + gradients + optimizer state + activations x batch, in bytes."""
    return ((2 + state_copies) * parameters + stored * batch) * value_bytes


def batch_that_fits(memory: Any, parameters: Any, stored: Any, value_bytes: Any, state_copies: Any = 0) -> Any:
    """`training_bytes` solved for the batch: how many images fit into so many bytes."""
    return (memory - (2 + state_copies) * parameters * value_bytes) // (stored * value_bytes)


# ---- one count against another


def percent(part: Any, whole: Any) -> Any:
    """part / whole in per cent; 0 of nothing."""
    return 100 * part / whole if int(whole) else 0


def times(whole: Any, part: Any) -> Any:
    """How many times `part` goes into `whole`; 0 where there is none of it."""
    return whole / part if part else 0.0


def differ_by_more_than_chance(one: float, other: float, count: int) -> bool:
    """Whether two shares, each of `count`, lie further apart than twice the standard error of their difference."""
    variance = (one * (1 - one) + other * (1 - other)) / count
    return (one - other) ** 2 > 4 * variance


def map_cells(side: Any, crops: Any = None) -> Any:
    """Cells of a square map; of one a crop, where there are crops."""
    return side * side if crops is None else crops * side * side


def conv_saving(side: Any, crop: Any, large: Any) -> Any:
    """What padded CONV layers save over side·side crops: their work grows with the area, so it is
    side²/(large/crop)²."""
    return side**2 / (large / crop) ** 2


def one_pass_saving(crops: Any, crop_conv: Any, crop_fc: Any, conv: Any) -> Any:
    """What one pass saves over all crops: the FC layers, read as CONV, work as often as there are crops."""
    return crops * (crop_conv + crop_fc) / (conv + crops * crop_fc)
