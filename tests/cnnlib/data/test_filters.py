"""Named filters do what they are known for."""

import numpy as np
import pytest

from cnnlib.data import patterns
from cnnlib.data.filters import CLASSIC, NAMES, named_filter, random_filters
from cnnlib.errors import InvalidSetting
from cnnlib.ops.conv import conv2d


def applied(name: str, picture, F: int = 3) -> np.ndarray:
    """The map of one named filter on one picture (H, W)."""
    return conv2d(np.asarray(picture)[None, None], named_filter(name, F).weights[None, None])[0, 0]


@pytest.mark.parametrize("F", range(1, 12))
@pytest.mark.parametrize("name", NAMES)
def test_every_size(name, F):
    if name in CLASSIC and F < 3:
        with pytest.raises(InvalidSetting, match=f"F={F} is too small for {name}: needs F >= 3") as problem:
            named_filter(name, F)
        assert problem.value.repairs == ({"F": 3},)
        return
    made = named_filter(name, F)
    assert made.cells.shape == (F, F) and made.cells.dtype.kind == "i" and made.divisor >= 1
    total = made.cells.sum() / made.divisor
    flat = {"sobel_x": 0, "sobel_y": 0, "laplacian": 0, "cross": 5}.get(name, 1)  # what a flat picture of 1 gives
    assert total == flat


def test_classic_filters_stand_in_the_middle():
    for name in CLASSIC:
        large = named_filter(name, 7).cells
        assert (large[2:5, 2:5] == CLASSIC[name]).all() and large.sum() == np.sum(CLASSIC[name])


def test_what_each_is_known_for():
    flat, right = np.full((5, 5), 4.0), np.tile(np.arange(5.0), (5, 1))  # right: brighter to the right by 1 a column
    rows = np.arange(5.0)[:, None] ** 2 * np.ones(5)
    assert (applied("identity", right) == right[1:-1, 1:-1]).all()
    for mean in ("box", "gaussian"):  # the mean of a slope is its middle
        np.testing.assert_allclose(applied(mean, right), right[1:-1, 1:-1], rtol=1e-12)
    assert (applied("sobel_x", right) == 4 * 2).all() and (applied("sobel_y", right) == 0).all()
    assert (applied("sobel_y", right.T) == 8).all() and (applied("sobel_x", right.T) == 0).all()
    assert (applied("laplacian", rows) == 2).all()  # the second difference of i² is 2
    assert (applied("sharpen", rows) == rows[1:-1, 1:-1] - 2).all()
    for name in ("sobel_x", "sobel_y", "laplacian"):
        assert (applied(name, flat) == 0).all()
    assert (applied("emboss", flat) == 4).all() and (applied("emboss", right) > right[1:-1, 1:-1]).all()


def test_the_gaussian_is_pascals_triangle():
    assert named_filter("gaussian", 3).cells.tolist() == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    assert named_filter("gaussian", 3).divisor == 16
    assert (
        named_filter("gaussian", 5).cells[2].tolist() == [6, 24, 36, 24, 6]
        and named_filter("gaussian", 5).divisor == 256
    )


def test_what_cannot_be_is_explained():
    with pytest.raises(InvalidSetting, match="name='blurr': needs one of identity, box"):
        named_filter("blurr")
    with pytest.raises(InvalidSetting, match="F=0 is too small for box: needs F >= 1"):
        named_filter("box", 0)


def test_random_filters_and_inputs_are_whole_and_seeded():
    made = random_filters(np.random.default_rng(3), 40, 3, 5)
    assert made.shape == (40, 3, 5, 5) and set(np.unique(made)) == {-1, 0, 1}
    assert (made == random_filters(np.random.default_rng(3), 40, 3, 5)).all()
    x = patterns.small_integers(np.random.default_rng(3), 8, 20, 10)
    assert x.shape == (8, 20, 10) and set(np.unique(x)) == {-1, 0, 1, 2, 3}
