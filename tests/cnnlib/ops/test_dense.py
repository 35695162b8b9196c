"""Fully connected layers against sums of products and central differences."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.ops.dense import dense, dense_backward
from tests.cnnlib.naive import slope


def dense_case(N, shape, K, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(N, *shape)), rng.normal(size=(K, math.prod(shape))), rng.normal(size=K)


SHAPES = st.tuples(
    st.integers(1, 3), st.sampled_from([(4,), (2, 2, 3), (1, 3, 1)]), st.integers(1, 4), st.integers(0, 99)
)


@settings(max_examples=200)
@given(SHAPES)
def test_dense_is_a_sum_of_products_and_its_backward_the_slope(numbers):
    x, w, b = dense_case(*numbers)
    y, flat = dense(x, w, b), x.reshape(len(x), -1)
    for n, k in np.ndindex(y.shape):
        assert y[n, k] == pytest.approx(b[k] + sum(w[k, i] * flat[n, i] for i in range(w.shape[1])), abs=1e-12)
    np.testing.assert_allclose(dense(x, w), y - b, atol=1e-12)
    grad = np.random.default_rng(1).normal(size=y.shape)
    dx, dw, db = dense_backward(grad, x, w)
    np.testing.assert_allclose(dx, slope(lambda x: dense(x, w, b), x, grad, 1e-2), atol=1e-9)
    np.testing.assert_allclose(dw, slope(lambda w: dense(x, w, b), w, grad, 1e-2), atol=1e-9)
    np.testing.assert_allclose(db, slope(lambda b: dense(x, w, b), b, grad, 1e-2), atol=1e-9)


def test_volumes_with_the_batch_innermost_in_memory_are_read_alike():
    x, w, b = dense_case(3, (2, 2, 3), 4, 0)
    beside = x.transpose(1, 2, 3, 0).copy().transpose(3, 0, 1, 2)
    grad = np.ones((3, 4))
    np.testing.assert_allclose(dense(beside, w, b), dense(x, w, b), rtol=1e-12)
    for one, other in zip(dense_backward(grad, beside, w), dense_backward(grad, x, w), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)


def test_a_dense_layer_names_what_does_not_fit():
    with pytest.raises(InvalidSetting, match=r"12 numbers come in, and w has shape \(4, 9\): needs \(K, 12\)"):
        dense(np.ones((2, 3, 2, 2)), np.ones((4, 9)))
