"""A picture moved by some columns, cell by cell."""

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.explain.moved import differing, moved_right

ROWS = [[1, 2, 3, 4], [5, 6, 7, 8]]


@pytest.mark.parametrize("by", range(5))
def test_each_cell_comes_from_so_many_columns_to_the_left_and_the_first_is_repeated(by):
    expected = [[row[max(0, j - by)] for j in range(4)] for row in ROWS]
    assert moved_right(np.array(ROWS), by).tolist() == expected
    assert moved_right(np.array([ROWS, ROWS]), by).tolist() == [expected, expected]


@pytest.mark.parametrize("by", [-1, 5, 1.5])
def test_it_cannot_be_moved_back_or_out_of_sight(by):
    with pytest.raises(InvalidSetting):
        moved_right(np.array(ROWS), by)


def test_cells_with_another_number_and_not_those_that_rounding_moved():
    before = np.array([[1.0, 0.1 + 0.2], [3.0, 0.0]])
    assert differing(before, np.array([[1.0, 0.3], [4.0, 0.0001]])).tolist() == [[False, False], [True, True]]
    with pytest.raises(InvalidSetting):
        differing(before, np.zeros((2, 3)))
