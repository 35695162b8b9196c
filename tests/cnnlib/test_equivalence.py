"""FC is CONV, CONV is a matrix, one pass is many crops: both sides computed, and what each costs."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.explain.as_conv import convolutional, convolutional_parameters, fc_to_conv
from cnnlib.explain.sliding import coverage, dense_cost, dense_scores, race, shift_and_stitch
from cnnlib.explain.sparse import SparseMatrix, conv_matrix, filled_shares, matrix_count, wiring
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import alexnet, cifar10_net, lenet5, stride32_net, vgg16
from cnnlib.ops.conv import conv2d
from tests.cnnlib.naive import crop_scores, filled_matrix

SHIFTS = [(0, 0), (16, 0), (0, 16), (16, 16)]


def _drawn(network, side, rng, dtype=np.float64):
    params = initial_parameters(network, rng, dtype)
    return params, rng.random((network.input_shape[0], side, side)).astype(dtype)


# ---- FC as CONV


@pytest.mark.parametrize(("C", "H", "W", "K"), [(3, 7, 7, 5), (2, 4, 6, 3), (10, 1, 1, 4)])
def test_an_fc_is_a_conv_as_large_as_its_input(C, H, W, K):
    rng = np.random.default_rng(0)
    w, b, x = rng.standard_normal((K, C * H * W)), rng.standard_normal(K), rng.standard_normal((2, C, H, W))
    w4, b4 = fc_to_conv(w, b, C, H, W)
    assert w4.shape == (K, C, H, W) and np.shares_memory(w4, w)
    y = conv2d(x, w4, b4)
    assert y.shape == (2, K, 1, 1)
    np.testing.assert_allclose(y[:, :, 0, 0], x.reshape(2, -1) @ w.T + b, rtol=1e-12)
    assert b4 is b and (w4.reshape(K, -1) == w).all()


def test_fc_weights_of_another_size_are_refused():
    with pytest.raises(InvalidSetting, match=r"needs \(K, 75\)"):
        fc_to_conv(np.zeros((4, 74)), None, 3, 5, 5)


def test_vgg16_as_convolutions():
    whole = convolutional(vgg16())
    named = dict(zip(whole.names, whole.layers, strict=True))
    assert [(named[n].F, named[n].K, named[n].P, named[n].S) for n in ("FC6", "FC7", "FC8")] == [
        (7, 4096, 0, 1),
        (1, 4096, 0, 1),
        (1, 1000, 0, 1),
    ]
    assert whole.output_shape == (1000, 1, 1)
    larger = whole.with_input(3, 384, 384)
    shapes = dict(zip(larger.names, larger.shapes, strict=True))
    assert shapes["P5"] == (512, 12, 12) and shapes["FC6"] == (4096, 6, 6) and shapes["FC8"] == (1000, 6, 6)


@pytest.mark.parametrize("network", [lenet5(), cifar10_net(), stride32_net()])
def test_a_network_as_convolutions_gives_the_same_scores(network):
    params, x = _drawn(network, network.input_shape[1], np.random.default_rng(0))
    whole, weights = convolutional(network), convolutional_parameters(network, params)
    np.testing.assert_allclose(whole.forward(weights, x[None])[..., 0, 0], network.forward(params, x[None]), rtol=1e-10)
    assert sum(w.size for w in weights.values()) == sum(w.size for w in params.values())


@pytest.mark.parametrize(
    ("network", "key"),
    [
        (parse("INPUT 8x6x1 - FC 3"), "fc-to-conv-square"),
        (lenet5(1998), "fc-to-conv-rbf"),
        (parse("INPUT 8 - FC 3"), "layer-needs-volume"),
    ],
)
def test_what_is_no_convolution(network, key):
    with pytest.raises(InvalidSetting) as caught:
        convolutional(network)
    assert caught.value.key == key


# ---- CONV as a matrix

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
    assert matrix_count(5, 4, 3) == 3 * 2 * 9  # one slice, one filter, one group unless said
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


# ---- a larger picture


def test_without_padding_one_pass_gives_what_the_crops_give():
    """The course's sizes: 36 scores of a 384 picture, and all 121 by four shifted passes."""
    network, rng = stride32_net(), np.random.default_rng(0)
    params, picture = _drawn(network, 384, rng)
    dense, crops = dense_scores(network, params, picture), crop_scores(network, params, picture)
    assert dense.shape == crops.shape == (10, 6, 6)
    np.testing.assert_allclose(dense, crops, rtol=0, atol=5e-15 * np.abs(crops).max())
    filled = []
    for count in (1, 2, 3, 4):
        stitched = shift_and_stitch(network, params, picture, 224, SHIFTS[:count], step=16)
        filled.append(int(np.isfinite(stitched[0]).sum()))
        assert (
            np.isfinite(stitched).all(axis=0).tolist()
            == (coverage(384, 384, 224, 32, SHIFTS[:count], 16) >= 0).tolist()
        )
    assert stitched.shape == (10, 11, 11)
    assert filled == [36, 66, 96, 121] == [36, 36 + 30, 36 + 30 + 30, 36 + 30 + 30 + 25]
    fine = crop_scores(network, params, picture, step=16)
    np.testing.assert_allclose(stitched, fine, rtol=0, atol=5e-15 * np.abs(fine).max())


def test_with_padding_they_differ():
    network = stride32_net(padded=True)
    params, picture = _drawn(network, 384, np.random.default_rng(0))
    dense, crops = dense_scores(network, params, picture), crop_scores(network, params, picture)
    assert np.abs(dense - crops).max() > 0.01 * np.abs(crops).max()
    own = picture[:, :224, :224]
    np.testing.assert_allclose(dense_scores(network, params, own)[:, 0, 0], network.forward(params, own[None])[0])


unpadded = st.sampled_from(
    (
        "INPUT 12x12x1 - CONV 2 F3 - RELU - POOL 2 - FC 3",
        "INPUT 11x11x1 - CONV 2 F3 S2 - TANH - POOL 2 S1 MEAN - FC 4 - RELU - FC 2",
        "INPUT 13x13x1 - CONV 2 F2 - POOL 2 - CONV 3 F3 D2 - FC 2",
        "INPUT 14x14x1 - SUBSAMPLE 3 - CONV 2 F2 - FC 2 - SOFTMAX",
    )
)


@settings(max_examples=100, deadline=None)
@given(unpadded, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_one_pass_is_all_crops_for_any_picture(line, more_rows, more_cols, seed):
    network, rng = parse(line), np.random.default_rng(seed)
    params = initial_parameters(network, rng, np.float64)
    side = network.input_shape[1]
    picture = rng.standard_normal((1, side + more_rows, side + more_cols))
    dense, crops = dense_scores(network, params, picture), crop_scores(network, params, picture)
    np.testing.assert_allclose(dense, crops, rtol=0, atol=1e-12 * max(1, np.abs(crops).max()))


def test_the_crops_of_a_race_come_one_by_one_in_reading_order():
    network = parse("INPUT 4x4x1 - POOL 2 - FC 1")
    params = {"FC1.w": np.array([[0.0, 0, 0, 1]]), "FC1.b": np.zeros(1)}
    picture = np.arange(64.0).reshape(1, 8, 8)
    crops = [step for step in race(network, params, picture) if step.kind == "crop"]
    assert [step.place for step in crops] == [(i, j) for i in range(3) for j in range(3)]
    # its score is the lower right corner of the crop: row 3 + 2i, column 3 + 2j
    assert [step.scores.tolist() for step in crops] == [
        [8 * (3 + 2 * i) + 3 + 2 * j] for i in range(3) for j in range(3)
    ]


def test_coverage_says_which_pass_fills_what():
    filled = coverage(8, 8, 4, 4, [(0, 0), (2, 2)])
    assert filled.tolist() == [[0, -1, 0], [-1, 1, -1], [0, -1, 0]]
    assert coverage(8, 8, 4, 4).tolist() == [[0, 0], [0, 0]]


# ---- costs


def test_vgg16_over_384_costs_an_eleventh_of_its_crops():
    cost = dense_cost(vgg16(), 384, 384)
    assert (cost.conv, cost.fc) == (45_100_302_336, 36 * 123_633_664)
    assert (cost.crop_conv + cost.crop_fc, cost.crops) == (15_470_264_320, 36)
    assert round(cost.ratio, 2) == 11.24
    assert cost.crops * cost.crop_conv / cost.conv == 36 * 224**2 / 384**2 == 12.25
    assert cost.fc_ratio == 1


def test_vgg16_on_four_shifted_copies():
    one, four = dense_cost(vgg16(), 384, 384), dense_cost(vgg16(), 384, 384, SHIFTS)
    assert four.crops == 121
    assert round(four.dense_macs / one.dense_macs, 2) == 3.79
    assert round(four.ratio, 2) == 9.96


# ---- what does not fit


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda n, p, x: dense_scores(n, p, x[:, :20]), "picture-small"),
        (lambda n, p, x: dense_scores(n, p, x, crop=31), "crop"),
        (lambda n, p, x: shift_and_stitch(n, p, x, shifts=[(0, 0), (3, 0)], step=2), "shift"),
        (lambda n, p, x: shift_and_stitch(n, p, x, shifts=[(0, 0), (-2, 0)]), "shift"),
        (lambda n, p, x: shift_and_stitch(n, p, x, shifts=[(8, 0)]), "picture-small"),
    ],
)
def test_what_cannot_be_says_why(call, key):
    network = parse("INPUT 32x32x1 - CONV 2 F3 - RELU - POOL 2 - FC 3")
    params, picture = _drawn(network, 36, np.random.default_rng(0))
    with pytest.raises(InvalidSetting) as caught:
        call(network, params, picture)
    assert caught.value.key == key


def test_networks_that_give_no_one_score_a_class_are_refused():
    for line in ("INPUT 8x8x1 - CONV 2 F3", "INPUT 8x9x1 - CONV 2 F3 - FC 2", "INPUT 9x8x1 - FC 2", "INPUT 9 - FC 2"):
        with pytest.raises(InvalidSetting, match="needs a square picture, and one score a class"):
            dense_cost(parse(line), 16, 16)
    for line in ("INPUT 8x8x1 - CONV 2 F8", "INPUT 1x1x8 - FC 2"):
        assert dense_cost(parse(line), 16, 16).crops > 1


def test_alexnet_has_three_pools_and_the_stride_of_32():
    cost = dense_cost(alexnet(), 227 + 32, 227 + 64)
    assert cost.crops == 2 * 3
