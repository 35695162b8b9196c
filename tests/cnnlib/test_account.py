"""What counts amount to: the article's megabytes, times, shares, totals so far, by arithmetic written out."""

from fractions import Fraction

import pytest

from cnnlib.formulas import counts
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import cost, zoo
from cnnlib.network.cost import summarize
from cnnlib.network.zoo import alexnet


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


def test_shares_of_alexnet():
    for groups, fc, conv in ((2, 96.17, 91.91), (1, 93.99, 94.84)):
        rows = summarize(alexnet(groups=groups))
        assert round(cost.shares(rows, "fc")[0], 2) == fc
        assert round(cost.shares(rows, "conv")[1], 2) == conv
        assert cost.macs_of(rows, "conv") + cost.macs_of(rows, "fc") == sum(row.macs for row in rows)


def test_totals_so_far_and_shares_of_nothing():
    assert cost.running_totals([1, 2, 3]) == [1, 3, 6]
    assert counts.percent(0, 0) == 0 and counts.percent(1, 4) == 25


def test_the_paper_s_own_list_of_neurons():
    assert sum(zoo.ALEXNET_PAPER_NEURONS) == 622_312
    assert 659_272 - 622_312 == 55 * 55 * 96 - zoo.ALEXNET_PAPER_NEURONS[0]


def test_times_is_how_often_one_goes_into_the_other():
    assert counts.times(15, 6) == 2.5
    assert counts.times(3, 0) == 0
