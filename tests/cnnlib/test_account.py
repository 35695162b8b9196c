"""What counts amount to: the article's megabytes, times, shares, totals so far, by arithmetic written out."""

from fractions import Fraction

import pytest

from cnnlib.formulas.symbols import Symbol
from cnnlib.network import account
from cnnlib.network.cost import summarize
from cnnlib.network.zoo import alexnet


def test_the_article_s_megabytes_are_mebibytes_of_a_rounded_count():
    bits = account.nbytes(account.ARTICLE_PARAMETERS, 32)
    assert bits == 1_920_000_000
    assert account.bits_to_bytes(bits) == 240_000_000 and isinstance(account.bits_to_bytes(bits), int)
    assert round(account.in_unit(account.bits_to_bytes(bits), "MiB"), 2) == 228.88
    assert account.in_unit(account.bits_to_bytes(bits), "MB") == 240
    assert account.in_unit(149_000, "kB") == 149
    exact = account.nbytes(60_965_224, 4)
    assert [round(account.in_unit(exact, unit), 2) for unit in ("MiB", "MB")] == [232.56, 243.86]


def test_of_symbols_it_is_the_same_number_and_prints_its_arithmetic():
    size = account.in_unit(account.bits_to_bytes(account.nbytes(Symbol("n", 60_000_000), Symbol("b", 32))), "MiB")
    assert size.value == Fraction(60_000_000 * 32, 8 * 1024 * 1024)
    duration = account.milliseconds(account.flops(Symbol("m", 724_406_816)), Symbol("G", 100))
    assert duration.value == Fraction(2 * 724_406_816, 100 * 10**6)


def test_time_is_operations_by_operations_a_second():
    assert account.milliseconds(10**9, 1) == 1000
    assert account.milliseconds(account.flops(724_406_816), 100) == pytest.approx(14.488, abs=1e-3)


def test_shares_of_alexnet():
    for groups, fc, conv in ((2, 96.17, 91.91), (1, 93.99, 94.84)):
        rows = summarize(alexnet(groups=groups))
        assert round(account.shares(rows, "fc")[0], 2) == fc
        assert round(account.shares(rows, "conv")[1], 2) == conv
        assert account.macs_of(rows, "conv") + account.macs_of(rows, "fc") == sum(row.macs for row in rows)


def test_totals_so_far_and_shares_of_nothing():
    assert account.so_far([1, 2, 3]) == [1, 3, 6]
    assert account.percent(0, 0) == 0 and account.percent(1, 4) == 25


def test_the_paper_s_own_list_of_neurons():
    assert sum(account.PAPER_NEURONS) == 622_312
    assert 659_272 - 622_312 == 55 * 55 * 96 - account.PAPER_NEURONS[0]


def test_times_is_how_often_one_goes_into_the_other():
    assert account.times(15, 6) == 2.5
    assert account.times(3, 0) == 0
