"""Averaging down against means written out."""

import numpy as np
import pytest

from cnnlib.data.resize import area_average, centre_square, shares


def test_whole_blocks_are_their_mean():
    x = np.random.default_rng(0).random((3, 12, 12))
    small = area_average(x, 4)
    assert small.shape == (3, 4, 4)
    for d, i, j in np.ndindex(3, 4, 4):
        assert small[d, i, j] == pytest.approx(x[d, 3 * i : 3 * i + 3, 3 * j : 3 * j + 3].mean())


def test_a_cell_half_covered_counts_half():
    assert shares(3, 2).tolist() == pytest.approx(np.array([[2 / 3, 1 / 3, 0], [0, 1 / 3, 2 / 3]]))
    picture = np.array([[[0.0, 3.0, 6.0]] * 3])
    np.testing.assert_allclose(area_average(picture, 2), [[[1, 5], [1, 5]]])


@pytest.mark.parametrize(("old", "new"), [(1, 1), (5, 5), (7, 3), (256, 32), (31, 32), (3, 8), (480, 32)])
def test_a_mean_of_everything_stays(old, new):
    weights = shares(old, new)
    assert weights.shape == (new, old) and (weights >= 0).all()
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    np.testing.assert_allclose(weights.sum(axis=0), new / old)


def test_numbers_keep_their_kind():
    x = np.random.default_rng(0).random((3, 5, 5))
    assert area_average(x.astype(np.float32), 5).dtype == np.float32 and area_average(x, 5).dtype == np.float64
    np.testing.assert_array_equal(area_average(x, 5), x)


@pytest.mark.parametrize(
    ("shape", "cut"), [((1, 4, 6), np.s_[:, :, 1:5]), ((2, 7, 3), np.s_[:, 2:5, :]), ((3, 5, 5), np.s_[:, :, :])]
)
def test_the_middle_square(shape, cut):
    x = np.random.default_rng(0).random(shape)
    assert np.array_equal(centre_square(x), x[cut])
