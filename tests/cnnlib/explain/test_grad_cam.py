"""Grad-CAM against its formula in loops, with gradients by central differences."""

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.explain.grad_cam import grad_cam
from cnnlib.network.layers import Input
from cnnlib.network.network import Network, initial_parameters, parse

LINE = "INPUT 10x8x2 - CONV 4 F3 P1 - TANH - POOL 2 - CONV 3 F2 - RELU - DROPOUT 0.5 - FC 5 - TANH - FC 3"


def drawn(line=LINE, seed=0):
    network, rng = parse(line), np.random.default_rng(seed)
    params = {
        name: w + 0.1 * rng.standard_normal(w.shape) for name, w in initial_parameters(network, rng, float).items()
    }
    return network, params, rng.standard_normal(network.input_shape)


@pytest.mark.parametrize("layer", ["C1", "tanh1", "P1", "C2", "relu1", "input"])
@pytest.mark.parametrize("target", [0, 2])
def test_every_step_is_the_formula_in_loops(layer, target):
    network, params, x = drawn()
    found, i = grad_cam(network, params, x, target, layer), network.names.index(layer)
    volumes = network.trace(params, x[None]).volumes
    assert np.array_equal(found.maps, volumes[i][0]) and found.score == volumes[-1][0, target]
    behind = Network((Input(network.shapes[i]), *network.layers[i + 1 :]), network.names[i:])
    K, H, W = found.maps.shape
    total = np.zeros((H, W))
    for k in range(K):
        slopes = np.zeros((H, W))
        for row, column in np.ndindex(H, W):
            ends = []
            for step in (1e-6, -1e-6):
                moved = found.maps.copy()
                moved[k, row, column] += step
                ends.append(behind.forward(params, moved[None])[0, target])
            slopes[row, column] = (ends[0] - ends[1]) / 2e-6
        np.testing.assert_allclose(found.gradients[k], slopes, rtol=1e-5, atol=1e-8)
        assert found.weights[k] == pytest.approx(slopes.mean(), rel=1e-5, abs=1e-8)
        total += slopes.mean() * found.maps[k]
    np.testing.assert_allclose(found.weighted_sum, total, rtol=1e-5, atol=1e-7)
    assert found.map.tolist() == [[max(value, 0) for value in row] for row in found.weighted_sum.tolist()]


def test_by_hand():
    """Two maps as they come in, the one counted twice and the other against: s = 2 sum(A_0) - sum(A_1)."""
    network = parse("INPUT 2x2x2 - FC 1")
    params = {"FC1.w": np.array([[2.0] * 4 + [-1] * 4]), "FC1.b": np.zeros(1)}
    x = np.array([[[1.0, 2], [3, 0]], [[1, 5], [0, 0]]])
    found = grad_cam(network, params, x, 0, "input")
    assert found.weights.tolist() == [2, -1] and found.score == 2 * 6 - 6
    assert found.weighted_sum.tolist() == [[1, -1], [6, 0]] and found.map.tolist() == [[1, 0], [6, 0]]


def test_the_last_map_before_the_scores_may_be_the_scores():
    network, params, x = drawn("INPUT 4x4x1 - CONV 3 F4")
    found = grad_cam(network, params, x, 1, "C1")
    assert found.gradients.ravel().tolist() == [0, 1, 0] and found.weighted_sum.item() == found.score


def test_a_layer_by_its_index_and_an_image_as_a_batch_of_one():
    network, params, x = drawn()
    by_name, by_index = grad_cam(network, params, x, 1, "C2"), grad_cam(network, params, x[None], 1, 4)
    assert network.names[4] == "C2" and np.array_equal(by_name.map, by_index.map)


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ({"layer": "C9"}, "layer-without-maps"),
        ({"layer": "FC1"}, "layer-without-maps"),
        ({"layer": 99}, "layer-without-maps"),
        ({"layer": -1}, "layer-without-maps"),
        ({"target": 3}, "class"),
        ({"x": np.zeros((2, 2, 8, 10))}, "one-image"),
        ({"x": np.zeros((2, 8, 9))}, "network-picture"),
    ],
)
def test_what_cannot_be_says_why(how, key):
    network, params, x = drawn()
    with pytest.raises(InvalidSetting, match="needs") as caught:
        grad_cam(network, params, **{"x": x, "target": 0, "layer": "C2"} | how)
    assert caught.value.key == key
