"""Shared, own and full weights: against loops, the curriculum's numbers for AlexNet's C1, and shifted pictures."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cnnlib.explain import sharing
from cnnlib.formulas import counts

WHOLE = {"W": st.integers(1, 12), "F": st.integers(1, 5), "P": st.integers(0, 2), "S": st.integers(1, 3)}


@pytest.mark.parametrize("kind", sharing.KINDS)
@given(**WHOLE)
def test_each_neuron_of_a_row_sums_its_own_wires(kind, W, F, P, S):
    assume(F <= W + 2 * P)
    x = np.random.default_rng(5).integers(-3, 4, W)
    seen = sharing.neuron_taps(kind, W, F, P, S)
    outputs, n = seen.shape
    assert n == (W if kind == "full" else F)
    w = sharing.weights(kind, outputs, n, np.resize([1, 0, -1], n))
    expected = [sum(x[j] * w[o, a] for a, j in enumerate(seen[o]) if 0 <= j < W) for o in range(outputs)]
    assert sharing.apply_own(x, w, seen).tolist() == expected
    names = sharing.weight_names(kind, outputs, n)
    different = len(np.unique(names))
    assert counts.row_parameters(kind, outputs, F, W) == different + (1 if kind == "shared" else outputs)
    assert counts.row_macs(kind, outputs, F, W) == names.size


@given(**WHOLE)
def test_the_map_of_a_picture_is_a_loop_s(W, F, P, S):
    assume(F <= W + 2 * P)
    rng = np.random.default_rng(6)
    x, w = rng.integers(-3, 4, (W, W)), rng.integers(-2, 3, (F, F))
    found = sharing.map_of("shared", x, w, P, S)
    for (i, j), value in np.ndenumerate(found):
        total = 0
        for a in range(F):
            for b in range(F):
                r, c = i * S + a - P, j * S + b - P
                total += w[a, b] * x[r, c] if 0 <= r < W and 0 <= c < W else 0
        assert value == total


def test_a_picture_moved_is_filled_with_zeros():
    x = np.arange(9).reshape(3, 3)
    assert sharing.shift(x, 1, 0).tolist() == [[0, 0, 0], [0, 1, 2], [3, 4, 5]]
    assert sharing.shift(x, 0, 2).tolist() == [[0, 0, 0], [0, 0, 3], [0, 0, 6]]
    assert sharing.shift(x, 3, 5).tolist() == np.zeros((3, 3)).tolist()


@given(**WHOLE, down=st.integers(0, 4), right=st.integers(0, 4))
def test_inside_the_map_moves_with_the_picture_exactly(W, F, P, S, down, right):
    assume(F <= W + 2 * P and down % S == right % S == 0)
    rng = np.random.default_rng(7)
    x, w = rng.integers(-3, 4, (W, W)), rng.integers(-2, 3, (F, F))
    of_moved, moved, alike = sharing.equivariance("shared", x, w, P, S, down, right)
    assert not (of_moved - moved)[alike].any()


def test_at_the_border_and_without_sharing_it_does_not():
    rng = np.random.default_rng(8)
    x, w = rng.integers(1, 4, (8, 8)), np.ones((3, 3), int)
    of_moved, moved, alike = sharing.equivariance("shared", x, w, 1, 1, 0, 2)
    assert alike.sum() == 6 * 4, "rows 1 to 6, columns 3 to 6"
    assert (of_moved - moved)[~alike].any() and not (of_moved - moved)[alike].any()
    for kind in ("own", "full"):
        of_moved, moved, alike = sharing.equivariance(kind, x, w, 1, 1, 0, 2)
        assert (of_moved - moved)[alike].any()
    of_moved, moved, alike = sharing.equivariance("shared", x, w, 1, 2, 0, 1)
    assert (of_moved - moved)[alike].any(), "a step of 1 is no whole place of a map with stride 2"


def test_the_box_around_the_neurons_that_should_be_alike():
    for rows, columns in ((slice(1, 4), slice(2, 7)), (slice(0, 1), slice(0, 1)), (slice(0, 5), slice(3, 8))):
        alike = np.zeros((5, 8), bool)
        alike[rows, columns] = True
        assert sharing.box(alike) == (rows.start, columns.start, rows.stop, columns.stop)
    assert sharing.box(np.zeros((5, 8), bool)) == (0, 0, 0, 0)


def test_a_small_bank_begins_with_two_edges_and_has_no_empty_filter():
    bank = sharing.small_bank(6, 3)
    assert bank.shape == (6, 3, 3) and set(np.unique(bank)) == {-1, 0, 1}
    assert bank[0].tolist() == [[1, 0, -1]] * 3 and bank[1].tolist() == [[1] * 3, [0] * 3, [-1] * 3]
    for F in (1, 2):
        assert all(kernel.any() for kernel in sharing.small_bank(8, F)) and sharing.small_bank(1, F).shape == (1, F, F)


def test_ratios_and_differences_by_hand():
    assert sharing.ratios((56, 1), (8, 2), (3, 11)) == {"times_parameters": 7, "times_macs": 6}
    of_moved, moved = np.array([[1, 2], [3, 4]]), np.array([[1, 5], [9, 4]])
    alike = np.array([[True, True], [False, False]])
    assert sharing.compare(of_moved, moved, alike) == {"cells": 2, "rest": 2, "inside": 3, "border": 6}


def test_counts_on_a_scale_of_powers_of_ten():
    assert [sharing.on_log_scale(10**power, 10**4) for power in range(5)] == pytest.approx([0, 1 / 4, 2 / 4, 3 / 4, 1])
