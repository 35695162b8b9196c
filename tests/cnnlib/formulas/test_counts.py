"""What layers cost: the course's numbers for AlexNet, counting one by one, and what counts amount to."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.formulas import counts
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import zoo


@pytest.mark.parametrize(
    ("K", "F", "D", "g", "out", "weights", "macs"),
    [
        (96, 11, 3, 1, 55, 34_848, 105_415_200),
        (256, 5, 96, 2, 27, 307_200, 223_948_800),
        (256, 5, 96, 1, 27, 614_400, 447_897_600),
        (384, 3, 256, 1, 13, 884_736, 149_520_384),
        (384, 3, 384, 2, 13, 663_552, 112_140_288),
        (256, 3, 384, 2, 13, 442_368, 74_760_192),
    ],
)
def test_alexnets_conv_layers(K, F, D, g, out, weights, macs):
    assert counts.conv_weights(K, F, D, g) == weights
    assert counts.conv_parameters(K, F, D, g) == weights + K
    assert counts.conv_macs(out, out, K, F, D, g) == macs


def test_alexnets_fc_layers():
    assert counts.fc_macs(6 * 6 * 256, 4096) == 37_748_736
    assert counts.fc_macs(4096, 1000) == 4_096_000


def test_every_weight_and_product_counted_one_by_one():
    K, F, D, g, rows, columns = 4, 3, 6, 2, 5, 2
    weights = np.zeros((K, D // g, F, F))
    assert counts.conv_weights(K, F, D, g) == weights.size
    assert counts.filter_weights(F, D, g) == weights[0].size and counts.filter_weights(F, D) == np.zeros((D, F, F)).size
    assert counts.conv_macs(rows, columns, K, F, D, g) == sum(weights[0].size for _ in np.ndindex(K, rows, columns))


def test_groups_divide_the_depth():
    for g in (2, 0, -1):
        with pytest.raises(InvalidSetting, match=f"g={g} does not divide"):
            counts.conv_weights(4, 3, 3, g)


def test_symbols_of_a_grouped_layer_give_what_the_numbers_give():
    K, F, D, g = (Symbol(name, value) for name, value in (("K", 256), ("F", 5), ("D", 96), ("g", 2)))
    assert counts.conv_weights(K, F, D, g).value == counts.conv_weights(256, 5, 96, 2) == 256 * 5 * 5 * 48


def test_volumes_and_what_a_layer_drops():
    assert counts.volume_values(4, 6, 3) == np.zeros((3, 4, 6)).size
    assert counts.percent_dropped(144, 36) == 75.0


def test_neurons_with_weights_of_their_own_and_neurons_that_see_everything():
    """An input 5 x 5 x 2, three maps of 2 x 4, filters of 3 x 3: an array of every weight, of every bias."""
    own, everything, biases = np.zeros((3, 2, 4, 2, 3, 3)), np.zeros((3, 2, 4, 2, 5, 5)), np.zeros((3, 2, 4))
    assert counts.conv_neurons(2, 4, 3) == biases.size
    assert counts.unshared_parameters(2, 4, 3, 3, 2) == own.size + biases.size
    assert counts.dense_macs(2, 4, 3, 5, 2) == everything.size
    assert counts.dense_parameters(2, 4, 3, 5, 2) == everything.size + biases.size


C1 = {"out_h": 55, "out_w": 55, "K": 96}


def test_alexnet_c1():
    assert counts.conv_neurons(**C1) == 290_400
    assert counts.unshared_parameters(**C1, F=11, D=3) == 290_400 * 364 == 105_705_600
    assert counts.conv_parameters(96, 11, 3) == 34_848 + 96
    assert counts.conv_macs(55, 55, 96, 11, 3) == 290_400 * 363 == 105_415_200
    assert counts.dense_macs(**C1, W=227, D=3) == 290_400 * 154_587 == 44_892_064_800
    assert counts.dense_parameters(**C1, W=227, D=3) == 44_892_064_800 + 290_400
    assert round(44_892_064_800 / 105_415_200) == 426


def test_on_symbols_they_print_themselves():
    side, K, F, D, W = (Symbol(name, value) for name, value in zip("OKFDW", (55, 96, 11, 3, 227), strict=True))
    unshared = counts.unshared_parameters(side, side, K, F, D)
    assert unshared.value == 105_705_600
    assert unshared.latex() == r"O \cdot O \cdot K \cdot \left(F \cdot F \cdot D + 1\right)"
    assert counts.dense_macs(side, side, K, W, D).value == 44_892_064_800


def test_five_filters_make_five_rows_of_neurons():
    assert counts.row_neurons(3, 5) == 15


def test_the_article_s_megabytes_are_mebibytes_of_a_rounded_count():
    bits = counts.nbytes(zoo.ALEXNET_ABSTRACT_PARAMETERS, 32)
    assert bits == 1_920_000_000
    assert counts.bits_to_bytes(bits) == 240_000_000 and isinstance(counts.bits_to_bytes(bits), int)
    assert round(counts.in_unit(counts.bits_to_bytes(bits), "MiB"), 2) == 228.88
    assert counts.in_unit(counts.bits_to_bytes(bits), "MB") == 240
    assert counts.in_unit(149_000, "kB") == 149
    exact = counts.nbytes(60_965_224, 4)
    assert [round(counts.in_unit(exact, unit), 2) for unit in ("MiB", "MB")] == [232.56, 243.86]


def test_of_symbols_it_is_the_same_number_and_prints_its_arithmetic():
    size = counts.in_unit(counts.bits_to_bytes(counts.nbytes(Symbol("n", 60_000_000), Symbol("b", 32))), "MiB")
    assert size.value == Fraction(60_000_000 * 32, 8 * 1024 * 1024)
    duration = counts.milliseconds(counts.flops(Symbol("m", 724_406_816)), Symbol("G", 100))
    assert duration.value == Fraction(2 * 724_406_816, 100 * 10**6)


def test_time_is_operations_by_operations_a_second():
    assert counts.milliseconds(10**9, 1) == 1000
    assert counts.milliseconds(counts.flops(724_406_816), 100) == pytest.approx(14.488, abs=1e-3)


def test_times_is_how_often_one_goes_into_the_other():
    assert counts.times(15, 6) == 2.5
    assert counts.times(3, 0) == 0


def test_training_memory_of_symbols():
    assert counts.training_bytes(77, 157, 5, 2) == 2 * (2 * 77 + 5 * 157)
    assert counts.batch_that_fits(3000, 77, 157, 2) == (3000 - 2 * 77 * 2) // (157 * 2)
    formula = counts.training_bytes(Symbol("p", 77), Symbol("a", 157), Symbol("B", 5), Symbol("v", 2), 1)
    assert formula.value == 2 * (3 * 77 + 5 * 157)
    fits = counts.batch_that_fits(Symbol("M", 3000), Symbol("p", 77), Symbol("a", 157), Symbol("v", 2), 1)
    assert fits.value == (3000 - 3 * 77 * 2) // (157 * 2) == 8
    assert fits.latex() == r"\left\lfloor \frac{M - 3p \cdot v}{a \cdot v} \right\rfloor"


def test_shared_cells_are_those_of_both_windows():
    for F in range(1, 6):
        for S in range(1, 6):
            first, second = (set(range(start, start + F)) for start in (0, S))
            assert int(counts.shared_cells(F, S)) == F * len(first & second)
    assert counts.shared_cells(Symbol("F", 3), Symbol("S", 2)).value == 3


@settings(max_examples=200)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 9))
def test_the_repairs_of_groups_work(D, K, g):
    fits = g > 0 and D % g == 0 and K % g == 0
    try:
        counts.check_groups(D, K, g)
        assert fits
    except InvalidSetting as problem:
        assert not fits
        for repair in problem.repairs:
            now = {"D": D, "K": K, "g": g} | repair
            assert now["D"] % now["g"] == now["K"] % now["g"] == 0
            assert all(1 <= n <= 8 for n in now.values())
        assert set(problem.repairs[0]) == {"g"}


def test_a_share_of_nothing_is_none():
    assert counts.percent(0, 0) == 0 and counts.percent(1, 4) == 25


@pytest.mark.parametrize(
    ("call", "sentence", "repairs"),
    [
        (
            lambda: counts.check_groups(3, 4, 2),
            "g=2 does not divide both D=3 and K=4: needs g=1 or D=4",
            [{"g": 1}, {"D": 4}],
        ),
        (
            lambda: counts.check_groups(3, 5, 2),
            "g=2 does not divide both D=3 and K=5: needs g=1 or D=4, K=6",
            [{"g": 1}, {"D": 4, "K": 6}],
        ),
        (lambda: counts.check_groups(8, 8, 9), "g=9 does not divide both D=8 and K=8: needs g=8", [{"g": 8}]),
        (
            lambda: counts.check_groups(9, 12, 12, most=12),
            "g=12 does not divide both D=9 and K=12: needs g=3 or D=12",
            [{"g": 3}, {"D": 12}],
        ),
        (lambda: counts.check_groups(4, 4, 0), "g=0 does not divide both D=4 and K=4: needs g=1", [{"g": 1}]),
    ],
)
def test_groups_that_do_not_divide_are_named_with_what_works(call, sentence, repairs):
    with pytest.raises(InvalidSetting) as problem:
        call()
    assert str(problem.value) == sentence
    assert problem.value.repairs == tuple(repairs)


def test_two_shares_differ_by_more_than_chance():
    # of 359: 83 % and 84 % are 3.6 apart, with a standard error of 10; 83 % and 60 % are 83 apart
    assert not counts.differ_by_more_than_chance(0.83, 0.84, 359)
    assert counts.differ_by_more_than_chance(0.83, 0.6, 359) and counts.differ_by_more_than_chance(0.6, 0.83, 359)
    assert not counts.differ_by_more_than_chance(0.5, 0.5, 10)
