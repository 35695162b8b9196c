"""Windows as columns: where each value comes from, how much is laid out at once, and what is never copied."""

import numpy as np
import pytest

from cnnlib.ops.im2col import NARROW, add_back, apart, bundles, laid_out, pad, side_by_side, sliding, strips, windows


def test_a_window_is_the_part_of_the_picture_under_it():
    x = np.arange(2 * 3 * 7 * 8).reshape(2, 3, 7, 8)
    view = windows(x, (2, 3), (2, 1), (3, 2))
    assert view.shape == (2, 3, 2, 3, 2, 4) and np.shares_memory(view, x)  # (7-3-1)//2+1 = 2, 8-4 = 4
    assert not view.flags.writeable  # one cell stands in many windows
    for i, j in np.ndindex(2, 4):
        assert np.array_equal(view[..., i, j], x[:, :, 2 * i : 2 * i + 4 : 3, j : j + 5 : 2])


def test_a_padded_bundle_is_one_block_no_larger_than_needed():
    bundle = np.ones((2, 3, 4, 5), np.float32)
    laid = laid_out(bundle, sliding((3, 4), (3, 3), (1, 1), (1, 3), (1, 1)))
    assert laid.shape == (2, 3 + 2 * 1, 4 + 2 * 3, 5) and laid.flags.c_contiguous
    assert np.array_equal(laid[:, 1:4, 3:7], bundle) and laid.sum() == bundle.sum()
    assert laid_out(bundle, sliding((3, 4), (3, 3), (1, 1), (0, 0), (1, 1))) is bundle


def test_padding_keeps_the_order_in_memory():
    x = np.ones((3, 4, 5, 2)).transpose(3, 0, 1, 2)
    padded = pad(x, 1, -1.0)
    assert padded.shape == (2, 3, 6, 7) and padded.strides[0] == x.itemsize
    assert padded.sum() == x.sum() - (6 * 7 - 4 * 5) * 2 * 3 and pad(x, 0) is x


@pytest.mark.parametrize("groups", [1, 2])
def test_strips_are_as_large_as_allowed_and_cover_all_rows(monkeypatch, groups):
    how = sliding((9, 6), (3, 2), (1, 1), (0, 0), (1, 1))  # 7 x 5 positions
    padded = np.arange(4 * 9 * 6 * 3, dtype=np.float32).reshape(4, 9, 6, 3)
    a_row = 4 // groups * 3 * 2 * 5 * 3 * 4  # slices · Fh · Fw · positions · lanes · bytes
    monkeypatch.setattr("cnnlib.ops.im2col.STRIP_BYTES", 3 * a_row + 1)
    found = list(strips(padded, how, groups))
    assert [(g, top, columns.shape[3]) for g, top, columns in found] == [
        (g, top, min(3, 7 - top)) for g in range(groups) for top in (0, 3, 6)
    ]
    view = windows(padded.transpose(3, 0, 1, 2), (3, 2), 1, 1)
    for g, top, columns in found:
        depths = slice(g * 4 // groups, (g + 1) * 4 // groups)
        seen = view[:, depths, :, :, top : top + 3].transpose(1, 2, 3, 4, 5, 0)
        assert np.array_equal(columns, seen) and columns.nbytes <= 3 * a_row


def test_a_1x1_convolution_copies_nothing(monkeypatch):
    monkeypatch.setattr("cnnlib.ops.im2col.STRIP_BYTES", 1)
    padded = np.ones((2, 3, 4, 5), np.float32)
    ((_, _, columns),) = strips(padded, sliding((3, 4), (1, 1), (1, 1), (0, 0), (1, 1)), 1)
    assert np.shares_memory(columns, padded)
    assert len(list(strips(padded, sliding((3, 4), (1, 1), (2, 2), (0, 0), (1, 1)), 1))) == 2


@pytest.mark.parametrize("lanes", [1, 2, 6])
def test_apart_undoes_bundles(lanes):
    x = np.random.default_rng(0).random((6, 2, 3, 4))
    assert bundles(x, lanes).shape == (6 // lanes, 2, 3, 4, lanes)
    assert np.array_equal(apart(bundles(x, lanes)), x)


def test_narrow_pictures_lie_side_by_side():
    assert (side_by_side(8, NARROW), side_by_side(8, NARROW + 1), side_by_side(0, 1)) == (8, 1, 1)


def test_adding_back_counts_how_often_each_cell_was_used():
    how = sliding((6, 5), (2, 3), (2, 1), (0, 0), (1, 1))
    counts = np.zeros((1, 6, 5, 1))
    for _, top, columns in strips(np.ones((1, 6, 5, 1)), how, 1):
        add_back(columns, counts, top, how)
    assert counts[0, :, :, 0].tolist() == [[1, 2, 3, 2, 1]] * 6
