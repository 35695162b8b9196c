"""Receptive fields against arithmetic, and against which pixels really move a unit."""

import numpy as np
import pytest

from cnnlib.formulas.receptive_fields import inside, receptive_field, seen, stacked
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import alexnet, vgg16


def _row(network, name):
    return next(row for row in receptive_field(network) if row.name == name)


def test_alexnets_last_pool_sees_195_pixels():
    # 11, then 2 * 4, 4 * 8, 2 * 8, and 2 * 16 four times
    row = _row(alexnet(), "P5")
    assert row.size == 11 + 2 * 4 + 4 * 8 + 2 * 8 + 4 * (2 * 16) == 195
    assert row.jump == 4 * 2 * 2 * 2
    assert row.start == -(2 * 8 + 3 * 16)  # padding: 2 in C2 at jump 8, 1 in C3 to C5 at jump 16


def test_vgg16_sees_212_pixels_before_its_first_fc_and_404_in_it():
    assert _row(vgg16(), "P5").size == 212
    assert _row(vgg16(), "FC6").size == 212 + 6 * 32
    last = receptive_field(vgg16())[-1]
    assert (last.name, last.size, last.jump, last.start) == ("FC8", 404, 32, _row(vgg16(), "P5").start)


def test_width_and_height_differ_where_the_picture_is_no_square():
    network = parse("INPUT 9x6x1 - CONV 1 F3 - FC 2")
    assert receptive_field(network)[-1].size == 9 and receptive_field(network, "height")[-1].size == 6


@pytest.mark.parametrize(
    "line",
    [
        "INPUT 21x21x1 - CONV 1 F3 P1 - POOL 2 MEAN - CONV 1 F3 D2 P2 - CONV 1 F3 S2",
        "INPUT 23x23x1 - CONV 1 F5 S2 - SUBSAMPLE 2 - CONV 1 F2 P1",
        "INPUT 16x16x1 - POOL 3 S2 P1 MEAN - CONV 2 F3 - TANH - CONV 1 F2",
        "INPUT 9x9x1 - CONV 2 F3 S2 - FC 3",
    ],
)
def test_exactly_these_pixels_move_a_unit(line):
    """Every pixel of the field, and none outside, has a gradient from a unit in the middle of the output."""
    network = parse(line)
    rng = np.random.default_rng(0)
    params = initial_parameters(network, rng, np.float64)
    x = rng.random((1, *network.input_shape))
    trace = network.trace(params, x)
    grad = np.zeros_like(trace.scores)
    at = tuple(side // 2 for side in grad.shape[2:])
    grad[(0, 0, *at)] = 1
    _, dx = network.backward(params, trace, grad, to_input=True)
    moved = np.flatnonzero(np.abs(dx[0, 0]).sum(axis=0) > 1e-12)
    first, stop = receptive_field(network)[-1].of(at[1] if at else 0)
    within = [pixel for pixel in range(first, stop) if 0 <= pixel < network.input_shape[2]]
    assert moved[0] == within[0] and moved[-1] == within[-1]
    if "D2" not in line:  # a dilated field has holes, unless smoothed away
        assert moved.tolist() == within


@pytest.mark.parametrize(("n", "F"), [(1, 3), (2, 3), (4, 5)])
def test_layers_of_stride_one_stacked(n, F):
    network = parse("INPUT 40x40x1" + f" - CONV 1 F{F}" * n)
    assert stacked(n, F) == receptive_field(network)[-1].size == 1 + n * (F - 1)
    assert stacked(Symbol("n", n), Symbol("F", F)).value == stacked(n, F)


def test_what_a_place_sees_of_each_volume_before():
    """CONV F3 S2 P1, then POOL 2: place (1, 2) of the pool sees rows 2 and 3, columns 4 and 5 of the conv, and of the
    picture from 2·2 - 1 to 3·2 - 1 + 2, and from 4·2 - 1 to 5·2 - 1 + 2."""
    network = parse("INPUT 14x11x1 - CONV 1 F3 S2 P1 - RELU - POOL 2")
    conv, picture = ((2, 4), (4, 6)), ((3, 8), (7, 12))
    assert seen(network, 3, (1, 2)) == [((1, 2), (2, 3)), conv, conv, picture]
    assert seen(network, 3, (1, 2), steps=1) == [((1, 2), (2, 3)), conv]
    assert seen(network, 1, (0, 0), steps=9) == [((0, 1), (0, 1)), ((-1, 2), (-1, 2))]
    assert seen(network, 0, (5, 6)) == [((5, 6), (6, 7))]


@pytest.mark.parametrize("span", [(-3, 4), (2, 7), (8, 12), (-5, -1), (11, 14), (-2, 30), (0, 10)])
def test_inside_counts_the_cells_that_there_are(span):
    assert inside(span, 10) == len(set(range(*span)) & set(range(10)))
