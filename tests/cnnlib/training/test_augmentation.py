"""Mirrored and moved pictures against arithmetic written out."""

import numpy as np
import pytest

from cnnlib.training.augmentation import flip, flips_and_shifts, shift

X = np.arange(1, 13).reshape(2, 1, 2, 3)  # [1 2 3 / 4 5 6] and [7 8 9 / 10 11 12]


def test_only_the_chosen_ones_are_mirrored_left_to_right():
    mirrored = flip(X, np.array([True, False]))
    assert mirrored[0, 0].tolist() == [[3, 2, 1], [6, 5, 4]]
    assert mirrored[1].tolist() == X[1].tolist()


@pytest.mark.parametrize(
    ("down", "right", "first"),
    [
        (0, 0, [[1, 2, 3], [4, 5, 6]]),
        (1, 0, [[0, 0, 0], [1, 2, 3]]),
        (-1, 0, [[4, 5, 6], [0, 0, 0]]),
        (0, 1, [[0, 1, 2], [0, 4, 5]]),
        (1, -2, [[0, 0, 0], [3, 0, 0]]),
        (2, 0, [[0, 0, 0], [0, 0, 0]]),
    ],
)
def test_each_picture_moves_by_its_own_pixels_and_zeros_come_in(down, right, first):
    moved = shift(X, np.array([down, 0]), np.array([right, 1]))
    assert moved[0, 0].tolist() == first
    assert moved[1, 0].tolist() == [[0, 7, 8], [0, 10, 11]]


def test_all_flips_and_shifts_come_about_as_often():
    """A single lit pixel tells where its picture went; 50 ways, each expected 200 times in 10,000."""
    x = np.zeros((10_000, 1, 5, 6), np.float32)
    x[:, 0, 2, 2] = 1
    made = flips_and_shifts(x, np.random.default_rng(0))
    assert made.shape == x.shape and made.dtype == x.dtype
    assert (made.sum(axis=(1, 2, 3)) == 1).all()
    # mirrored, column 2 of 6 becomes 3: so columns 0 to 4 are of plain pictures, and 1 to 5 of mirrored ones
    counts = made.sum(axis=(0, 1))
    expected = np.outer(np.full(5, 1 / 5), [0.1, 0.2, 0.2, 0.2, 0.2, 0.1]) * 10_000
    assert np.abs(counts - expected).max() < 4 * np.sqrt(400)


def test_the_generator_decides():
    x = np.random.default_rng(1).random((8, 3, 6, 6), np.float32)
    one, same, other = (flips_and_shifts(x, np.random.default_rng(seed)) for seed in (5, 5, 6))
    assert np.array_equal(one, same) and not np.array_equal(one, other)
