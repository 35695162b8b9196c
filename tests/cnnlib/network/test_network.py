"""Networks: forwards by hand, what a trace holds, first weights, and rows of layers that cannot be."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Fc, Input
from cnnlib.network.network import Network, initial_parameters, parse
from cnnlib.network.zoo import PRESETS, alexnet, cifar10_net, lenet5
from tests.cnnlib.drawn import drawn


def test_forward_by_hand():
    network = parse("INPUT 3x3x1 - CONV 1 F2 - RELU - POOL 2 - FC 2")
    params = {
        "C1.w": np.array([[[[1.0, 0], [0, -1]]]]),
        "C1.b": np.array([1.0]),
        "FC1.w": np.array([[2.0], [-3]]),
        "FC1.b": np.array([0.0, 4]),
    }
    x = np.array([[[[1.0, 2, 3], [4, 5, 6], [7, 8, 9]]]])
    trace = network.trace(params, x)
    # each window: upper left minus lower right = -4, plus 1 = -3; ReLU: 0; largest: 0; FC: 0 and 4
    assert trace.volumes[1].tolist() == [[[[-3, -3], [-3, -3]]]]
    assert trace.volumes[2].tolist() == [[[[0, 0], [0, 0]]]]
    assert trace.scores.tolist() == [[0, 4]]
    x[0, 0, 0, 0] = 7  # window (0, 0): 7 - 5 + 1 = 3
    assert network.forward(params, x).tolist() == [[2 * 3, -3 * 3 + 4]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ["lenet5", "lenet5-1998", "cifar10", "convnetjs"])
def test_a_trace_has_every_volume_and_keeps_the_dtype(name, dtype):
    network, params, x = drawn(PRESETS[name](), np.random.default_rng(0), dtype)
    trace = network.trace(params, x)
    assert [v.shape for v in trace.volumes] == [(2, *shape) for shape in network.shapes]
    assert {v.dtype for v in trace.volumes} == {np.dtype(dtype)}
    grads, dx = network.backward(params, trace, np.ones_like(trace.scores))
    assert dx is None and {g.dtype for g in grads.values()} == {np.dtype(dtype)}
    assert {name: g.shape for name, g in grads.items()} == network.parameter_shapes()


def test_each_picture_of_a_batch_is_scored_by_itself():
    network, params, x = drawn(cifar10_net(), np.random.default_rng(1), N=3)
    alone = np.concatenate([network.forward(params, x[i : i + 1]) for i in range(3)])
    np.testing.assert_allclose(network.forward(params, x), alone, rtol=1e-12)


def test_the_first_weights_have_the_deviation_of_he_and_follow_the_seed():
    network = parse("INPUT 16x16x8 - CONV 64 F5 - SUBSAMPLE 2 - FC 200")
    params = initial_parameters(network, np.random.default_rng(3))
    assert params["C1.w"].std() == pytest.approx((2 / (8 * 25)) ** 0.5, rel=0.02)
    assert params["FC1.w"].std() == pytest.approx((2 / (64 * 36)) ** 0.5, rel=0.02)
    assert abs(params["FC1.w"].mean()) < 1e-3
    assert not params["C1.b"].any() and not params["FC1.b"].any() and (params["S1.w"] == 0.25).all()
    again = initial_parameters(network, np.random.default_rng(3))
    other = initial_parameters(network, np.random.default_rng(4))
    assert all((params[name] == again[name]).all() for name in params)
    assert (params["C1.w"] != other["C1.w"]).any()
    assert {array.dtype for array in params.values()} == {np.dtype(np.float32)}


def test_networks_too_large_to_draw_say_so():
    network = parse("INPUT 999999 - FC 999999")
    with pytest.raises(InvalidSetting, match="needs at most 200,000,000"):
        initial_parameters(network, np.random.default_rng(0))


# ---- what does not fit


def test_networks_do_not_change():
    for thing in (lenet5(), alexnet()):
        with pytest.raises(FrozenInstanceError):
            thing.layers = ()
        assert hash(thing) == hash(thing)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: Network(()), "network-input"),
        (lambda: Network((Fc(3),)), "network-input"),
        (lambda: Network((Input((3, 8, 8)), Fc(3)), ("one",)), "network-labels"),
        (lambda: Network((Input((3, 8, 8)), Fc(3)), ("", "<b>")), "network-labels"),
        (lambda: Network((Input((3, 8, 8)), Fc(3)), ("", "a" * 21)), "network-labels"),
        (lambda: Network((Input((3, 8, 8)), Fc(3), Fc(3)), ("", "a", "a")), "network-labels"),
    ],
)
def test_what_cannot_be_says_why(make, key):
    with pytest.raises(InvalidSetting) as caught:
        make()
    assert caught.value.key == key


def test_pictures_of_another_size_are_refused():
    network, params, x = drawn(cifar10_net(), np.random.default_rng(0))
    with pytest.raises(InvalidSetting, match=r"needs \(N, 3, 32, 32\)"):
        network.forward(params, x[:, :, :-1])


def test_with_input_keeps_all_but_the_picture():
    network = lenet5().with_input(1, 36, 32)
    assert network.input_shape == (1, 36, 32) and network.layers[1:] == lenet5().layers[1:]
    assert network.names == lenet5().names
