"""The link codec: nothing in a link is an error, and what is shown is what a new link says."""

from dataclasses import dataclass, fields

import pytest
from hypothesis import given
from hypothesis import settings as pace

from pages import menu
from pages.frame.state.fields import Cells, Whole
from pages.frame.state.link import LONGEST_LINK, query_of, too_long
from pages.frame.state.session import Visit
from pages.frame.state.settings import (
    amount,
    cells,
    choice,
    decode,
    encode,
    fields_of,
    flag,
    line,
    opening,
    place,
    steps,
    whole,
)
from tests.frame.state.drawn import drawn_links
from tests.frame.state.links import links, settings

LESSONS = {lesson.address: lesson.settings for lesson in menu.LESSONS}


@dataclass(frozen=True)
class Small:
    W: int = whole(3, 64, 7)
    input: str = choice("integers", "edge")
    pos: int | None = place()
    x: tuple = cells(axes=3)


@dataclass(frozen=True)
class Every:
    """One control of each kind that the first lesson has no use for."""

    N: int = amount(1, 10_000_000, 50_000)
    rate: float = steps(0.001, 0.01, 0.1, default=0.01)
    bias: bool = flag(True)
    network: str = line("INPUT 32x32x3 - FC 10")


KINDS = pytest.mark.parametrize("kind", [*LESSONS.values(), Visit, Every], ids=[*LESSONS, "visit", "every"])


def told_truly(kind, query):
    """A link is never an error, and what it shows is what a new link says."""
    shown = decode(kind, query)
    for name, control in fields_of(kind).items():
        value = getattr(shown, name)
        assert control.nearest(value) == value, "a widget can hold it"
    written = encode(shown)
    assert all(isinstance(text, str) for text in written.values())
    again = decode(kind, written)
    assert again == shown and encode(again) == written
    return shown


@KINDS
@pytest.mark.parametrize("count", [400, pytest.param(10_000, marks=pytest.mark.proof)])
def test_of_drawn_links_none_is_an_error_and_what_is_shown_is_what_a_new_link_says(kind, count):
    said = 0
    for query in drawn_links(kind, count):
        try:
            said += told_truly(kind, query) != kind()
        except Exception as error:
            raise AssertionError(f"the link {query}") from error
    assert said > 0.4 * count, "nearly half of them ask for something that can be shown"


@KINDS
def test_no_link_that_can_be_thought_of_is_an_error(kind):
    """The same by hypothesis, which looks for the smallest one that is."""

    @pace(max_examples=100)
    @given(links(kind))
    def holds(query):
        told_truly(kind, query)

    holds()


@KINDS
def test_every_state_of_the_widgets_survives_its_link(kind):
    @pace(max_examples=100)
    @given(settings(kind))
    def holds(state):
        assert decode(kind, encode(state)) == state

    holds()


@KINDS
def test_defaults_are_left_out_of_the_link(kind):
    opens = {name for name in fields_of(kind) if getattr(opening(kind), name) != getattr(kind(), name)}
    assert encode(kind()).keys() == opens, "but for what a page without a link opens with"
    assert decode(kind, {}) == kind()
    assert [f.name for f in fields(kind)] == list(fields_of(kind))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("9", 9),
        ("2", 3),
        ("-5", 3),
        ("65", 64),
        ("9" * 400, 64),
        ("-" + "9" * 400, 3),
        ("", 7),
        ("9.5", 7),
        ("nine", 7),
        ("inf", 7),
        (" 9 ", 9),
    ],
)
def test_a_number_falls_to_the_nearest_end_and_nonsense_to_the_default(text, shown):
    assert decode(Small, {"W": text}).W == shown


@pytest.mark.parametrize("value", [True, None, "9", [], float("nan"), float("inf"), {}])
def test_what_is_no_number_is_the_default(value):
    assert Whole(3, 64, 7).nearest(value) == 7


def test_numbers_too_large_for_a_float_fall_to_the_nearest_end():
    assert Whole(3, 64, 7).nearest(10**400) == 64
    assert Whole(3, 64, 7).nearest(-(10**400)) == 3
    assert decode(Small, {"pos": "9" * 400}).pos == 10**6


def test_an_unknown_option_is_the_default():
    assert decode(Small, {"input": "secret"}).input == "integers"
    assert decode(Small, {"input": "edge", "nonsense": "1"}) == Small(input="edge")


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("0.1.2~5", (((0, 1, 2), 5.0),)),
        ("0.1.2~-1.5_0.0.0~3", (((0, 0, 0), 3.0), ((0, 1, 2), -1.5))),
        ("0.1.2~5_0.1.2~6", (((0, 1, 2), 6.0),)),  # the later edit of a cell counts
        ("0.1~5", ()),  # too few axes for an input
        ("0.1.2.3~5", ()),
        ("0.1.300~5", ()),
        ("0.1.2~1234", ()),
        ("0.1.2~5_rubbish_0.1.3~1", (((0, 1, 2), 5.0), ((0, 1, 3), 1.0))),
    ],
)
def test_cells_in_a_link(text, edits):
    assert decode(Small, {"x": text}).x == edits


def test_edits_are_kept_within_reach_and_to_two_decimals():
    assert Cells(2).nearest([[[0, 1], 1234.5], [[0, 2], -0.126]]) == (((0, 1), 99.0), ((0, 2), -0.13))


def test_an_endless_value_is_not_even_read():
    assert decode(Small, {"x": "_".join(["0.0.1~1"] * 5000)}).x == ()


def test_hand_edits_too_long_for_a_link_stay_behind_and_nothing_else_does():
    edits = tuple(((0, i, j), 1.0) for i in range(30) for j in range(30))
    state = Small(W=9, pos=3, x=edits)
    assert too_long(state)
    assert query_of(state, Visit("zh")) == {"W": "9", "pos": "3", "lang": "zh"}
    short = Small(W=9, x=edits[:5])
    assert not too_long(short)
    assert sum(map(len, query_of(short, Visit()).values())) <= LONGEST_LINK
    assert decode(Small, query_of(short, Visit())) == short
