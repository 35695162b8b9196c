"""FC is CONV, CONV is FC: the same weights in another shape, for one layer and for a whole network."""

from typing import Any

import numpy as np

from cnnlib.checks import numbers, of_shape, parameters, whole_number
from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Conv, Fc
from cnnlib.network.lenet_layers import Rbf
from cnnlib.network.network import Arrays, Network


def fc_to_conv(w: np.ndarray, b: np.ndarray | None, C: int, H: int, W: int) -> tuple[np.ndarray, np.ndarray | None]:
    """FC weights (K, C*H*W) on a volume (C, H, W) as filters (K, C, H, W), with P=0 S=1; the biases stay."""
    C, H, W = (whole_number(letter, side, 1) for letter, side in zip("CHW", (C, H, W), strict=True))
    w = numbers("w", w)
    if w.ndim != 2 or w.shape[1] != C * H * W:
        raise InvalidSetting(
            "fc-to-conv",
            f"weights of {w.shape} on a volume of {C}x{H}x{W}: needs (K, {C * H * W})",
            shape=w.shape,
            inputs=C * H * W,
        )
    return w.reshape(len(w), C, H, W), None if b is None else of_shape("b", b, (len(w),))


def flat_place(d: Any, i: Any, j: Any, H: Any, W: Any) -> Any:
    """Where the cell (d, i, j) of a volume stands when it is read map by map, row by row, counted from 0; of
    numbers or symbols. It is the column of an FC's weights that becomes the cell (d, i, j) of its filter."""
    return (d * H + i) * W + j


def convolutional(network: Network) -> Network:
    """The network with every FC as a CONV, for the same image or, by with_input, a larger one.

    The first FC becomes as large as the volume before it, the later ones F=1. The names stay.
    """
    layers = [network.layers[0]]
    for layer, before, name in zip(network.layers[1:], network.shapes, network.names[1:], strict=False):
        if isinstance(layer, Fc):
            D, H, W = before if len(before) == 3 else (*before, 1, 1)
            if H != W:
                raise InvalidSetting(
                    "fc-to-conv-square",
                    f"{name}: its volume of {W}x{H} is not square: needs a square picture",
                    layer=name,
                    W=W,
                    H=H,
                )
            layer = Conv(layer.K, H, bias=layer.bias)
        if isinstance(layer, Rbf):
            raise InvalidSetting("fc-to-conv-rbf", f"{name}: distances to pictures are no convolution", layer=name)
        layers.append(layer)
    if len(network.input_shape) != 3:
        raise InvalidSetting(
            "layer-needs-volume",
            "the network reads a row of numbers: needs a picture",
            layer="input",
            size=network.input_shape[0],
        )
    return Network(tuple(layers), network.names)


def convolutional_parameters(network: Network, params: Arrays) -> Arrays:
    """The same numbers for `convolutional(network)`: FC weights in four dimensions."""
    parameters(params, network.parameter_shapes())
    return {name: params[name].reshape(shape) for name, shape in convolutional(network).parameter_shapes().items()}
