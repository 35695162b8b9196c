"""Where windows stop, and where a mistake has them: counted by hand, and against the formulas of the mistakes."""

import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.explain.stops import Stops, mistaken_stops, stops
from cnnlib.formulas.mistakes import MISTAKES, SIZE

AT = {"W": 7, "F": 3, "P": 1, "S": 2}  # 0xxxxxxx0
DRAWN = (
    "size_one_forgotten",
    "size_ceil_for_floor",
    "size_floor_for_ceil",
    "size_stride_ignored",
    "size_padding_once",
    "size_already_padded",
    "size_stride_on_padding",
)


def test_the_windows_of_a_row_by_hand():
    assert stops(**AT) == Stops((1, 1), 7, ((0, 3), (2, 3), (4, 3), (6, 3)))
    assert stops(6, 3, 1, 2) == Stops((1, 1), 6, ((0, 3), (2, 3), (4, 3)))
    up = stops(6, 3, 1, 2, "ceil")
    assert up.windows[-1] == (6, 3) and up.beyond == 1 and stops(6, 3, 1, 2).beyond == 0


@pytest.mark.parametrize(
    ("mistake", "expected"),
    [
        ("size_padding_once", Stops((1, 0), 7, ((0, 3), (2, 3), (4, 3)))),
        ("size_already_padded", Stops((0, 0), 7, ((0, 3), (2, 3), (4, 3)))),
        ("size_stride_on_padding", Stops((1, 1), 7, ((0, 1), (1, 3), (3, 3), (5, 3), (8, 1)))),
        ("size_one_forgotten", Stops((1, 1), 7, ((2, 3), (4, 3), (6, 3)), ((0, 3),))),
        ("size_no_brackets", None),
        ("size_one_inside", None),
    ],
)
def test_a_mistake_by_hand(mistake, expected):
    assert mistaken_stops(mistake, **AT) == expected


@pytest.mark.parametrize("mistake", DRAWN)
def test_a_mistake_counts_as_many_windows_as_its_formula_yields(mistake):
    met = 0
    for W in range(1, 13):
        for F in range(1, 6):
            for P in range(4):
                for S in range(1, 5):
                    if F > W + 2 * P:
                        continue
                    found = mistaken_stops(mistake, W, F, P, S)
                    if found is None:
                        assert F > W
                    else:
                        assert len(found.windows) == MISTAKES[mistake](W=W, F=F, P=P, S=S)
                        met += 1
    assert met > 300


def test_what_is_a_slip_in_the_arithmetic_only_is_not_drawn():
    assert {name for name in SIZE if mistaken_stops(name, **AT)} == set(DRAWN)


def test_what_has_no_window_is_refused_and_what_leaves_no_room_is_not_drawn():
    with pytest.raises(InvalidSetting):
        mistaken_stops("size_padding_once", 3, 9, 1, 1)
    assert mistaken_stops("size_already_padded", 3, 5, 1, 1) is None
    assert mistaken_stops("size_padding_once", 1, 5, 2, 1) is None
