"""The chart of uses: its numbers are those of windows counted one by one, on one scale, in words that were given."""

import numpy as np
import pytest

from cnnlib.formulas.sizes import use_counts
from pages.layers.sliding_filter.figure import uses_figure


def counted(W: int, F: int, P: int, S: int) -> np.ndarray:
    """How many windows cover each input cell, by laying every window down."""
    covered = np.zeros((W + 2 * P, W + 2 * P), int)
    for top in range(0, W + 2 * P - F + 1, S):
        for left in range(0, W + 2 * P - F + 1, S):
            covered[top : top + F, left : left + F] += 1
    return covered[P : P + W, P : P + W]


@pytest.mark.parametrize(("W", "F", "P", "S"), [(7, 3, 1, 1), (7, 3, 1, 2), (5, 5, 2, 1), (12, 4, 0, 3)])
def test_the_cells_are_counts_of_windows(W, F, P, S):
    figure = uses_figure(use_counts(W, F, P, S), use_counts(W, F, 0, S), titles=("with", "without"), scale="times")
    padded, bare = (np.array(trace.z) for trace in figure.data)
    assert np.array_equal(padded, counted(W, F, P, S))
    assert np.array_equal(bare, counted(W, F, 0, S))
    assert figure.layout.coloraxis.cmax == max(padded.max(), bare.max()), "both maps are read on one scale"
    assert [note.text for note in figure.layout.annotations] == ["with", "without"]
    assert figure.layout.coloraxis.colorbar.title.text == "times"


def test_numbers_are_written_only_where_there_is_room():
    small, large = (uses_figure(use_counts(W, 3), use_counts(W, 3), titles=("", ""), scale="") for W in (8, 64))
    assert small.data[0].texttemplate and not large.data[0].texttemplate


def test_a_filter_that_fits_nowhere_is_all_zeros():
    figure = uses_figure(use_counts(5, 7, 2), use_counts(5, 7, 0), titles=("", ""), scale="")
    assert not np.array(figure.data[1].z).any()
    assert np.array(figure.data[0].z).any()
