"""One map taken apart: against a naive loop over its window, layer by layer of a small network and the shipped one."""

from pathlib import Path

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.explain.one_map import one_map
from cnnlib.network.cifar_net import load_trained, prepare
from cnnlib.network.network import initial_parameters, parse

LINE = "INPUT 9x9x4 - CONV 6 F3 P1 S2 G2 - RELU - POOL 3 S2 - CONV 5 F2 DIL1 - TANH - FC 3"


@pytest.fixture(scope="module")
def small():
    network = parse(LINE.replace(" DIL1", ""))
    rng = np.random.default_rng(3)
    params = {n: rng.standard_normal(w.shape) for n, w in initial_parameters(network, rng).items()}
    return network, params, network.trace(params, rng.standard_normal((1, 4, 9, 9))).volumes


def padded(x, r, c):
    return x[r, c] if 0 <= r < x.shape[0] and 0 <= c < x.shape[1] else 0.0


def by_hand(found, i, j):
    """(sum over each channel, all of them and the bias), one product at a time."""
    each = []
    for x, w in zip(found.given, found.weights, strict=True):
        total = 0.0
        for a, r in enumerate(found.rows[i]):
            for b, c in enumerate(found.columns[j]):
                total += float(w[a, b]) * float(padded(x, r, c))
        each.append(total)
    return each, sum(each) + found.bias


@pytest.mark.parametrize(("i", "maps"), [(1, 6), (4, 5), (6, 3)])
def test_each_cell_is_the_sum_over_its_window(small, i, maps):
    network, params, volumes = small
    for k in range(maps):
        found = one_map(network, params, volumes, i, k)
        for (r, c), value in np.ndenumerate(found.before):
            each, total = by_hand(found, r, c)
            assert found.sums[:, r, c] == pytest.approx(each) and value == pytest.approx(total)
        assert found.before.ravel() == pytest.approx(volumes[i].reshape(maps, -1)[k], abs=1e-9)


def test_a_group_of_filters_has_its_own_channels(small):
    network, params, volumes = small
    assert np.array_equal(one_map(network, params, volumes, 1, 0).given, volumes[0][0, :2])
    assert np.array_equal(one_map(network, params, volumes, 1, 5).given, volumes[0][0, 2:])


def test_the_activation_that_follows_is_there_and_none_where_there_is_none(small):
    network, params, volumes = small
    conv, tanh, last = (one_map(network, params, volumes, i, 1) for i in (1, 4, 6))
    assert np.array_equal(conv.after, np.maximum(volumes[1][0, 1], 0))
    assert tanh.after == pytest.approx(np.tanh(tanh.before))
    assert last.after is None and last.before.shape == (1, 1)


def test_pooling_looks_at_one_map_and_takes_its_largest(small):
    network, params, volumes = small
    found = one_map(network, params, volumes, 3, 2)
    assert found.weights is None and found.sums is None and found.given.shape == (1, 5, 5)
    for (i, j), value in np.ndenumerate(found.before):
        assert value == max(found.given[0, r, c] for r in found.rows[i] for c in found.columns[j])


def test_the_shipped_network_agrees_with_its_own_forward_pass():
    trained = load_trained(Path(__file__).parents[3] / "assets/weights/cifar10.npz")
    x = prepare(np.random.default_rng(0).random((3, 64, 64)))
    volumes = trained.network.trace(trained.params, x).volumes
    for i, name in enumerate(trained.network.names):
        if name[0] in "CF":
            found = one_map(trained.network, trained.params, volumes, i, 3)
            np.testing.assert_allclose(found.before.ravel(), volumes[i][0][3].ravel(), atol=1e-4)


@pytest.mark.parametrize(("i", "k"), [(2, 0), (1, 6), (1, -1), (5, 0)])
def test_what_is_no_map_is_refused(small, i, k):
    with pytest.raises(InvalidSetting) as error:
        one_map(*small, i, k)
    assert error.value.key == "one-map"
