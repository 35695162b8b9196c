"""Convolution against a plain loop, central differences, and numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings

from cnnlib.data.filters import named_filter
from cnnlib.data.patterns import UFLDL
from cnnlib.errors import InvalidSetting
from cnnlib.ops.conv import conv2d, conv2d_backward, window_products
from tests.cnnlib.geometry import Case, cases
from tests.cnnlib.naive import conv_loop, slope


@settings(max_examples=200)
@given(cases())
def test_forward_is_the_loop(case: Case):
    found, expected = (
        conv2d(case.x, case.w, case.b, **case.how),
        conv_loop(case.x, case.w, case.b, **case.how),
    )
    assert found.shape == expected.shape and found.dtype == np.float64
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


@settings(max_examples=200)
@given(cases())
def test_backward_is_the_slope(case: Case):
    """Sum(conv2d · grad) is linear in x, in w and in b: central differences are exact but for rounding."""
    grad = case.gradient(conv2d(case.x, case.w, case.b, **case.how).shape)
    dx, dw, db = conv2d_backward(grad, case.x, case.w, **case.how)
    x, w = case.x[:1, :, :4, :4], case.w  # differences cell by cell are slow: of x only a corner
    np.testing.assert_allclose(db, grad.sum(axis=(0, 2, 3)), rtol=1e-12, atol=1e-12)

    def of_x(corner):
        whole = case.x.copy()
        whole[:1, :, :4, :4] = corner
        return conv2d(whole, w, **case.how)

    np.testing.assert_allclose(dx[:1, :, :4, :4], slope(of_x, x, grad, 1e-2), rtol=1e-7, atol=1e-9)
    some = np.s_[:2, :1]

    def of_w(part):
        whole = w.copy()
        whole[some] = part
        return conv2d(case.x, whole, **case.how)

    np.testing.assert_allclose(dw[some], slope(of_w, w[some], grad, 1e-2), rtol=1e-7, atol=1e-9)


@settings(max_examples=200)
@given(cases())
def test_a_cell_taken_apart_adds_up_to_the_output(case: Case):
    out = conv2d(case.x, case.w, **case.how)
    k, row, col = out.shape[1] - 1, out.shape[2] - 1, out.shape[3] // 2
    window, products, channels, total = window_products(case.x, case.w, row, col, k, **case.how)
    assert window.shape == products.shape == case.w.shape[1:] and channels.shape == case.w.shape[1:2]
    np.testing.assert_allclose(products, window * case.w[k])
    np.testing.assert_allclose([products.sum(), channels.sum(), total], out[0, k, row, col], rtol=1e-12, atol=1e-12)


def test_taken_apart_with_nothing_said_as_convolved_with_nothing_said():
    x, w = np.arange(25.0).reshape(1, 1, 5, 5), np.arange(4.0).reshape(1, 1, 2, 2)
    window, _, _, total = window_products(x, w, 1, 2)
    assert window.tolist() == [[[7, 8], [12, 13]]] and total == conv2d(x, w)[0, 0, 1, 2]


def test_the_figure_of_ufldl():
    x = np.array(UFLDL)[None, None]
    assert conv2d(x, named_filter("cross", 3).cells[None, None])[0, 0].tolist() == [
        [4, 3, 4],
        [2, 4, 3],
        [2, 3, 4],
    ]


def test_the_figure_of_cs231n():
    x, w = np.array([1, 2, -1, 1, -3]).reshape(1, 1, 1, 5), np.array([1, 0, -1]).reshape(1, 1, 1, 3)
    assert conv2d(x, w, padding=(0, 1))[0, 0, 0].tolist() == [-2, 2, 1, 2, 1]
    assert conv2d(x, w, padding=(0, 1), stride=2)[0, 0, 0].tolist() == [-2, 1, 1]


def test_the_filter_is_not_flipped():
    x, w = np.arange(9).reshape(1, 1, 3, 3), np.zeros((1, 1, 3, 3))
    w[..., 0, 1] = 1  # looks one up; flipped it would look one down
    assert conv2d(x, w).item() == 1


def test_kinds_of_number():
    x, w = np.ones((1, 1, 3, 3), np.float32), np.ones((1, 1, 2, 2), np.float32)
    assert conv2d(x, w, np.ones(1)).dtype == np.float32
    assert conv2d(x, w.astype(float)).dtype == np.float64
    assert conv2d(x.astype(int), w.astype(int)).dtype == np.float64
    assert {part.dtype for part in conv2d_backward(np.ones((1, 1, 2, 2)), x, w)} == {np.dtype(np.float32)}


def test_many_strips_give_what_one_gives(monkeypatch):
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(2, 4, 9, 7)), rng.normal(size=(6, 2, 3, 2))
    how = {"stride": (2, 1), "padding": (1, 0), "groups": 2}
    grad = rng.normal(size=conv2d(x, w, **how).shape)
    whole = (conv2d(x, w, **how), *conv2d_backward(grad, x, w, **how))
    monkeypatch.setattr("cnnlib.ops.im2col.STRIP_BYTES", 1)  # a row of outputs at a time
    for one, many in zip(whole, (conv2d(x, w, **how), *conv2d_backward(grad, x, w, **how)), strict=True):
        np.testing.assert_allclose(many, one, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("side", [6, 40])  # a batch of small pictures is computed side by side, large ones not
def test_a_batch_is_its_pictures_one_by_one_however_they_lie_in_memory(side):
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(3, 4, side, side)), rng.normal(size=(6, 2, 3, 3)), rng.normal(size=6)
    how = {"stride": (2, 1), "padding": 1, "groups": 2}
    out = conv2d(x, w, b, **how)
    grad = rng.normal(size=out.shape)
    together = conv2d_backward(grad, x, w, **how)
    alone = [conv2d_backward(grad[n : n + 1], x[n : n + 1], w, **how) for n in range(3)]
    for n in range(3):
        np.testing.assert_allclose(out[n : n + 1], conv2d(x[n : n + 1], w, b, **how), rtol=1e-12)
        np.testing.assert_allclose(together[0][n : n + 1], alone[n][0], rtol=1e-12, atol=1e-12)
    for part in (1, 2):
        np.testing.assert_allclose(together[part], sum(one[part] for one in alone), rtol=1e-10, atol=1e-12)
    beside = np.asfortranarray(x)
    np.testing.assert_allclose(conv2d(beside, w, b, **how), out, rtol=1e-12, atol=1e-12)
    for one, other in zip(conv2d_backward(np.asfortranarray(grad), beside, w, **how), together, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


def test_the_gradient_of_the_input_can_be_left_out():
    x, w, grad = np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2)), np.ones((1, 1, 2, 2))
    dx, dw, db = conv2d_backward(grad, x, w, to_input=False)
    assert dx is None and dw.tolist() == [[[[4, 4], [4, 4]]]] and db.tolist() == [4]


def test_inputs_stay_as_they_were():
    x, w = np.ones((1, 2, 4, 4)), np.ones((2, 2, 1, 1))
    grad = np.ones((1, 2, 4, 4))
    conv2d_backward(grad, x, w), conv2d(x, w, np.ones(2))
    assert (x == 1).all() and (w == 1).all() and (grad == 1).all()


@pytest.mark.parametrize(
    ("x", "w", "how", "key"),
    [
        ((1, 1, 4, 4), (1, 1, 5, 5), {}, "filter-too-large"),
        ((1, 1, 4, 9), (1, 1, 2, 5), {"dilation": (4, 1)}, "filter-too-large"),
        ((1, 3, 4, 4), (4, 1, 2, 2), {"groups": 2}, "groups"),
        ((1, 4, 4, 4), (4, 3, 2, 2), {}, "conv-depth"),
        ((4, 4, 4), (1, 4, 2, 2), {}, "conv-axes"),
        ((1, 1, 4, 4), (1, 1, 2, 2), {"stride": 0}, "too-small"),
        ((1, 1, 4, 4), (1, 1, 2, 2), {"padding": -1}, "too-small"),
    ],
)
def test_what_cannot_be_is_explained(x, w, how, key):
    for call in (conv2d, lambda *args, **how: conv2d_backward(np.ones(1), *args, **how)):
        with pytest.raises(InvalidSetting) as problem:
            call(np.ones(x), np.ones(w), **how)
        assert problem.value.key == key and "needs" in str(problem.value)
