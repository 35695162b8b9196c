"""How one map of a network came about: the maps it was made from, its filter, and the sum over each of them."""

from dataclasses import dataclass

import numpy as np

from cnnlib.errors import InvalidSetting
from cnnlib.explain.as_conv import fc_to_conv
from cnnlib.formulas.sizes import taps
from cnnlib.network.layers import Activation, Conv, Fc, Pool
from cnnlib.network.network import Arrays, Network
from cnnlib.ops.conv import conv2d


@dataclass(frozen=True)
class OneMap:
    """One map of a CONV, FC or POOL layer. An FC is read as the CONV that it is: one filter as large as its input.

    Of a pooling layer there are no weights and no sums: `given` is the one map that it looks at.
    """

    given: np.ndarray  # (D, H, W): the maps that its windows stop on
    weights: np.ndarray | None  # (D, F, F): its filter, a channel for each of these
    bias: float
    sums: np.ndarray | None  # (D, rows, columns): w x over each channel alone, in float64
    before: np.ndarray  # (rows, columns): w x + b over all channels, or what pooling gave
    after: np.ndarray | None  # the same behind the activation, where one follows
    rows: np.ndarray  # (rows, F): the input rows that each output row sees, negative or too large where padding
    columns: np.ndarray


def one_map(network: Network, params: Arrays, volumes: tuple[np.ndarray, ...], i: int, k: int) -> OneMap:
    """Map k of layer i, given all volumes of one image (a trace's, each (1, ...)).

    Raises InvalidSetting "one-map" for another kind of layer, or where there is no such map.
    """
    layer, shape = network.layers[i], network.shapes[i - 1]
    if not isinstance(layer, Conv | Fc | Pool) or not 0 <= k < network.shapes[i][0] or getattr(layer, "table", None):
        message = f"layer {i}, map {k}: needs a CONV, POOL or FC, and one of its maps"
        raise InvalidSetting("one-map", message, layer=i, k=k)
    field, stride, padding = layer.window(shape)
    dilation = getattr(layer, "dilation", 1)
    before = volumes[i - 1][0].reshape(shape if len(shape) == 3 else (*shape, 1, 1))
    seen = [
        taps(side, layer.F if isinstance(layer, Conv | Pool) else field, padding, stride, dilation)
        for side in before.shape[1:]
    ]
    if isinstance(layer, Pool):
        return OneMap(before[k : k + 1], None, 0.0, None, volumes[i][0][k], None, *seen)
    w, b = (params.get(network.arrays[i].get(letter, "")) for letter in "wb")
    if isinstance(layer, Fc):
        w, _ = fc_to_conv(w, b, *before.shape)
    else:  # each group of filters has its own channels
        first = k * layer.groups // layer.K * w.shape[1]
        before = before[first : first + w.shape[1]]
    weights, bias = w[k].astype(np.float64), float(b[k]) if b is not None else 0.0
    sums = conv2d(
        before[None].astype(np.float64),
        weights[:, None],
        groups=len(weights),
        stride=stride,
        padding=padding,
        dilation=dilation,
    )[0]
    acts = i + 1 < len(network) and isinstance(network.layers[i + 1], Activation)
    after = volumes[i + 1][0].reshape(len(w), *sums.shape[1:])[k] if acts else None
    return OneMap(before, w[k], bias, sums, sums.sum(axis=0) + bias, after, *seen)
