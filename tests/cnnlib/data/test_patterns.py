"""Patterns are small whole numbers, each channel another."""

import numpy as np
import pytest

from cnnlib.data import patterns

MAKERS = {
    "edge": patterns.edge,
    "checker": patterns.checker,
    "ramp": patterns.ramp,
    "digit": patterns.digit,
    "ufldl": patterns.ufldl,
    "integers": lambda D, H, W: patterns.small_integers(np.random.default_rng(0), D, H, W),
}


@pytest.mark.parametrize("side", [(3, 3), (4, 4), (5, 5), (7, 5), (5, 9), (32, 32), (64, 64)])
@pytest.mark.parametrize("name", MAKERS)
def test_patterns_are_small_whole_numbers_and_their_channels_differ(name, side):
    made = MAKERS[name](8, *side)
    assert made.shape == (8, *side) and made.dtype.kind == "i" and -1 <= made.min() and made.max() <= 9
    assert len({channel.tobytes() for channel in made}) == 8
    assert all(channel.any() for channel in made)
    assert (MAKERS[name](1, *side)[0] == made[0]).all() or name == "integers"


@pytest.mark.parametrize("name", MAKERS)
def test_even_one_cell_is_possible(name):
    assert MAKERS[name](3, 1, 1).shape == (3, 1, 1)


def test_first_channels():
    assert patterns.edge(1, 2, 5)[0].tolist() == [[0, 0, 3, 3, 3]] * 2
    assert patterns.checker(1, 2, 3)[0].tolist() == [[0, 2, 0], [2, 0, 2]]
    edges = patterns.edge(12, 4, 5)  # the first two channels of each four; after four the edge has moved on
    assert [line.tolist().index(3) for line in edges[::4, 0]] == [2, 3, 4]
    assert [line.tolist().index(3) for line in edges[1::4, :, 0]] == [2, 3, 1]
    assert (edges[2] == 3 - edges[0]).all() and (edges[3] == 3 - edges[1]).all()
    board = patterns.checker(12, 5, 5)  # squares of 1 to 4 in values of 0 and 2, then of 1 again, brighter
    lit = [[(i // 2 + j // 2) % 2 for j in range(5)] for i in range(5)]
    assert (board[2] == 2 * np.array(lit)).all() and (board[3] == 2 - board[2]).all()
    assert (board[8] == board[0] * 3 // 2).all() and (board[6][:4, :4] == 0).all() and board[6][4, 0] == 2
    assert [line.tolist() for line in patterns.ramp(4, 2, 3)] == [
        [[0, 1, 2], [0, 1, 2]],
        [[1, 1, 1], [2, 2, 2]],
        [[4, 3, 2], [4, 3, 2]],
        [[4, 4, 4], [3, 3, 3]],
    ]
    assert patterns.ramp(1, 2, 11)[0].tolist() == [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]] * 2
    assert (patterns.ufldl(1, 5, 5)[0] == patterns.UFLDL).all()
    assert patterns.digit(1, 7, 7)[0, 0].tolist() == [0, 3, 3, 3, 3, 3, 0]


def test_the_figure_of_ufldl():
    """Its picture and its kernel as they are drawn there, and the nine sums."""
    x = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
    kernel = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    assert np.array_equal(patterns.ufldl(1, 5, 5)[0], x)
    sums = [[int((x[i : i + 3, j : j + 3] * kernel).sum()) for j in range(3)] for i in range(3)]
    assert sums == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
