"""What each layer computes, forwards and backwards: by hand, and by central differences through small networks."""

import numpy as np
import pytest

from cnnlib.network import passes
from cnnlib.network.layers import Conv, Dropout, Input
from cnnlib.network.network import Network, parse
from cnnlib.network.passes import dense_weights
from cnnlib.ops.conv import conv2d_backward
from tests.cnnlib.drawn import drawn

EVERY_LAYER = [
    "INPUT 7x6x2 - CONV 4 F3 P1 - RELU - POOL 2 - FC 3",
    "INPUT 7x6x4 - CONV 4 F2 S2 D2 G2 P1 NOBIAS - TANH - FC 3 NOBIAS",
    "INPUT 6x6x3 - CONV 3 F2 T[01 2 012] - SIGMOID - POOL 3 S2 MEAN P1 - FC 2",
    "INPUT 7x7x3 - CONV 3 F1 T[01 12 0] NOBIAS - SUBSAMPLE 2 - SCALEDTANH - FC 84 - RBF 4",
    "INPUT 5x5x6 - LRN N3 K1 A0.5 B0.75 - LRN N4 K2 A0.3 B0.5 - POOL 2 L2 - POOL 2 L3 S1 - FC 3 - SOFTMAX",
    "INPUT 6x6x2 - CONV 3 F3 - SOFTMAX - POOL 2 MEDIAN - CONV 2 F2",
    "INPUT 9 - FC 5 - TANH - FC 4 - RELU - FC 2",
    "INPUT 6x6x2 - POOL 3 MIN - RELU - SUBSAMPLE 2",
]


@pytest.mark.parametrize("line", EVERY_LAYER)
def test_backward_is_the_slope(line):
    """Central differences of a random weighting of the scores, in every number of a small network."""
    rng = np.random.default_rng(5)
    network, params, x = drawn(line, rng)
    trace = network.trace(params, x)
    weighting = rng.standard_normal(trace.scores.shape)
    grads, dx = network.backward(params, trace, weighting, to_input=True)
    assert list(grads) == list(network.parameter_shapes())
    for name, array, grad in [("x", x, dx), *((name, params[name], grads[name]) for name in params)]:
        assert grad.shape == array.shape
        for place in rng.permutation(array.size)[:40]:
            at = np.unravel_index(place, array.shape)
            kept, slope = array[at], 0.0
            for sign in (1, -1):
                array[at] = kept + sign * 1e-6
                slope += sign * float((network.forward(params, x) * weighting).sum()) / 2e-6
            array[at] = kept
            assert grad[at] == pytest.approx(slope, rel=1e-5, abs=1e-7), (name, at)


def test_dropout_rests_in_inference_and_keeps_the_mean_in_training():
    network = parse("INPUT 10000 - DROPOUT 0.25")
    x = np.ones((3, 10000))
    assert (network.forward({}, x) == x).all()
    y = network.trace({}, x, np.random.default_rng(0)).scores
    assert set(np.unique(y)) == {0, 1 / 0.75}
    assert y.mean() == pytest.approx(1, abs=0.01) and (y == 0).mean() == pytest.approx(0.25, abs=0.01)
    assert (y[0] != y[1]).any()


def test_the_gradient_of_dropout_goes_where_the_numbers_went():
    network = Network((Input((50,)), Dropout(0.5)))
    trace = network.trace({}, np.ones((1, 50)), np.random.default_rng(0))
    _, dx = network.backward({}, trace, np.full((1, 50), 3.0), to_input=True)
    assert (dx == 3 * trace.scores).all()
    resting = network.trace({}, np.ones((1, 50)))
    assert (network.backward({}, resting, np.ones((1, 50)), to_input=True)[1] == 1).all()


def test_a_table_leaves_out_what_it_does_not_name():
    layer = Conv(2, 1, table=((0, 2), (1,)))
    w = np.array([[[5.0]], [[6.0]], [[7.0]]])
    assert dense_weights(layer, w, 3).tolist() == [[[[5]], [[0]], [[6]]], [[[0]], [[7]], [[0]]]]


def test_the_gradient_of_the_pictures_is_worked_out_on_demand_only(monkeypatch):
    network, params, x = drawn("INPUT 6x6x2 - CONV 3 F3 - RELU - CONV 2 F2 - FC 3", np.random.default_rng(0))
    trace, asked = network.trace(params, x), []

    def watched(*args, to_input, **how):
        asked.append(to_input)
        return conv2d_backward(*args, to_input=to_input, **how)

    monkeypatch.setattr(passes, "conv2d_backward", watched)
    grads, none = network.backward(params, trace, np.ones((2, 3)))
    again, dx = network.backward(params, trace, np.ones((2, 3)), to_input=True)
    assert none is None and dx.shape == x.shape and asked == [True, False, True, True]
    assert all((grads[name] == again[name]).all() for name in params)
