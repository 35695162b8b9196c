"""How a number is written for a reader."""

from fractions import Fraction

import pytest

from pages.frame.text.numbers import number, plural, rounded, small
from tests.frame.text.number_table import SMALL, TABLE


@pytest.mark.parametrize(("value", "text"), TABLE)
def test_the_table(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(1, 3), "0.33"), (Fraction(-7, 2), "−3.5"), (Fraction(6, 3), "2"), (True, "1")],
)
def test_fractions(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "is_rounded"),
    [(1, False), (0.25, False), (1 / 3, True), (Fraction(1, 16), True), (0.1 + 0.2, False), (-0.005, True)],
)
def test_two_decimals_are_not_all(value, is_rounded):
    assert rounded(value) is is_rounded


def test_plural():
    assert [plural(n, "map", "maps") for n in (0, 1, 2)] == ["maps", "map", "maps"]


@pytest.mark.parametrize(("value", "text"), SMALL)
def test_what_is_near_nothing_is_told_from_nothing(value, text):
    assert small(value) == text
