"""A convolution as a matrix: against the convolution itself, and counted."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.explain.sparse import SparseMatrix, conv_matrix, filled_shares, matrix_count, wiring
from cnnlib.ops.conv import conv2d
from tests.cnnlib.naive import filled_matrix

geometry = {
    "H": st.integers(1, 7),
    "W": st.integers(1, 7),
    "F": st.tuples(st.integers(1, 3), st.integers(1, 3)),
    "P": st.integers(0, 2),
    "S": st.integers(1, 3),
    "d": st.integers(1, 2),
    "g": st.integers(1, 2),
    "seed": st.integers(0, 9),
}


@settings(max_examples=200, deadline=None)
@given(**geometry)
def test_the_matrix_is_the_convolution(H, W, F, P, S, d, g, seed):
    rng = np.random.default_rng(seed)
    w, x = rng.integers(-3, 4, (2 * g, 2, *F)).astype(float), rng.standard_normal((1, 2 * g, H, W))
    try:
        y = conv2d(x, w, stride=S, padding=P, dilation=d, groups=g)
    except InvalidSetting:
        assume(False)
    m = conv_matrix(w, H, W, S, P, dilation=d, groups=g)
    assert m.shape == (y.size, x.size)
    np.testing.assert_allclose(m @ x.ravel(), y.ravel(), atol=1e-12)
    np.testing.assert_allclose(filled_matrix(m) @ x.ravel(), y.ravel(), atol=1e-12)
    assert len(set(zip(m.rows.tolist(), m.cols.tolist(), strict=True))) == m.count  # each position once
    assert (np.diff(m.rows) >= 0).all()
    assert m.count == matrix_count(H, W, F, P, S, D=2 * g, K=2 * g, dilation=d, groups=g)
    if not P:  # filled cells = multiply-adds
        assert m.count == y.size * w[0].size


def test_positions_count_whatever_their_values():
    m = conv_matrix(np.zeros((1, 1, 2, 2)), 3, 3)
    assert m.count == 4 * 4 and m.shape == (4, 9) and not m.values.any()


def test_each_weight_appears_once_an_output():
    w = np.arange(1.0, 19).reshape(1, 2, 3, 3)
    m = conv_matrix(w, 5, 5)
    assert all((m.values == weight).sum() == 9 for weight in w.ravel())


def test_the_matrix_of_a_small_filter_written_out():
    m = conv_matrix(np.array([[[[1.0, 2], [3, 4]]]]), 2, 3)
    assert filled_matrix(m).tolist() == [[1, 2, 0, 3, 4, 0], [0, 1, 2, 0, 3, 4]]
    with_padding = conv_matrix(np.array([[[[5.0, 7]]]]), 1, 2, padding=0)
    assert filled_matrix(with_padding).tolist() == [[5, 7]]


def test_alexnets_matrices_by_count():
    assert matrix_count(5, 4, 3) == 3 * 2 * 9  # one channel, one filter, one group unless said
    c1 = matrix_count(227, 227, 11, 0, 4, D=3, K=96)
    assert c1 == 105_415_200 == 290_400 * 363
    assert round(100 * c1 / (290_400 * 154_587), 3) == 0.235
    assert matrix_count(27, 27, 5, 2, 1, D=96, K=256, groups=2) == 204_484_608  # of 223,948,800 multiply-adds


def test_a_matrix_times_several_vectors_and_one_that_does_not_fit():
    m = SparseMatrix(np.array([0, 1, 1]), np.array([2, 0, 2]), np.array([1.0, 2, 3]), (3, 3))
    assert (m @ np.array([1, 10, 100])).tolist() == [100, 302, 0]
    assert (m @ np.array([[1, 0], [10, 0], [100, 1]])).tolist() == [[100, 1], [302, 3], [0, 0]]
    with pytest.raises(InvalidSetting, match=r"needs \(3,\)"):
        m @ np.zeros(4)


def test_a_matrix_too_large_to_list_says_how_large():
    with pytest.raises(InvalidSetting, match="105,415,200 filled cells"):
        conv_matrix(np.zeros((96, 3, 11, 11)), 227, 227, 4)


@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 2), st.integers(1, 3), st.integers(1, 3), st.integers(1, 2))
@settings(max_examples=60)
def test_each_row_s_wires_are_the_window_s_cells(W, F, P, S, D, K):
    assume(W + 2 * P >= F)
    found = wiring(W, W, F, P, S, D=D, K=K)
    side = (W - F + 2 * P) // S + 1
    row = 0
    for _, i, j in np.ndindex(K, side, side):
        for t, (d, a, b) in enumerate(np.ndindex(D, F, F)):
            y, x = i * S + a - P, j * S + b - P
            inside = 0 <= y < W and 0 <= x < W
            assert found[row, t] == ((d * W + y) * W + x if inside else -1)
        row += 1
    assert row == len(found)


def test_a_large_matrix_in_blocks_keeps_its_count():
    matrix = conv_matrix(np.ones((2, 2, 5, 5)), 20, 20)
    shares = filled_shares(matrix, 300)
    assert matrix.shape == (512, 800) and shares.shape == (256, 267)
    full = filled_matrix(matrix)
    assert shares[3, 5] == full[6:8, 15:18].mean()
    assert shares[-1, -1] == full[510:, 798:].mean(), "the last block is narrower"
    np.testing.assert_allclose(shares[:, :-1].sum() * 6 + shares[:, -1].sum() * 4, 256 * 2 * 50)
