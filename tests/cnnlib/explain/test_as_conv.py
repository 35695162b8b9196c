"""A fully connected layer is a convolution: both computed, for one layer and for whole networks."""

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.explain.as_conv import convolutional, convolutional_parameters, fc_to_conv, flat_place
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import cifar10_net, lenet5, stride32_net, vgg16
from cnnlib.ops.conv import conv2d


def _drawn(network, side, rng, dtype=np.float64):
    params = initial_parameters(network, rng, dtype)
    return params, rng.random((network.input_shape[0], side, side)).astype(dtype)


@pytest.mark.parametrize(("C", "H", "W", "K"), [(3, 7, 7, 5), (2, 4, 6, 3), (10, 1, 1, 4)])
def test_an_fc_is_a_conv_as_large_as_its_input(C, H, W, K):
    rng = np.random.default_rng(0)
    w, b, x = rng.standard_normal((K, C * H * W)), rng.standard_normal(K), rng.standard_normal((2, C, H, W))
    w4, b4 = fc_to_conv(w, b, C, H, W)
    assert w4.shape == (K, C, H, W) and np.shares_memory(w4, w)
    y = conv2d(x, w4, b4)
    assert y.shape == (2, K, 1, 1)
    np.testing.assert_allclose(y[:, :, 0, 0], x.reshape(2, -1) @ w.T + b, rtol=1e-12)
    assert b4 is b and (w4.reshape(K, -1) == w).all()


def test_fc_weights_of_another_size_are_refused():
    with pytest.raises(InvalidSetting, match=r"needs \(K, 75\)"):
        fc_to_conv(np.zeros((4, 74)), None, 3, 5, 5)


def test_vgg16_as_convolutions():
    whole = convolutional(vgg16())
    named = dict(zip(whole.names, whole.layers, strict=True))
    assert [(named[n].F, named[n].K, named[n].P, named[n].S) for n in ("FC6", "FC7", "FC8")] == [
        (7, 4096, 0, 1),
        (1, 4096, 0, 1),
        (1, 1000, 0, 1),
    ]
    assert whole.output_shape == (1000, 1, 1)
    larger = whole.with_input(3, 384, 384)
    shapes = dict(zip(larger.names, larger.shapes, strict=True))
    assert shapes["P5"] == (512, 12, 12) and shapes["FC6"] == (4096, 6, 6) and shapes["FC8"] == (1000, 6, 6)


@pytest.mark.parametrize("network", [lenet5(), cifar10_net(), stride32_net()])
def test_a_network_as_convolutions_gives_the_same_scores(network):
    params, x = _drawn(network, network.input_shape[1], np.random.default_rng(0))
    whole, weights = convolutional(network), convolutional_parameters(network, params)
    np.testing.assert_allclose(whole.forward(weights, x[None])[..., 0, 0], network.forward(params, x[None]), rtol=1e-10)
    assert sum(w.size for w in weights.values()) == sum(w.size for w in params.values())


@pytest.mark.parametrize(
    ("network", "key"),
    [
        (parse("INPUT 8x6x1 - FC 3"), "fc-to-conv-square"),
        (lenet5(1998), "fc-to-conv-rbf"),
        (parse("INPUT 8 - FC 3"), "layer-needs-volume"),
    ],
)
def test_what_is_no_convolution(network, key):
    with pytest.raises(InvalidSetting) as caught:
        convolutional(network)
    assert caught.value.key == key


# ---- what does not fit


def test_the_place_of_a_cell_in_a_row_is_that_of_ravel():
    volume = np.arange(3 * 4 * 5).reshape(3, 4, 5)
    for d, i, j in np.ndindex(*volume.shape):
        assert flat_place(d, i, j, 4, 5) == volume[d, i, j]
