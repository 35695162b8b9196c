"""Activations against their formulas, PyTorch, and central differences; dense layers likewise."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.ops import activations
from cnnlib.ops.activations import ACTIVATIONS, softmax, softmax_backward
from cnnlib.ops.dense import dense, dense_backward
from tests.cnnlib.naive import slope

FORMULAS = {
    "relu": lambda x: max(x, 0.0),
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": lambda x: (math.exp(x) - math.exp(-x)) / (math.exp(x) + math.exp(-x)),
    "scaledtanh": lambda x: 1.7159 * math.tanh(2 * x / 3),
}
NUMBERS = st.lists(st.floats(-9, 9).filter(lambda x: abs(x) > 1e-3), min_size=1, max_size=6).map(np.array)


@pytest.mark.parametrize("name", FORMULAS)
@settings(max_examples=200)
@given(x=NUMBERS)
def test_each_is_its_formula_and_its_backward_the_slope(name, x):
    forward, backward = ACTIVATIONS[name]
    y, grad = forward(x), np.linspace(-1, 2, len(x))
    np.testing.assert_allclose(y, [FORMULAS[name](n) for n in x], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(backward(grad, y), slope(forward, x, grad), rtol=1e-6, atol=1e-8)


def test_the_tanh_of_1998_gives_about_one_at_one():
    assert activations.scaled_tanh(np.array([1.0, -1.0])) == pytest.approx([1, -1], abs=1e-4)


def test_zero_has_no_slope_in_relu():
    assert activations.relu_backward(np.ones(3), activations.relu(np.array([-1.0, 0.0, 2.0]))).tolist() == [0, 0, 1]


def test_far_out_nothing_overflows():
    far = np.array([[-1e4, 0.0, 1e4]], np.float32)
    with np.errstate(over="raise", invalid="raise"):
        assert activations.sigmoid(far).tolist() == [[0, 0.5, 1]]
        assert softmax(far).tolist() == [[0, 0, 1]]
    assert softmax(far).dtype == activations.sigmoid(far).dtype == np.float32


@settings(max_examples=200)
@given(st.integers(1, 3), st.integers(1, 5), st.booleans(), st.integers(0, 999))
def test_softmax_makes_probabilities_and_its_backward_is_the_slope(N, K, volume, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(N, K, 2, 1) if volume else (N, K)) * 3
    y, grad = softmax(x, axis=1), rng.normal(size=x.shape)
    np.testing.assert_allclose(y.sum(axis=1), 1, rtol=1e-12)
    np.testing.assert_allclose(y, np.exp(x) / sum(np.exp(x[:, k : k + 1]) for k in range(K)), rtol=1e-12)
    found = slope(lambda x: softmax(x, axis=1), x, grad)
    np.testing.assert_allclose(softmax_backward(grad, y, axis=1), found, rtol=1e-6, atol=1e-8)


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
