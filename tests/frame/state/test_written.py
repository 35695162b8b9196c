"""Numbers in any writing: what people type and programs print is read; what is no whole number is not made one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.frame.state.fields import Flag, Place, Steps, Whole
from pages.frame.state.written import FAR, as_written, number_written, whole_written

WIDE = str.maketrans("0123456789-+.,e", "０１２３４５６７８９－＋．，ｅ")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("3.0", 3),
        ("1e3", 1000),
        ("1E+3", 1000),
        ("２.5e１", 25),
        ("３", 3),
        ("－１２", -12),
        ("−12", -12),
        (" 7 ", 7),
        ("+3", 3),
        ("50,000", 50_000),
        ("1,234,567.0", 1_234_567),
        ("1_000", 1000),
        ("٣", 3),
        ("9" * 5000, FAR),
        ("-1e999999999", -FAR),
    ],
)
def test_a_whole_number_is_read_in_any_writing(text, number):
    assert whole_written(text) == number and type(whole_written(text)) is int


@given(st.integers(-(10**20), 10**20))
def test_every_whole_number_is_read_in_every_writing(number):
    for text in (f"{number}", f"{number:,}", f"{number}.0", f"{number}e0", f"{Decimal(number):e}", f"{number:+}"):
        assert whole_written(text) == number and whole_written(text.translate(WIDE)) == number, text


@pytest.mark.parametrize(
    "text", ["2.5", "1e-3", "", "three", "inf", "NaN", "1,00", ",5", "0x1f", "3 4", "--3", "1e", "三"]
)
def test_what_is_no_whole_number_is_none(text):
    with pytest.raises(ValueError):
        whole_written(text)


def test_a_fraction_is_a_number():
    assert number_written("２.5") == Decimal("2.5") and number_written("0.001") == Decimal("0.001")


def test_every_kind_of_field_reads_them():
    assert Whole(3, 64, 7).read("１e１") == 10 and Place().read("4.0") == 4
    assert Steps((0.1, 1, 1000), 1).read("1,000") == 1000 and Steps((0.1, 1, 1000), 1).read("０.1") == 0.1
    assert Flag(False).read("１") is True and Flag(True).read("0.0") is False


def test_the_values_of_a_file_are_written_as_a_link_would():
    assert [as_written(value) for value in ("9", 9, 9.0, True, False, None, [1])] == [
        "9",
        "9",
        "9.0",
        "1",
        "0",
        "null",
        "[1]",
    ]
