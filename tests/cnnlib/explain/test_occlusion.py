"""Occlusion against covering the image by hand, one stop after the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.explain.occlusion import occlusion
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import cifar10_net

NETWORK = parse("INPUT 9x7x2 - CONV 4 F3 P1 - RELU - POOL 2 - FC 3")
PARAMS = initial_parameters(NETWORK, np.random.default_rng(0), np.float64)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 7), st.integers(1, 9), st.integers(1, 4), st.integers(1, 4), st.integers(0, 2), st.integers(0, 9))
def test_each_cell_is_the_fall_of_the_score_under_a_patch_laid_by_hand(high, wide, down, across, target, seed):
    x = np.random.default_rng(seed).standard_normal((2, 7, 9))
    found = occlusion(NETWORK, PARAMS, x, target, size=(high, wide), stride=(down, across))
    assert found.shape == ((7 - high) // down + 1, (9 - wide) // across + 1)
    whole = NETWORK.forward(PARAMS, x[None])[0, target]
    for i, j in np.ndindex(found.shape):
        covered = x.copy()
        for d in range(2):
            mean = sum(x[d].ravel()) / 63
            for row in range(i * down, i * down + high):
                for column in range(j * across, j * across + wide):
                    covered[d, row, column] = mean
        assert found[i, j] == pytest.approx(whole - NETWORK.forward(PARAMS, covered[None])[0, target], abs=1e-12)


def test_a_network_that_looks_at_one_corner_falls_there_alone():
    network = parse("INPUT 6x6x1 - FC 2")
    params = {"FC1.w": np.zeros((2, 36)), "FC1.b": np.zeros(2)}
    params["FC1.w"][1, 0] = 3  # the second class: three times the upper left pixel
    x = np.zeros((1, 6, 6))
    x[0, 0, 0] = 9  # the mean is 9 / 36
    found = occlusion(network, params, x, 1, size=2)
    assert found.tolist() == [[3 * (9 - 0.25), 0, 0], [0, 0, 0], [0, 0, 0]]
    assert not occlusion(network, params, x, 0, size=2).any()
    x[0, 0, 0] = -9
    assert occlusion(network, params, x, 1, size=2)[0, 0] < 0, "there it spoke against the class"


def test_the_patch_moves_by_its_own_size_unless_said_and_a_batch_of_one_will_do():
    network = cifar10_net()
    params = initial_parameters(network, np.random.default_rng(1))
    x = np.random.default_rng(2).random((1, 3, 32, 32), np.float32)
    kept = x.copy()
    found = occlusion(network, params, x, 4, size=8)
    assert found.shape == (4, 4) and found.dtype == np.float32 and (x == kept).all()
    assert np.array_equal(found, occlusion(network, params, x[0], 4, size=8, stride=8))
    assert not np.array_equal(found, occlusion(network, params, x, 5, size=8))


def test_a_network_of_maps_with_one_place_has_scores_too():
    network = parse("INPUT 6x6x1 - CONV 3 F6")
    params = initial_parameters(network, np.random.default_rng(0), np.float64)
    as_fc = parse("INPUT 6x6x1 - FC 3")
    flat = {"FC1.w": params["C1.w"].reshape(3, 36), "FC1.b": params["C1.b"]}
    x = np.random.default_rng(1).random((1, 6, 6))
    found = occlusion(network, params, x, 2, size=3, stride=1)
    np.testing.assert_allclose(found, occlusion(as_fc, flat, x, 2, size=3, stride=1), atol=1e-12)


@pytest.mark.parametrize(
    ("line", "shape", "how", "key"),
    [
        ("INPUT 6x6x1 - FC 3", (1, 6, 6), {"target": 0, "size": 7}, "filter-too-large"),
        ("INPUT 6x6x1 - FC 3", (1, 6, 6), {"target": 0, "size": 2, "stride": 0}, "too-small"),
        ("INPUT 6x6x1 - FC 3", (1, 6, 6), {"target": 3, "size": 2}, "class"),
        ("INPUT 6x6x1 - FC 3", (1, 6, 6), {"target": -1, "size": 2}, "class"),
        ("INPUT 6x6x1 - FC 3", (1, 6, 6), {"target": 1.0, "size": 2}, "class"),
        ("INPUT 6x6x1 - FC 3", (2, 1, 6, 6), {"target": 0, "size": 2}, "one-image"),
        ("INPUT 6x6x1 - FC 3", (6, 6), {"target": 0, "size": 2}, "one-image"),
        ("INPUT 6x6x1 - FC 3", (1, 6, 5), {"target": 0, "size": 2}, "network-picture"),
        ("INPUT 6x6x1 - CONV 3 F3", (1, 6, 6), {"target": 0, "size": 2}, "one-score"),
    ],
)
def test_what_cannot_be_says_why(line, shape, how, key):
    network = parse(line)
    params = initial_parameters(network, np.random.default_rng(0))
    with pytest.raises(InvalidSetting, match="needs") as caught:
        occlusion(network, params, np.zeros(shape), **how)
    assert caught.value.key == key
