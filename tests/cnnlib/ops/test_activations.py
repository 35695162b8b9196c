"""Activations against their formulas and central differences."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops import activations
from cnnlib.ops.activations import ACTIVATIONS, softmax, softmax_backward, softmax_steps
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


def test_softmax_is_taken_over_the_last_axis():
    scores = np.random.default_rng(0).standard_normal((2, 3, 4))
    for i, j in np.ndindex(2, 3):
        odds = np.exp(scores[i, j])
        assert softmax(scores)[i, j] == pytest.approx(odds / odds.sum())


def test_softmax_steps_out_is_powers_of_e_over_their_sum():
    powers, total, shares = softmax_steps(np.array([0, np.log(2), np.log(5)], np.float32))
    assert powers == pytest.approx([1, 2, 5], rel=1e-6) and total == pytest.approx(8, rel=1e-6)
    assert shares == pytest.approx([1 / 8, 2 / 8, 5 / 8], rel=1e-6)
    scores = np.random.default_rng(0).normal(size=10)
    assert softmax_steps(scores)[2] == pytest.approx(softmax(scores))
