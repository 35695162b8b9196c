"""Windows as columns: where each value comes from, how much is laid out at once, and what is never copied."""

import numpy as np
import pytest

from cnnlib.ops.im2col import (
    NARROW,
    batch_first,
    batch_last,
    col2im,
    geometry_of,
    im2col,
    images_together,
    pad,
    pad_batch_last,
    windows,
)


def test_a_window_is_the_part_of_the_picture_under_it():
    x = np.arange(2 * 3 * 7 * 8).reshape(2, 3, 7, 8)
    view = windows(x, (2, 3), (2, 1), (3, 2))
    assert view.shape == (2, 3, 2, 3, 2, 4) and np.shares_memory(view, x)  # (7-3-1)//2+1 = 2, 8-4 = 4
    assert not view.flags.writeable  # one cell stands in many windows
    for i, j in np.ndindex(2, 4):
        assert np.array_equal(view[..., i, j], x[:, :, 2 * i : 2 * i + 4 : 3, j : j + 5 : 2])


def test_padded_images_are_one_block_no_larger_than_needed():
    images = np.ones((2, 3, 4, 5), np.float32)
    laid = pad_batch_last(images, (1, 3))
    assert laid.shape == (2, 3 + 2 * 1, 4 + 2 * 3, 5) and laid.flags.c_contiguous
    assert np.array_equal(laid[:, 1:4, 3:7], images) and laid.sum() == images.sum()
    assert pad_batch_last(images, (0, 0)) is images


def test_padding_keeps_the_order_in_memory():
    x = np.ones((3, 4, 5, 2)).transpose(3, 0, 1, 2)
    padded = pad(x, 1, -1.0)
    assert padded.shape == (2, 3, 6, 7) and padded.strides[0] == x.itemsize
    assert padded.sum() == x.sum() - (6 * 7 - 4 * 5) * 2 * 3 and pad(x, 0) is x


@pytest.mark.parametrize("groups", [1, 2])
def test_strips_are_as_large_as_allowed_and_cover_all_rows(monkeypatch, groups):
    geometry = geometry_of((9, 6), (3, 2), (1, 1), (0, 0), (1, 1))  # 7 x 5 positions
    padded = np.arange(4 * 9 * 6 * 3, dtype=np.float32).reshape(4, 9, 6, 3)
    a_row = 4 // groups * 3 * 2 * 5 * 3 * 4  # channels · Fh · Fw · positions · images · bytes
    monkeypatch.setattr("cnnlib.ops.im2col.STRIP_BYTES", 3 * a_row + 1)
    found = list(im2col(padded, geometry, groups))
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
    ((_, _, columns),) = im2col(padded, geometry_of((3, 4), (1, 1), (1, 1), (0, 0), (1, 1)), 1)
    assert np.shares_memory(columns, padded)
    assert len(list(im2col(padded, geometry_of((3, 4), (1, 1), (2, 2), (0, 0), (1, 1)), 1))) == 2


@pytest.mark.parametrize("together", [1, 2, 6])
def test_batch_first_undoes_batch_last(together):
    x = np.random.default_rng(0).random((6, 2, 3, 4))
    assert batch_last(x, together).shape == (6 // together, 2, 3, 4, together)
    assert np.array_equal(batch_first(batch_last(x, together)), x)


def test_narrow_images_are_computed_together():
    assert (images_together(8, NARROW), images_together(8, NARROW + 1), images_together(0, 1)) == (8, 1, 1)


def test_adding_back_counts_how_often_each_cell_was_used():
    geometry = geometry_of((6, 5), (2, 3), (2, 1), (0, 0), (1, 1))
    counts = np.zeros((1, 6, 5, 1))
    for _, top, columns in im2col(np.ones((1, 6, 5, 1)), geometry, 1):
        col2im(columns, counts, top, geometry)
    assert counts[0, :, :, 0].tolist() == [[1, 2, 3, 2, 1]] * 6
