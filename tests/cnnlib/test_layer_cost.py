"""What layers cost: the curriculum's numbers for AlexNet's layers, and counting one by one."""

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import (
    conv_macs,
    conv_neurons,
    conv_parameters,
    conv_weights,
    dense_macs,
    dense_parameters,
    fc_macs,
    filter_weights,
    percent_dropped,
    unshared_parameters,
    volume_values,
)
from cnnlib.formulas.symbols import Symbol


@pytest.mark.parametrize(
    ("K", "F", "D", "g", "out", "weights", "macs"),
    [
        (96, 11, 3, 1, 55, 34_848, 105_415_200),
        (256, 5, 96, 2, 27, 307_200, 223_948_800),
        (256, 5, 96, 1, 27, 614_400, 447_897_600),
        (384, 3, 256, 1, 13, 884_736, 149_520_384),
        (384, 3, 384, 2, 13, 663_552, 112_140_288),
        (256, 3, 384, 2, 13, 442_368, 74_760_192),
    ],
)
def test_alexnets_conv_layers(K, F, D, g, out, weights, macs):
    assert conv_weights(K, F, D, g) == weights
    assert conv_parameters(K, F, D, g) == weights + K
    assert conv_macs(out, out, K, F, D, g) == macs


def test_alexnets_fc_layers():
    assert fc_macs(6 * 6 * 256, 4096) == 37_748_736
    assert fc_macs(4096, 1000) == 4_096_000


def test_every_weight_and_product_counted_one_by_one():
    K, F, D, g, rows, columns = 4, 3, 6, 2, 5, 2
    weights = np.zeros((K, D // g, F, F))
    assert conv_weights(K, F, D, g) == weights.size
    assert filter_weights(F, D, g) == weights[0].size and filter_weights(F, D) == np.zeros((D, F, F)).size
    assert conv_macs(rows, columns, K, F, D, g) == sum(weights[0].size for _ in np.ndindex(K, rows, columns))


def test_groups_divide_the_depth():
    for g in (2, 0, -1):
        with pytest.raises(InvalidSetting, match=f"g={g} does not divide"):
            conv_weights(4, 3, 3, g)


def test_symbols_of_a_grouped_layer_give_what_the_numbers_give():
    K, F, D, g = (Symbol(name, value) for name, value in (("K", 256), ("F", 5), ("D", 96), ("g", 2)))
    assert conv_weights(K, F, D, g).value == conv_weights(256, 5, 96, 2) == 256 * 5 * 5 * 48


def test_volumes_and_what_a_layer_drops():
    assert volume_values(4, 6, 3) == np.zeros((3, 4, 6)).size
    assert percent_dropped(144, 36) == 75.0


def test_neurons_with_weights_of_their_own_and_neurons_that_see_everything():
    """An input 5 x 5 x 2, three maps of 2 x 4, filters of 3 x 3: an array of every weight, of every bias."""
    own, everything, biases = np.zeros((3, 2, 4, 2, 3, 3)), np.zeros((3, 2, 4, 2, 5, 5)), np.zeros((3, 2, 4))
    assert conv_neurons(2, 4, 3) == biases.size
    assert unshared_parameters(2, 4, 3, 3, 2) == own.size + biases.size
    assert dense_macs(2, 4, 3, 5, 2) == everything.size
    assert dense_parameters(2, 4, 3, 5, 2) == everything.size + biases.size
