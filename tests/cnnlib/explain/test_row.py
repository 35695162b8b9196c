"""A filter along a row: cs231n's figure, sizes by loops over windows."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cnnlib.explain import row
from cnnlib.formulas import sizes

WHOLE = {"W": st.integers(1, 40), "F": st.integers(1, 11), "P": st.integers(0, 10), "S": st.integers(1, 8)}


def test_the_figure_of_cs231n():
    x, w = row.small_row(5), row.small_filters(1, 3)
    assert x.tolist() == [1, 2, -1, 1, -3] and w.tolist() == [[1, 0, -1]]
    assert row.conv_row(x, w, P=1, S=1).tolist() == [[-2, 2, 1, 2, 1]]
    assert row.conv_row(x, w, P=1, S=2).tolist() == [[-2, 1, 1]]
    assert row.conv_row(x, w, 4, P=1, S=2).tolist() == [[2, 5, 5]]


@given(**WHOLE)
def test_outputs_and_what_hangs_over_are_those_of_windows_laid_one_by_one(W, F, P, S):
    assume(F <= W + 2 * P)
    x, w = row.small_row(W), row.small_filters(2, F)
    padded = [0] * P + x.tolist() + [0] * P
    starts = [start for start in range(len(padded)) if start % S == 0 and start + F <= len(padded)]
    for each, outputs in zip(w.tolist(), row.conv_row(x, w, P=P, S=S).tolist(), strict=True):
        assert outputs == [sum(a * b for a, b in zip(each, padded[s : s + F], strict=True)) for s in starts]
    reached = starts[-1] + F
    over = row.overhang(W, F, P, S)
    assert over == (0 if reached == len(padded) else starts[-1] + S + F - len(padded))
    assert row.conv_row(x, w, P=P, S=S, beyond=over).shape[1] == len(starts) + (over > 0)
    assert sizes.exact_size(W, F, P, S) == Fraction(len(padded) - F, S) + 1
    assert int(sizes.size_of_total(W, F, 2 * P, S)) == len(starts)


@given(**WHOLE)
def test_what_is_offered_as_uneven_is_uneven_and_nearest(W, F, P, S):
    assume(F <= W + 2 * P)
    for changes in row.nearest_uneven(W, F, P, S):
        (name, value), at = *changes.items(), {"W": W, "S": S}
        new = at | changes
        assert (new["W"] + 2 * P - F) % new["S"], "it leaves something over"
        nearer = [n for n in range(1, 41 if name == "W" else 9) if abs(n - at[name]) < abs(value - at[name])]
        for n in nearer:
            other = at | {name: n}
            assert other["W"] + 2 * P < F or (other["W"] + 2 * P - F) % other["S"] == 0


@pytest.mark.parametrize(("W", "P"), [(5, 1), (1, 0), (40, 10), (7, 0)])
def test_the_table_counts_windows(W, P):
    sizes, rest = row.size_table(W, P)
    for F in range(1, 12):
        for S in range(1, 9):
            starts = range(0, W + 2 * P - F + 1, S)
            assert sizes[F - 1, S - 1] == len(starts)
            assert rest[F - 1, S - 1] == (W + 2 * P - (starts[-1] + F) if len(starts) else 0)


def test_filters_are_never_all_zeros():
    for F in range(1, 12):
        bank = row.small_filters(5, F)
        assert bank.shape == (5, F) and bank.any(axis=1).all() and np.abs(bank).max() == 1
