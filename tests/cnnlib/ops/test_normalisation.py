"""Local response normalisation against its sum written out."""

import numpy as np
import pytest

from cnnlib.ops.normalisation import lrn, lrn_backward


def test_lrn_against_its_sum_written_out():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((1, 7, 1, 1))
    n, k, alpha, beta = 5, 2.0, 0.3, 0.75
    y = lrn(x, n, k, alpha, beta)
    for i in range(7):
        around = [x[0, j, 0, 0] ** 2 for j in range(max(0, i - n // 2), min(6, i + n // 2) + 1)]
        assert y[0, i, 0, 0] == pytest.approx(x[0, i, 0, 0] / (k + alpha * sum(around)) ** beta)


def test_lrn_has_the_settings_of_alexnet_unless_said():
    x = np.random.default_rng(0).standard_normal((2, 12, 3, 3)) * 50
    assert np.array_equal(lrn(x), lrn(x, 5, 2.0, 1e-4, 0.75))
    grad = np.ones_like(x)
    assert np.array_equal(lrn_backward(grad, x), lrn_backward(grad, x, 5, 2.0, 1e-4, 0.75))
