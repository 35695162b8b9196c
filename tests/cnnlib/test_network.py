"""Networks forwards and backwards: by hand, by central differences, and what a trace holds."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network import passes
from cnnlib.network.layers import Conv, Dropout, Fc, Input, Lrn, Pool
from cnnlib.network.lenet_layers import Rbf, Subsample, digit_codes
from cnnlib.network.network import Network, initial_parameters, parse
from cnnlib.network.passes import dense_weights
from cnnlib.network.zoo import PRESETS, alexnet, cifar10_net, lenet5
from cnnlib.ops.conv import conv2d_backward
from cnnlib.ops.normalisation import lrn, lrn_backward

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


def _drawn(line, rng, dtype=np.float64, N=2):
    network = parse(line) if isinstance(line, str) else line
    params = initial_parameters(network, rng, dtype)
    params = {name: array + 0.1 * rng.standard_normal(array.shape).astype(dtype) for name, array in params.items()}
    return network, params, rng.standard_normal((N, *network.input_shape)).astype(dtype)


@pytest.mark.parametrize("line", EVERY_LAYER)
def test_backward_is_the_slope(line):
    """Central differences of a random weighting of the scores, in every number of a small network."""
    rng = np.random.default_rng(5)
    network, params, x = _drawn(line, rng)
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
    network, params, x = _drawn(PRESETS[name](), np.random.default_rng(0), dtype)
    trace = network.trace(params, x)
    assert [v.shape for v in trace.volumes] == [(2, *shape) for shape in network.shapes]
    assert {v.dtype for v in trace.volumes} == {np.dtype(dtype)}
    grads, dx = network.backward(params, trace, np.ones_like(trace.scores))
    assert dx is None and {g.dtype for g in grads.values()} == {np.dtype(dtype)}
    assert {name: g.shape for name, g in grads.items()} == network.parameter_shapes()


def test_each_picture_of_a_batch_is_scored_by_itself():
    network, params, x = _drawn(cifar10_net(), np.random.default_rng(1), N=3)
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


# ---- dropout


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


# ---- the parts of 1998 and 2012


def test_lrn_against_its_sum_written_out():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((1, 7, 1, 1))
    n, k, alpha, beta = 5, 2.0, 0.3, 0.75
    y = lrn(x, n, k, alpha, beta)
    for i in range(7):
        around = [x[0, j, 0, 0] ** 2 for j in range(max(0, i - n // 2), min(6, i + n // 2) + 1)]
        assert y[0, i, 0, 0] == pytest.approx(x[0, i, 0, 0] / (k + alpha * sum(around)) ** beta)


def test_a_table_leaves_out_what_it_does_not_name():
    layer = Conv(2, 1, table=((0, 2), (1,)))
    w = np.array([[[5.0]], [[6.0]], [[7.0]]])
    assert dense_weights(layer, w, 3).tolist() == [[[[5]], [[0]], [[6]]], [[[0]], [[7]], [[0]]]]


def test_lenet5s_last_layer_is_smallest_at_its_own_picture():
    codes = digit_codes()
    assert codes.shape == (10, 84) and set(np.unique(codes)) == {-1, 1}
    assert len({tuple(code) for code in codes}) == 10
    distances = Network((Input((84,)), *lenet5(1998).layers[-1:])).forward({}, codes)
    assert (distances.argmin(axis=1) == np.arange(10)).all() and (np.diag(distances) == 0).all()
    assert distances[0, 1] == 4 * (codes[0] != codes[1]).sum()


# ---- what does not fit

NOT_WHOLE = ({"K": 0}, {"F": 0}, {"S": 0}, {"P": -1}, {"dilation": 0}, {"groups": 0})


def test_layers_and_networks_do_not_change():
    for thing in (*lenet5(1998).layers, *alexnet().layers, parse("INPUT 8 - SOFTMAX").layers[1], lenet5()):
        with pytest.raises(FrozenInstanceError):
            thing.K = 3
        assert hash(thing) == hash(thing)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: Network(()), "network-input"),
        (lambda: Network((Fc(3),)), "network-input"),
        (lambda: Network((Input((1, 2)),)), "layer-input"),
        (lambda: Network((Input((3, 8, 8)), Fc(3)), ("one",)), "network-labels"),
        *((lambda s=s: Conv(**{"K": 2} | s), "layer-setting") for s in NOT_WHOLE),
        *((lambda s=s: Pool(**s), "layer-setting") for s in ({"F": 0}, {"S": 0}, {"P": -1})),
        (lambda: Network((Input((3, 8, 8)), Fc(3)), ("", "<b>")), "network-labels"),
        (lambda: Network((Input((3, 8, 8)), Fc(3)), ("", "a" * 21)), "network-labels"),
        (lambda: Conv(3, 2.5), "layer-setting"),
        (lambda: Fc(True), "layer-setting"),
        (lambda: Fc(0), "layer-setting"),
        (lambda: Rbf(0), "layer-setting"),
        (lambda: Subsample(0), "layer-setting"),
        (lambda: Lrn(0), "layer-setting"),
        (lambda: Input((0, 8, 8)), "layer-setting"),
        (lambda: Network((Input((3, 8, 8)), Fc(3), Fc(3)), ("", "a", "a")), "network-labels"),
        (lambda: Conv(2, 1, table=((0,),)), "layer-table"),
        (lambda: Conv(1, 1, table=((1, 0),)), "layer-table"),
        (lambda: parse("INPUT 8x8x3 - FC 83 - RBF 10"), "layer-rbf"),
        (lambda: parse("INPUT 8x8x3 - FC 84 - RBF 11"), "layer-rbf"),
        (lambda: parse("INPUT 8x8x3 - FC 84 - LRN"), "layer-needs-volume"),
        (lambda: parse("INPUT 8x8x3 - LRN A0"), "layer-lrn"),
        (lambda: parse("INPUT 8x8x3 - POOL 2 L0.5"), "pool-how"),
    ],
)
def test_what_cannot_be_says_why(make, key):
    with pytest.raises(InvalidSetting) as caught:
        make()
    assert caught.value.key == key


def test_the_gradient_of_the_pictures_is_worked_out_on_demand_only(monkeypatch):
    network, params, x = _drawn("INPUT 6x6x2 - CONV 3 F3 - RELU - CONV 2 F2 - FC 3", np.random.default_rng(0))
    trace, asked = network.trace(params, x), []

    def watched(*args, to_input, **how):
        asked.append(to_input)
        return conv2d_backward(*args, to_input=to_input, **how)

    monkeypatch.setattr(passes, "conv2d_backward", watched)
    grads, none = network.backward(params, trace, np.ones((2, 3)))
    again, dx = network.backward(params, trace, np.ones((2, 3)), to_input=True)
    assert none is None and dx.shape == x.shape and asked == [True, False, True, True]
    assert all((grads[name] == again[name]).all() for name in params)


def test_pictures_of_another_size_are_refused():
    network, params, x = _drawn(cifar10_net(), np.random.default_rng(0))
    with pytest.raises(InvalidSetting, match=r"needs \(N, 3, 32, 32\)"):
        network.forward(params, x[:, :, :-1])


def test_with_input_keeps_all_but_the_picture():
    network = lenet5().with_input(1, 36, 32)
    assert network.input_shape == (1, 36, 32) and network.layers[1:] == lenet5().layers[1:]
    assert network.names == lenet5().names


def test_lrn_has_the_settings_of_alexnet_unless_said():
    x = np.random.default_rng(0).standard_normal((2, 12, 3, 3)) * 50
    assert np.array_equal(lrn(x), lrn(x, 5, 2.0, 1e-4, 0.75))
    grad = np.ones_like(x)
    assert np.array_equal(lrn_backward(grad, x), lrn_backward(grad, x, 5, 2.0, 1e-4, 0.75))
