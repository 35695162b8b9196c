"""A formula on symbols says what it computes, and computes what it says."""

import math
import re
from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Number, Operation, Symbol, is_symbolic, wrap
from cnnlib.training import schedule

W, F, P, S = (Symbol(name, value) for name, value in (("W", 8), ("F", 3), ("P", 1), ("S", 2)))


@pytest.mark.parametrize(
    ("expression", "letters", "numbers", "value"),
    [
        (W - F + 2 * P, "W - F + 2P", r"8 - 3 + 2 \cdot 1", 7),
        (W - (F + P), r"W - \left(F + P\right)", r"8 - \left(3 + 1\right)", 4),
        (W - (F - P), r"W - \left(F - P\right)", r"8 - \left(3 - 1\right)", 6),
        (W - F - P, "W - F - P", "8 - 3 - 1", 4),
        ((W + F) * P, r"\left(W + F\right) \cdot P", r"\left(8 + 3\right) \cdot 1", 11),
        (W / F, r"\frac{W}{F}", r"\frac{8}{3}", Fraction(8, 3)),
        (W / F / P, r"\frac{\frac{W}{F}}{P}", r"\frac{\frac{8}{3}}{1}", Fraction(8, 3)),
        ((W / F) ** 2, r"\left(\frac{W}{F}\right)^{2}", r"\left(\frac{8}{3}\right)^{2}", Fraction(64, 9)),
        (W // F, r"\left\lfloor \frac{W}{F} \right\rfloor", r"\left\lfloor \frac{8}{3} \right\rfloor", 2),
        (
            math.ceil(W / F),
            r"\left\lceil \frac{W}{F} \right\rceil",
            r"\left\lceil \frac{8}{3} \right\rceil",
            3,
        ),
        (W - -F, r"W - \left(-F\right)", r"8 - \left(-3\right)", 11),
        (W**2, "W^{2}", "8^{2}", 64),
        ((W**2) ** 2, r"\left(W^{2}\right)^{2}", r"\left(8^{2}\right)^{2}", 4096),
        (-(W + F), r"-\left(W + F\right)", r"-\left(8 + 3\right)", -11),
        (1 - W, "1 - W", "1 - 8", -7),
        (24 / W, r"\frac{24}{W}", r"\frac{24}{8}", 3),
        (25 // W, r"\left\lfloor \frac{25}{W} \right\rfloor", r"\left\lfloor \frac{25}{8} \right\rfloor", 3),
        (1 + W, "1 + W", "1 + 8", 9),
    ],
)
def test_letters_numbers_and_value(expression, letters, numbers, value):
    assert (expression.latex(), expression.latex(numbers=True), expression.value) == (letters, numbers, value)


def test_a_product_of_named_factors_as_the_curriculum_prints_it():
    K, F, D = Symbol("K", 96), Symbol("F", 11), Symbol("D", 3)
    weights = counts.conv_weights(K, F, D)
    assert weights.latex(numbers=True) == r"96 \cdot 11 \cdot 11 \cdot 3"
    assert weights.value == 96 * 11 * 11 * 3 == 34_848
    assert weights._repr_latex_() == r"$K \cdot F \cdot F \cdot D = 96 \cdot 11 \cdot 11 \cdot 3 = 34{,}848$"


def test_output_size_as_the_curriculum_prints_it():
    d = Symbol("d", 2)
    plain, dilated = sizes.output_size(W, F, P, S), sizes.output_size(W, F, P, S, dilation=d)
    assert plain.latex() == r"\left\lfloor \frac{W - F + 2P}{S} \right\rfloor + 1"  # 7/2 is not whole
    assert sizes.output_size(Symbol("W", 9), F, P, S).latex() == r"\frac{W - F + 2P}{S} + 1"  # 8/2 is
    assert dilated.latex() == r"\left\lfloor \frac{W - d \cdot \left(F - 1\right) - 1 + 2P}{S} \right\rfloor + 1"
    assert (
        sizes.output_size(W, F, P, S, rounding="ceil").latex() == r"\left\lceil \frac{W - F + 2P}{S} \right\rceil + 1"
    )
    assert sizes.field_size(F).latex() == "F" and sizes.field_size(F, d).latex() == r"d \cdot \left(F - 1\right) + 1"


def test_negative_numbers_never_follow_another_sign():
    w, x = Symbol("w", -1), Symbol("x", -2)
    assert (w * x + x).latex(numbers=True) == r"-1 \cdot \left(-2\right) + \left(-2\right)"
    assert (x**2).latex(numbers=True) == r"\left(-2\right)^{2}"
    assert (Number(Fraction(-1, 2)) + x).latex() == r"-\frac{1}{2} + x"


def test_fractions_are_printed_as_such_and_whole_ones_as_whole():
    half = Fraction(1, 2)
    assert [Number(n).latex() for n in (half, -half, Fraction(6, 2))] == [r"\frac{1}{2}", r"-\frac{1}{2}", "3"]
    assert (Symbol("x", half) ** 2).latex(numbers=True) == r"\left(\frac{1}{2}\right)^{2}"
    assert Number(Fraction(1, 50_000)).latex() == r"\frac{1}{50{,}000}"


def test_an_expression_equals_its_value_and_its_like():
    assert W == 8 and W - F == 5 and 5 == W - F and W != 9
    assert W - F == W - F and W - F != W - P
    assert W != Symbol("W", 8, "input")  # another role is another symbol
    assert {W - F: "five"}[5] == "five"
    assert int(W - F) == 5 and float(W / F) == 8 / 3 and list(range(10))[W] == 8


def test_expressions_stay_as_they_are():
    for thing, field in ((W, "value"), (Number(3), "value"), (W - F, "args")):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, field, 9)


def test_what_is_symbolic():
    assert is_symbolic(1, W) and is_symbolic(W + 1) and not is_symbolic(1, 2.0)
    assert wrap(W) is W and wrap(3) == Number(3)


ATOMS = st.integers(-9, 9).map(lambda n: Symbol("x", n)) | st.integers(-9, 9).map(Number)


def grow(parts):
    two = st.tuples(parts, parts)
    both = st.sampled_from(["add", "sub", "mul", "div", "floordiv"])
    one = st.sampled_from(["neg", "floor", "ceil"])
    return st.builds(Operation, both, two) | st.builds(Operation, one, st.tuples(parts))


def read_back(text: str) -> Fraction:
    """The value of LaTeX with numbers, by turning it into Python: what a reader would reckon."""
    for side in ("left", "right"):
        text = text.replace(rf"\{side}(", "(").replace(rf"\{side})", ")")
    for old, new in (
        (r"\left\lfloor", " floor("),
        (r"\right\rfloor", ")"),
        (r"\left\lceil", " ceil("),
        (r"\right\rceil", ")"),
        (r"\cdot", "*"),
        (r"\frac", ""),
        ("}{", ")/("),
        ("{", "(("),
        ("}", "))"),
    ):
        text = text.replace(old, new)
    exact = {
        "Fraction": Fraction,
        "floor": lambda n: Fraction(math.floor(n)),
        "ceil": lambda n: Fraction(math.ceil(n)),
    }
    return eval(re.sub(r"\d+", r"Fraction(\g<0>)", text), exact)


@settings(max_examples=300)
@given(st.recursive(ATOMS, grow, max_leaves=8))
def test_the_printed_numbers_evaluate_to_the_value(expression):
    try:
        value = expression.value
    except ZeroDivisionError:
        return
    assert read_back(expression.latex(numbers=True)) == value


@settings(max_examples=300)
@given(
    st.integers(1, 300),
    st.integers(1, 11),
    st.integers(0, 10),
    st.integers(1, 8),
    st.integers(1, 4),
    st.sampled_from(["floor", "ceil"]),
)
def test_output_size_on_symbols_is_that_on_numbers(w, f, p, s, d, rounding):
    if d * (f - 1) + 1 > w + 2 * p:
        return
    found = sizes.output_size(*map(Symbol, "WFPS", (w, f, p, s)), dilation=Symbol("d", d), rounding=rounding)
    number = sizes.output_size(w, f, p, s, dilation=d, rounding=rounding)
    assert found.value == number and isinstance(found.value, int) and isinstance(number, int)


@settings(max_examples=200)
@given(*[st.integers(1, 12)] * 4, st.booleans())
def test_costs_and_schedules_on_symbols_are_those_on_numbers(k, f, channels, g, flag):
    d = channels * g
    K, F, D, G = map(Symbol, "KFDg", (k, f, d, g))
    assert counts.conv_weights(K, F, D, G).value == counts.conv_weights(k, f, d, g)
    assert counts.conv_parameters(K, F, D, G).value == counts.conv_parameters(k, f, d, g)
    assert counts.conv_macs(K, F, K, F, D, G).value == counts.conv_macs(k, f, k, f, d, g)
    assert counts.fc_macs(K, D).value == counts.fc_macs(k, d)
    assert schedule.updates(D, F, K, flag).value == schedule.updates(d, f, k, flag)
