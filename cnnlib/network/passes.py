"""What each layer computes, forwards and backwards; the arrays are (N, D, H, W) or (N, n).

forward(layer, x, p, mask) -> y, with p the layer's own arrays by letter (w, b);
backward(layer, grad, x, y, p, mask, to_input) -> (gradient of x, gradients of p by letter). With to_input=False the
gradient of x is not asked for: a convolution, where it costs most, then leaves it out and gives None in its place.
"""

from functools import singledispatch

import numpy as np

from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Lrn, Pool, Softmax
from cnnlib.network.lenet_layers import Rbf, Subsample, digit_codes
from cnnlib.ops.activations import ACTIVATIONS, softmax, softmax_backward
from cnnlib.ops.conv import conv2d, conv2d_backward
from cnnlib.ops.dense import dense, dense_backward
from cnnlib.ops.normalisation import lrn, lrn_backward
from cnnlib.ops.pool import pool2d, pool2d_backward


@singledispatch
def forward(layer, x, p, mask=None):
    """The layer's output for x."""
    raise TypeError(f"no forward pass for {layer!r}")


@singledispatch
def backward(layer, grad, x, y, p, mask=None, to_input=True):
    """Gradients of x and of the layer's arrays, from that of its output y."""
    raise TypeError(f"no backward pass for {layer!r}")


# ---- CONV


def _geometry(layer: Conv) -> dict:
    """How the filters of a CONV slide, as conv2d takes it."""
    return {"stride": layer.S, "padding": layer.P, "dilation": layer.dilation, "groups": layer.groups}


def connections(layer: Conv) -> tuple[list[int], list[int]]:
    """The filter and the input map of every connection of a CONV with a table, in the order of its weights."""
    return (
        [k for k, maps in enumerate(layer.table) for _ in maps],
        [d for maps in layer.table for d in maps],
    )


def dense_weights(layer: Conv, w: np.ndarray, D: int) -> np.ndarray:
    """The weights as (K, D / groups, F, F): with a table, zeros where a filter does not look."""
    if layer.table is None:
        return w
    full = np.zeros((layer.K, D, layer.F, layer.F), w.dtype)
    full[connections(layer)] = w
    return full


@forward.register
def _(layer: Conv, x, p, mask=None):
    return conv2d(x, dense_weights(layer, p["w"], x.shape[1]), p.get("b"), **_geometry(layer))


@backward.register
def _(layer: Conv, grad, x, y, p, mask=None, to_input=True):
    w = dense_weights(layer, p["w"], x.shape[1])
    dx, dw, db = conv2d_backward(grad, x, w, to_input=to_input, **_geometry(layer))
    if layer.table is not None:
        dw = dw[connections(layer)]
    return dx, {"w": dw, "b": db} if layer.bias else {"w": dw}


# ---- POOL and the trainable pooling of 1998


@forward.register
def _(layer: Pool, x, p, mask=None):
    return pool2d(x, layer.F, stride=layer.S, padding=layer.P, how=layer.how)


@backward.register
def _(layer: Pool, grad, x, y, p, mask=None, to_input=True):
    return pool2d_backward(grad, x, layer.F, stride=layer.S, padding=layer.P, how=layer.how, y=y), {}


def _window_sums(x, F: int):
    """The sum of each F x F window of each map, windows side by side."""
    N, D, H, W = x.shape
    rows, cols = H // F, W // F
    return x[:, :, : rows * F, : cols * F].reshape(N, D, rows, F, cols, F).sum(axis=(3, 5))


@forward.register
def _(layer: Subsample, x, p, mask=None):
    return _window_sums(x, layer.F) * p["w"][:, None, None] + p["b"][:, None, None]


@backward.register
def _(layer: Subsample, grad, x, y, p, mask=None, to_input=True):
    dx = np.zeros_like(x)
    spread = (grad * p["w"][:, None, None]).repeat(layer.F, axis=2).repeat(layer.F, axis=3)
    dx[:, :, : spread.shape[2], : spread.shape[3]] = spread
    return dx, {"w": (grad * _window_sums(x, layer.F)).sum(axis=(0, 2, 3)), "b": grad.sum(axis=(0, 2, 3))}


# ---- FC and the distances of 1998


@forward.register
def _(layer: Fc, x, p, mask=None):
    return dense(x, p["w"], p.get("b"))


@backward.register
def _(layer: Fc, grad, x, y, p, mask=None, to_input=True):
    dx, dw, db = dense_backward(grad, x, p["w"])
    return dx, {"w": dw, "b": db} if layer.bias else {"w": dw}


@forward.register
def _(layer: Rbf, x, p, mask=None):
    codes = digit_codes(layer.K).astype(x.dtype)
    return ((x[:, None] - codes) ** 2).sum(axis=2)


@backward.register
def _(layer: Rbf, grad, x, y, p, mask=None, to_input=True):
    codes = digit_codes(layer.K).astype(x.dtype)
    return 2 * (grad[:, :, None] * (x[:, None] - codes)).sum(axis=1), {}


# ---- layers that keep the shape


@forward.register
def _(layer: Activation, x, p, mask=None):
    return ACTIVATIONS[layer.function][0](x)


@backward.register
def _(layer: Activation, grad, x, y, p, mask=None, to_input=True):
    return ACTIVATIONS[layer.function][1](grad, y), {}


@forward.register
def _(layer: Lrn, x, p, mask=None):
    return lrn(x, layer.n, layer.k, layer.alpha, layer.beta)


@backward.register
def _(layer: Lrn, grad, x, y, p, mask=None, to_input=True):
    return lrn_backward(grad, x, layer.n, layer.k, layer.alpha, layer.beta), {}


def dropout_mask(layer: Dropout, x, rng: np.random.Generator):
    """0 with probability p, else 1 / (1 - p), so that the expected sum stays."""
    return (rng.random(x.shape) >= layer.p).astype(x.dtype) / x.dtype.type(1 - layer.p)


@forward.register
def _(layer: Dropout, x, p, mask=None):
    return x if mask is None else x * mask


@backward.register
def _(layer: Dropout, grad, x, y, p, mask=None, to_input=True):
    return grad if mask is None else grad * mask, {}


@forward.register
def _(layer: Softmax, x, p, mask=None):
    return softmax(x, axis=1)  # over the classes: of scores, or of a volume at each place


@backward.register
def _(layer: Softmax, grad, x, y, p, mask=None, to_input=True):
    return softmax_backward(grad, y, axis=1), {}
