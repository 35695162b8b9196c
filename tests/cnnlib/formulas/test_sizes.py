"""Output sizes, their repairs, and which inputs an output sees: against sliding a window by hand."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.sizes import (
    field_size,
    leftover,
    lost_at_the_end,
    nearest_whole,
    output_size,
    same_padding,
    size_of_total,
    taps,
    torch_ceil_mode,
    unread_cells,
    use_counts,
)
from cnnlib.formulas.symbols import Symbol

SETTINGS = st.tuples(
    st.integers(1, 40), st.integers(1, 7), st.integers(0, 4), st.integers(1, 6), st.integers(1, 4)
)  # W, F, P, S, d


def places(W, F, P, S, d):
    """The first cell of every window that fits, by moving it on until it no longer does."""
    found, start = [], -P
    while start + d * (F - 1) <= W - 1 + P:
        found.append(start)
        start += S
    return found


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (output_size(7, 3), 7 - 3 + 1),
        (output_size(5, 3, 1, 1), 5),
        (output_size(5, 3, 1, 2), 3),
        (output_size(227, 11, S=4), (227 - 11) // 4 + 1),
        (output_size(32, 3, dilation=2), 28),
        (output_size(224, 11, S=4), 54),
        (output_size(224, 11, S=4, rounding="ceil"), 55),
        (output_size(224, 11, P=2, S=4), 55),
        (output_size(55, 3, S=2), 27),
        (field_size(3, 2), 5),
    ],
)
def test_known_sizes(size, expected):
    assert size == expected


@settings(max_examples=400)
@given(SETTINGS)
def test_size_and_taps_are_those_of_a_window_moved_by_hand(numbers):
    W, F, P, S, d = numbers
    found = places(*numbers)
    if not found:
        with pytest.raises(InvalidSetting):
            output_size(W, F, P, S, dilation=d)
        return
    assert output_size(W, F, P, S, dilation=d) == len(found)
    assert taps(*numbers).tolist() == [[start + d * a for a in range(F)] for start in found]
    rest = (W + P - 1) - (found[-1] + d * (F - 1))  # cells beyond the last window, padding included
    assert leftover(*numbers) == rest
    assert output_size(W, F, P, S, dilation=d, rounding="ceil") == len(found) + (rest > 0)
    uses = [sum(start + d * a == cell for start in found for a in range(F)) for cell in range(W)]
    assert use_counts(*numbers).tolist() == uses


@settings(max_examples=300)
@given(SETTINGS)
def test_the_repairs_of_a_field_too_large_work_and_are_the_nearest(numbers):
    W, F, P, S, d = numbers
    try:
        output_size(W, F, P, S, dilation=d)
    except InvalidSetting as problem:
        assert problem.key == "filter-too-large" and str(problem).startswith(f"F={F}")
        now = {"W": W, "F": F, "P": P, "S": S, "d": d}
        assert {name for repair in problem.repairs for name in repair} >= {"W", "F", "P"}
        for repair in problem.repairs:
            ((name, value),) = repair.items()
            assert places(**(now | repair))
            toward = value + (1 if now[name] > value else -1)  # one step less of a change
            assert toward == now[name] or not places(**(now | {name: toward}))


@settings(max_examples=300)
@given(SETTINGS)
def test_exact_raises_where_something_is_left_over_and_its_repairs_leave_nothing(numbers):
    W, F, P, S, d = numbers
    if not places(*numbers):
        return
    if leftover(*numbers) == 0:
        assert output_size(W, F, P, S, dilation=d, rounding="exact") == len(places(*numbers))
        return
    with pytest.raises(InvalidSetting) as problem:
        output_size(W, F, P, S, dilation=d, rounding="exact")
    assert problem.value.key == "size-not-whole" and problem.value.repairs
    for repair in problem.value.repairs:
        now = {"W": W, "F": F, "P": P, "S": S, "d": d} | repair
        assert places(**now) and leftover(*now.values()) == 0


@settings(max_examples=300)
@given(SETTINGS)
def test_the_nearest_whole_is_the_nearest(numbers):
    W, F, P, S, d = numbers
    now, ranges = {"P": P, "S": S, "F": F}, {"P": range(11), "S": range(1, 9), "F": range(1, 12)}
    distances = []
    for repair in nearest_whole(*numbers):
        ((name, value),) = repair.items()
        whole = [n for n in ranges[name] if n != now[name] and _whole(W, d, **(now | {name: n}))]
        assert value in whole and abs(value - now[name]) == min(abs(n - now[name]) for n in whole)
        distances.append(abs(value - now[name]))
    assert distances == sorted(distances)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((3, 1, 3, 6), [{"P": 2}, {"S": 8}, {"F": 3}]),  # 3 - 1 + 2 · 3 = 8
        ((3, 2, 1, 4), [{"S": 3}, {"F": 1}]),  # 3 - 2 + 2P is odd, whatever P
        ((3, 2, 7, 7), [{"F": 3}, {"S": 5}, {"P": 10}]),
        ((3, 7, 4, 8), [{"P": 6}, {"S": 4}, {"F": 11}]),
        ((10, 1, 0, 8), [{"F": 2}, {"S": 3}]),  # S = 9 is nearer, and too large
        ((7, 1, 10, 7), [{"F": 6}, {"S": 2}, {"P": 4}]),  # P = 11 likewise
        ((20, 11, 0, 8), [{"S": 3}, {"F": 4}]),  # and F = 12
    ],
)
def test_the_nearest_whole_up_to_the_ends_of_the_sliders(numbers, expected):
    found = nearest_whole(*numbers)
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_what_is_not_said():
    assert (
        leftover(10, 3) == 0 and leftover(10, 3, S=2) == 1 and taps(5, 3).tolist() == [[0, 1, 2], [1, 2, 3], [2, 3, 4]]
    )
    assert output_size(9, 3) == torch_ceil_mode(9, 3) == 7 and field_size(4) == 4


def _whole(W, d, P, S, F):
    found = places(W, F, P, S, d)
    return bool(found) and found[-1] + d * (F - 1) == W - 1 + P


@pytest.mark.parametrize(
    ("call", "sentence", "repairs"),
    [
        (
            lambda: output_size(5, 7),
            "F=7 does not fit W=5, P=0: needs F <= 5, or P >= 1",
            [{"F": 5}, {"P": 1}, {"W": 7}],
        ),
        (
            lambda: output_size(5, 4, dilation=3),
            "F=4, d=3 (a field of 10) does not fit W=5, P=0: needs F <= 2, or P >= 3, or d <= 1",
            [{"d": 1}, {"F": 2}, {"P": 3}, {"W": 10}],
        ),
        (
            lambda: output_size(10, 3, S=2, rounding="exact"),
            "W=10, F=3, P=0, S=2 leaves 1 over, the size is not whole: needs S=1 or F=4",
            [{"S": 1}, {"F": 4}],
        ),
        (
            lambda: output_size(10, 2, S=3, dilation=2, rounding="exact"),
            "W=10, F=2, d=2, P=0, S=3 leaves 1 over, the size is not whole: needs P=1 or F=1 or S=1",
            [{"P": 1}, {"F": 1}, {"S": 1}],
        ),
        (lambda: output_size(5, 3, S=0), "S=0 is too small: needs S >= 1", [{"S": 1}]),
        (lambda: output_size(0, 3), "W=0 is too small: needs W >= 1", [{"W": 1}]),
        (lambda: output_size(5, 3, -1), "P=-1 is too small: needs P >= 0", [{"P": 0}]),
    ],
)
def test_errors_name_the_value_the_rule_and_what_works(call, sentence, repairs):
    with pytest.raises(InvalidSetting) as problem:
        call()
    assert str(problem.value) == sentence
    assert problem.value.repairs == tuple(repairs)


def test_an_unknown_rounding_is_refused():
    with pytest.raises(InvalidSetting, match="needs one of floor, ceil, exact"):
        output_size(5, 3, rounding="up")


def test_the_ceil_of_pytorch_has_one_rule_more():
    assert output_size(4, 2, 1, 3, rounding="ceil") == math.ceil((4 - 2 + 2) / 3) + 1 == 3
    assert torch_ceil_mode(4, 2, 1, 3) == 2  # the third window would start at cell 5, in the right padding
    assert torch_ceil_mode(4, 2, 1, 5) == 1  # and so would the second here, in its first cell
    assert torch_ceil_mode(5, 2, 0, 2) == 3  # this third one starts in the last cell of the input


def test_the_middle_is_used_most_often():
    assert use_counts(5, 3).tolist() == [1, 2, 3, 2, 1]
    assert use_counts(5, 3, 1).tolist() == [2, 3, 3, 3, 2]
    assert use_counts(3, 5).tolist() == [0, 0, 0]


def test_a_total_that_is_odd_puts_one_zero_more_at_one_end():
    """6 - 3 + 1 = 4 moves of 2 are 2, so 3 outputs; nothing per side does that."""
    W, F, p, S = (Symbol(n, v) for n, v in (("W", 6), ("F", 3), ("p", 1), ("S", 2)))
    size = size_of_total(W, F, p, S)
    assert size.value == 3 and size.latex() == r"\frac{W - F + p}{S} + 1"


def test_the_padding_that_keeps_the_size():
    for F, d in ((1, 1), (3, 1), (5, 1), (3, 2), (2, 2)):
        assert output_size(9, F, int(same_padding(F, d)), 1, dilation=d) == 9
    assert same_padding(4) == 1.5
    F, d = Symbol("F", 5), Symbol("d", 2)
    assert same_padding(F).value == 2 and same_padding(F, d).value == 4


@pytest.mark.parametrize(
    ("axis", "at_the_end", "unread"),
    [
        ((7, 3, 0, 2), 0, 0),
        ((8, 3, 0, 2), 1, 64 - 49),  # the last row and column
        ((8, 3, 1, 2), 0, 0),  # what is left over is padding
        ((8, 1, 0, 2), 1, 64 - 16),  # and those between the stops
        ((9, 2, 0, 2, 4), 0, 81 - 25),  # dilated: the stops 0, 2, 4 read 0, 4, 2, 6, 4, 8
    ],
)
def test_what_no_window_reads(axis, at_the_end, unread):
    W, F, P, S, d = (*axis, 1)[:5]
    read, start = set(), -P
    while start + d * (F - 1) < W + P:
        read |= {start + d * k for k in range(F)} & set(range(W))
        start += S
    assert lost_at_the_end(*axis) == W - 1 - max(read) == at_the_end
    assert unread_cells(*axis) == W * W - len(read) ** 2 == unread


def test_no_more_is_lost_than_there_is():
    assert lost_at_the_end(1, 1, 2, 5) == 1  # the only window stops on the padding, and four cells lie behind it
