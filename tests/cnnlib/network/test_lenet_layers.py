"""LeNet-5's fixed targets: ten pictures, inked where a digit is."""

import numpy as np

from cnnlib.network.layers import Input
from cnnlib.network.lenet_layers import digit_codes
from cnnlib.network.network import Network
from cnnlib.network.zoo import lenet5

SEVEN = """
#######
.....##
.....##
....##.
....##.
...##..
...##..
..##...
..##...
.##....
.##....
.##....
"""


def test_a_code_is_plus_one_where_the_digit_is_inked():
    codes = digit_codes()
    assert codes.shape == (10, 84) and set(np.unique(codes)) == {-1, 1}
    assert codes[7].tolist() == [1 if cell == "#" else -1 for cell in SEVEN.replace("\n", "")]


def test_the_codes_are_far_apart_and_can_be_fewer():
    codes = digit_codes()
    apart = ((codes[:, None] - codes) ** 2).sum(axis=2) / 4  # cells that differ
    assert apart[~np.eye(10, dtype=bool)].min() >= 4
    assert np.array_equal(digit_codes(3), codes[:3])


def test_lenet5s_last_layer_is_smallest_at_its_own_picture():
    codes = digit_codes()
    assert codes.shape == (10, 84) and set(np.unique(codes)) == {-1, 1}
    assert len({tuple(code) for code in codes}) == 10
    distances = Network((Input((84,)), *lenet5(1998).layers[-1:])).forward({}, codes)
    assert (distances.argmin(axis=1) == np.arange(10)).all() and (np.diag(distances) == 0).all()
    assert distances[0, 1] == 4 * (codes[0] != codes[1]).sum()
