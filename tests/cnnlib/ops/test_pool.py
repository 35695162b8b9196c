"""Pooling against a plain loop, central differences, PyTorch, and the curriculum's example."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.ops.pool import pool2d, pool2d_backward, winners
from tests.cnnlib.geometry import pooled
from tests.cnnlib.naive import pool_loop, slope

EXAMPLE = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])[None, None]
HOWS = ["max", "mean", "l2", "min", "median", 1, 3.0, 2.5]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("max", [[6, 8], [3, 4]]),
        ("min", [[1, 2], [1, 0]]),
        ("mean", [[13 / 4, 21 / 4], [8 / 4, 8 / 4]]),
        ("median", [[3, 5.5], [2, 2]]),
        (1, [[13, 21], [8, 8]]),
        ("l2", [[(1 + 1 + 25 + 36) ** 0.5, (4 + 16 + 49 + 64) ** 0.5], [18**0.5, 26**0.5]]),
        (np.inf, [[6, 8], [3, 4]]),
    ],
)
def test_the_curriculums_example(how, expected):
    np.testing.assert_allclose(pool2d(EXAMPLE, 2, how=how)[0, 0], expected)


@pytest.mark.parametrize("how", HOWS)
@settings(max_examples=200)
@given(case=pooled())
def test_forward_is_the_loop(how, case):
    x, shape = case
    expected = pool_loop(x, *shape.values(), 2 if how == "l2" else how)
    np.testing.assert_allclose(pool2d(x, **shape, how=how), expected, rtol=1e-12)


@pytest.mark.parametrize("how", HOWS)
@settings(max_examples=50)
@given(case=pooled())
def test_backward_is_the_slope(how, case):
    """At inputs without ties and without zeros, where every pooling is smooth."""
    x, shape = case
    order = np.random.default_rng(x.size).permutation(x.size).reshape(x.shape)
    x = (order + 1.0) * (-1) ** order / x.size
    grad = np.random.default_rng(1).normal(size=pool2d(x, **shape).shape)
    found = pool2d_backward(grad, x, **shape, how=how)
    if how == "median" and max(shape["padding"]):
        return  # next to the padding's zeros the median has a corner
    np.testing.assert_allclose(found, slope(lambda x: pool2d(x, **shape, how=how), x, grad), rtol=1e-5, atol=1e-6)


@settings(max_examples=200)
@given(pooled(), st.sampled_from(["max", "min", "median"]))
def test_what_comes_in_goes_to_the_winners(case, how):
    """No gradient is lost or made, ties or not, as long as no padding can win."""
    x, shape = case
    shape = shape | {"padding": 0} if how == "median" else shape
    if any(F > side for F, side in zip(shape["size"], x.shape[2:], strict=True)):
        return
    grad = np.random.default_rng(1).normal(size=pool2d(x, **shape).shape)
    np.testing.assert_allclose(pool2d_backward(grad, x, **shape, how=how).sum(), grad.sum(), atol=1e-12)


@pytest.mark.parametrize("how", [*HOWS, np.inf])
@settings(max_examples=20)
@given(case=pooled())
def test_how_the_input_lies_in_memory_changes_nothing(how, case):
    """conv2d leaves small pictures with the batch innermost; and an output at hand need not be computed again."""
    x, shape = case
    beside = np.asfortranarray(x)
    y = pool2d(x, **shape, how=how)
    grad = np.random.default_rng(1).normal(size=y.shape)
    np.testing.assert_array_equal(pool2d(beside, **shape, how=how), y)
    expected = pool2d_backward(grad, x, **shape, how=how)
    np.testing.assert_array_equal(pool2d_backward(np.asfortranarray(grad), beside, **shape, how=how), expected)
    np.testing.assert_array_equal(pool2d_backward(grad, x, **shape, how=how, y=y), expected)


def test_ties_go_to_the_first_in_reading_order():
    x, grad = np.full((1, 1, 2, 2), 3.0), np.array([[[[5.0]]]])
    for how in ("max", "min", np.inf):
        assert pool2d_backward(grad, x, 2, how=how)[0, 0].tolist() == [[5, 0], [0, 0]]
    assert pool2d_backward(grad, -x, 2, how=np.inf)[0, 0].tolist() == [[-5, 0], [0, 0]]
    assert winners(x, 2).item() == 0 and winners(EXAMPLE, 2)[0, 0].tolist() == [[3, 3], [0, 3]]
    assert winners(EXAMPLE, 2, how="min")[0, 0].tolist() == [[0, 0], [2, 1]]


def test_a_window_of_zeros_has_no_slope():
    x, grad = np.zeros((1, 1, 2, 2)), np.ones((1, 1, 1, 1))
    for how in ("l2", 3):
        assert pool2d(x, 2, how=how).item() == 0 and not pool2d_backward(grad, x, 2, how=how).any()


def test_no_power_overflows():
    x = np.array([[[[3e20, -4e20]]]], np.float32)
    assert pool2d(x, (1, 2), how="l2").item() == pytest.approx(5e20, rel=1e-6)
    assert pool2d(x, (1, 2), how=400).item() == pytest.approx(4e20, rel=1e-6)
    assert pool2d_backward(np.ones((1, 1, 1, 1)), x, (1, 2), how="l2")[0, 0, 0] == pytest.approx([0.6, -0.8], rel=1e-6)


def test_the_p_norm_of_infinity_is_the_largest_without_its_sign():
    x = np.array([[[[1.0, -7.0], [3.0, 2.0]]]])
    assert pool2d(x, 2, how=np.inf).item() == 7 and pool2d(x, 2).item() == 3


def test_kinds_of_number():
    x = np.ones((1, 1, 4, 4), np.float32)
    for how in (*HOWS, np.inf):
        assert pool2d(x, 2, how=how).dtype == np.float32
        assert pool2d_backward(np.ones((1, 1, 2, 2)), x, 2, how=how).dtype == np.float32
        assert pool2d(x.astype(int), 2, how=how).dtype == np.float64


@pytest.mark.parametrize(
    ("size", "how", "key", "repair"),
    [
        (5, {}, "filter-too-large", {"F": 4}),
        (2, {"padding": 2}, "pool-padding", {"P": 1}),
        (2, {"how": "best"}, "pool-how", {"how": "max"}),
        (2, {"how": 0.5}, "pool-how", {"how": 1}),
        (2, {"stride": 0}, "too-small", {"S": 1}),
    ],
)
def test_what_cannot_be_is_explained(size, how, key, repair):
    with pytest.raises(InvalidSetting) as problem:
        pool2d(EXAMPLE, size, **how)
    assert problem.value.key == key and repair in problem.value.repairs and "needs" in str(problem.value)
