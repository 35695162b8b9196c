"""What a see-through picture is laid on, from strokes whose right ground is plain to see."""

import numpy as np
import pytest

from cnnlib.data.grounds import ground_for, laid_on, outline


def stroke(*levels, alpha=1.0):
    """Level strokes, one below the other, each of one colour and two cells thick; (colours (3, H, W), alpha (H, W))."""
    colours, see = np.zeros((3, 4 * len(levels), 8)), np.zeros((4 * len(levels), 8))
    for i, level in enumerate(levels):
        colours[:, 4 * i + 1 : 4 * i + 3, 1:-1] = np.reshape(level, (-1, 1, 1))
        see[4 * i + 1 : 4 * i + 3, 1:-1] = alpha
    return colours, see


@pytest.mark.parametrize(
    ("levels", "ground"),
    [
        ([0.0], "white"),
        ([0.5], "white"),
        ([1.0], "black"),
        ([0.95], "black"),
        ([(1.0, 1.0, 0.0)], "white"),  # yellow
        ([0.0, 1.0], "grey"),
        ([0.0, 0.5, 1.0], "white"),  # a third is lost on each: the first
    ],
)
def test_what_would_vanish_on_white_is_laid_on_something_else(levels, ground):
    assert ground_for(*stroke(*levels)) == ground


def test_only_an_outline_against_something_see_through_counts():
    white, alpha = np.ones((3, 8, 8)), np.ones((8, 8))
    assert not outline(alpha).any() and ground_for(white, alpha) == "white"
    alpha[0] = 0
    white[:, 1] = 0  # a dark frame is what touches the see-through row
    assert np.flatnonzero(outline(alpha).any(axis=1)).tolist() == [1] and ground_for(white, alpha) == "white"


def test_faint_ink_is_seen_by_what_it_adds():
    assert ground_for(*stroke(1.0, alpha=0.3)) == "black"  # 0.3 brighter than black, nothing on white


def test_a_ground_shows_through_by_as_much_as_is_missing():
    colours, alpha = np.full((1, 1, 2), 0.2), np.array([[0.25, 1.0]])
    assert laid_on("white", colours, alpha).ravel().tolist() == [0.25 * 0.2 + 0.75, 0.2]
    assert laid_on("grey", colours, alpha).ravel().tolist() == [0.25 * 0.2 + 0.75 * 0.5, 0.2]
