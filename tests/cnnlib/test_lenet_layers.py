"""LeNet-5's fixed targets: ten pictures, inked where a digit is."""

import numpy as np

from cnnlib.network.lenet_layers import digit_codes

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
