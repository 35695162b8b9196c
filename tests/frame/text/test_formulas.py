"""A formula as a reader sees it: the letters, the numbers put in, and brackets where they are needed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from pages.frame.text.colours import role_of
from pages.frame.text.formulas import as_html, as_text

W, F, P, S = (Symbol(n, v, role_of(n)) for n, v in (("W", 7), ("F", 3), ("P", 1), ("S", 2)))
a, b, c = (Symbol(n, v) for n, v in (("a", 2), ("b", 3), ("c", -4)))


@pytest.mark.parametrize(
    ("thing", "letters", "numbers"),
    [
        (W - F + 2 * P, "W − F + 2·P", "7 − 3 + 2·1"),
        ((W - F) / S + 1, "(W − F) / S + 1", "(7 − 3) / 2 + 1"),
        (W - (F - P), "W − (F − P)", "7 − (3 − 1)"),
        (W - (F + P), "W − (F + P)", "7 − (3 + 1)"),
        ((W - F) - P, "W − F − P", "7 − 3 − 1"),
        (a * (b + c), "a·(b + c)", "2·(3 + (−4))"),
        (a * b + c, "a·b + c", "2·3 + (−4)"),
        (a / (b / c), "a / (b / c)", "2 / (3 / (−4))"),
        (a / (b * c), "a / (b·c)", "2 / (3·(−4))"),
        ((a + b) // c, "⌊(a + b) / c⌋", "⌊(2 + 3) / (−4)⌋"),
        (a**2, "a^2", "2^2"),
        ((a + b) ** 2, "(a + b)^2", "(2 + 3)^2"),
    ],
)
def test_brackets_stand_where_the_arithmetic_needs_them(thing, letters, numbers):
    assert as_text(thing, "formula") == letters
    assert as_text(thing, "numbers") == numbers


def test_the_sizes_formula_is_the_one_that_computed():
    size = sizes.output_size(W, F, P, S)
    assert size.value == (7 - 3 + 2 * 1) // 2 + 1 == 4
    assert as_text(size, "equation") == f"{as_text(size, 'numbers')} = 4"
    assert as_text(size) == "4"


def test_the_parameters_of_the_first_layer_of_alexnet():
    K, F11, D = (Symbol(n, v) for n, v in (("K", 96), ("F", 11), ("D", 3)))
    parameters = counts.conv_parameters(K, F11, D)
    assert as_text(parameters, "equation") == "96·(11·11·3 + 1) = 34,944"


def test_a_negative_number_put_in_stands_in_brackets_where_it_follows_a_sign():
    bias = Symbol("b", -3)
    assert as_text(W + bias, "numbers") == "7 + (−3)"
    assert as_text(W - bias, "numbers") == "7 − (−3)"
    assert as_text(W * bias, "numbers") == "7·(−3)"
    assert as_text(bias + W, "numbers") == "−3 + 7"
    assert as_text(W - (bias + W), "numbers") == "7 − (−3 + 7)"
    assert as_text(bias**2, "numbers") == "(−3)^2"
    assert as_text(W + -bias, "formula") == "W + (−b)"


class Spans(HTMLParser):
    """Collects the handles of a piece of HTML and checks that every tag is closed."""

    def __init__(self, markup):
        super().__init__()
        self.open, self.handles, self.text = [], [], ""
        self.feed(markup)
        assert not self.open, "every tag is closed"

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        attrs = dict(attrs)
        if "data-symbol" in attrs:
            self.handles.append(attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("form", ["formula", "numbers", "equation"])
def test_every_symbol_is_a_handle_coloured_by_its_role(form):
    spans = Spans(as_html(sizes.output_size(W, F, P, S), form))
    assert [handle["data-symbol"] for handle in spans.handles] == ["W", "F", "P", "S"]
    for handle in spans.handles:
        assert handle["class"] == f"handle role-{role_of(handle['data-symbol'])}"
        assert "tabindex" not in handle, "a formula has too many symbols to stop at each"
    assert spans.text == as_text(sizes.output_size(W, F, P, S), form)


def test_a_letter_in_a_sentence_is_reached_by_the_keyboard():
    (handle,) = Spans(as_html(W)).handles
    assert handle["tabindex"] == "0"


def test_names_are_escaped():
    assert "<b>" not in as_html(Symbol("<b>", 1)).replace('<b class="value">', "")


def _trees():
    leaf = st.one_of(st.sampled_from([a, b, c]), st.integers(1, 9))

    def join(parts):
        x, op, y = parts
        return {"+": x + y, "-": x - y, "*": x * y, "/": x / y}[op]

    whole = st.tuples(st.sampled_from([a, b, c]), st.sampled_from("+-*/"), leaf).map(join)
    return st.recursive(whole, lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(join), max_leaves=6)


@given(_trees())
def test_the_written_formula_means_the_value(tree):
    """Read by Python's own arithmetic, what is printed gives the value that is printed beside it."""
    try:
        value = tree.value
    except ZeroDivisionError:
        return
    for form, letters in (("numbers", {}), ("formula", {"a": 2, "b": 3, "c": -4})):
        text = as_text(tree, form).replace("−", "-").replace("·", "*")
        assert re.fullmatch(r"[\d\sabc+*/().\-]+", text), text
        assert eval(text, {"__builtins__": {}}, letters) == pytest.approx(float(value))  # noqa: S307


def test_fine_numbers_can_be_computed_with():
    step = Symbol("w", 1) - Symbol("η", 2) * Symbol("g", -0.25351)
    assert as_text(step, "fine") == "1 − 2·(−0.2535)" and as_text(step, "numbers") == "1 − 2·(−0.25)"
    assert as_text(2.12026, "fine") == "2.1203"
