"""What one layer costs: weights, parameters and multiply-adds, on numbers or symbols.

A multiply-add counts as one MAC; the additions of biases are not counted; products with padded zeros are.
Formulas: Stanford cs231n, "Convolutional Networks", summary of the conv layer.
"""

from __future__ import annotations

from typing import Any

from cnnlib.formulas.sizes import check_groups
from cnnlib.formulas.symbols import is_symbolic


def filter_depth(D: Any, groups: Any) -> Any:
    """Input slices that one filter sees: D/g, and D itself without groups, so that no `/1` is printed."""
    if not is_symbolic(groups) and groups == 1:
        return D
    if int(groups) < 1 or int(D) % int(groups):
        check_groups(int(D), int(D), int(groups))
    return D / groups if is_symbolic(D, groups) else D // groups


def filter_weights(F: Any, D: Any, groups: Any = 1) -> Any:
    """The F x F x D/g weights of one filter, which is as deep as the input that it sees."""
    return F * F * filter_depth(D, groups)


def conv_weights(K: Any, F: Any, D: Any, groups: Any = 1) -> Any:
    """K filters of F x F x D/g weights: `96·11·11·3 = 34,848`."""
    return K * filter_weights(F, D, groups)


def conv_parameters(K: Any, F: Any, D: Any, groups: Any = 1, bias: bool = True) -> Any:
    """Weights and a bias a filter: K(F·F·D/g + 1). The input's width and the stride do not matter."""
    each = filter_weights(F, D, groups)
    return K * (each + 1 if bias else each)


def conv_macs(out_h: Any, out_w: Any, K: Any, F: Any, D: Any, groups: Any = 1) -> Any:
    """Multiply-adds of a conv layer: one for each weight of a filter, at each of its output cells."""
    return out_h * out_w * conv_weights(K, F, D, groups)


def fc_parameters(inputs: Any, outputs: Any, bias: bool = True) -> Any:
    """Weights and biases of a fully connected layer: outputs·(inputs + 1)."""
    return outputs * (inputs + 1 if bias else inputs)


def fc_macs(inputs: Any, outputs: Any) -> Any:
    """Multiply-adds of a fully connected layer: one a weight."""
    return outputs * inputs


def volume_values(H: Any, W: Any, D: Any) -> Any:
    """Values of a volume: H·W·D."""
    return H * W * D


def share_dropped(before: Any, after: Any) -> Any:
    """The part of the values that a layer does without: (before − after)/before."""
    return (before - after) / before


def percentage(share: Any) -> float:
    """A part of one in per cent."""
    return float(100 * share)


def conv_neurons(out_h: Any, out_w: Any, K: Any) -> Any:
    """Neurons of a conv layer: one for each output cell of each of its K maps."""
    return out_h * out_w * K


def unshared_parameters(out_h: Any, out_w: Any, K: Any, F: Any, D: Any) -> Any:
    """Weights and a bias for every neuron by itself: out·out·K·(F·F·D + 1). The multiply-adds stay `conv_macs`."""
    return conv_neurons(out_h, out_w, K) * (filter_weights(F, D) + 1)


def dense_macs(out_h: Any, out_w: Any, K: Any, W: Any, D: Any) -> Any:
    """Multiply-adds where every neuron of the map sees the whole input W x W x D: also its number of weights."""
    return conv_neurons(out_h, out_w, K) * (W * W * D)


def dense_parameters(out_h: Any, out_w: Any, K: Any, W: Any, D: Any) -> Any:
    """The weights of `dense_macs`, and a bias a neuron."""
    return conv_neurons(out_h, out_w, K) * (W * W * D + 1)
