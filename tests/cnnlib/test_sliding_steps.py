"""One pass against all crops, step by step: the scores of both, every step accounted for, and where they differ."""

from time import perf_counter

import numpy as np
import pytest

from cnnlib.explain.as_conv import flat_place
from cnnlib.explain.sliding import coverage, dense_cost, dense_scores, race, shift_and_stitch, steps_of_race
from cnnlib.formulas.counts import conv_saving, one_pass_saving, times
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import vgg16
from tests.cnnlib.naive import crop_scores

SHIFTS = [(0, 0), (2, 0), (0, 2), (2, 2)]
SMALL = "INPUT 12x12x1 - CONV 3 F3{pad} - RELU - POOL 2 - CONV 4 F3{pad} - RELU - POOL 2 - FC 5 - RELU - FC 3"


def drawn(pad="", side=20):
    network, rng = parse(SMALL.format(pad=pad)), np.random.default_rng(3)
    return network, initial_parameters(network, rng, np.float64), rng.standard_normal((1, side, side))


@pytest.mark.parametrize("pad", ["", " P1"])
def test_the_steps_give_what_both_sides_give_at_once(pad):
    network, params, picture = drawn(pad)
    begin = perf_counter()
    steps = list(race(network, params, picture))
    assert len(steps) == steps_of_race(network, 20, 20) == len(network) - 1 + 9
    assert all(step.seconds > 0 for step in steps)
    assert sum(step.seconds for step in steps) < perf_counter() - begin
    layers, crops = steps[: len(network) - 1], steps[len(network) - 1 :]
    assert [step.kind for step in layers] == ["layer"] * len(layers) and layers[-1].scores.shape == (3, 3, 3)
    assert np.array_equal(layers[-1].scores, dense_scores(network, params, picture))
    assert [step.place for step in crops] == [(i, j) for i in range(3) for j in range(3)]
    scores = np.stack([step.scores for step in crops], axis=1).reshape(3, 3, 3)
    assert np.array_equal(scores, crop_scores(network, params, picture))


def test_passes_run_again_are_further_steps_and_change_nothing():
    network, params, picture = drawn()
    once, thrice = list(race(network, params, picture)), list(race(network, params, picture, times=3))
    assert len(thrice) == steps_of_race(network, 20, 20, times=3) == len(once) + 2 * (len(network) - 1)
    ends = [step.scores for step in thrice if step.kind == "layer" and step.scores is not None]
    assert len(ends) == 3 and all(np.array_equal(end, ends[0]) for end in ends)
    assert [s.place for s in thrice if s.kind == "crop"] == [s.place for s in once if s.kind == "crop"]


def test_without_padding_the_maps_agree_and_with_it_only_away_from_the_crop_s_border():
    network, params, picture = drawn()
    for step in race(network, params, picture):
        if step.kind == "crop":
            assert step.differences.shape == (1, 1) and step.differences.max() < 1e-14
    network, params, picture = drawn(" P1")
    middle = next(step for step in race(network, params, picture) if step.place == (1, 1))
    assert middle.differences.shape == (3, 3)
    assert middle.differences[1, 1] < 1e-14 and (np.delete(middle.differences.ravel(), 4) > 1e-3).all()
    first = next(step for step in race(network, params, picture) if step.place == (0, 0))
    assert first.differences[0, 0] < 1e-14, "two of its sides are the picture's own: the same zeros stand there"
    assert np.abs(dense_scores(network, params, picture) - crop_scores(network, params, picture)).max() > 1e-3


def test_four_shifts_fill_the_finer_grid_and_each_crop_is_compared_with_its_own_pass():
    network, params, picture = drawn()
    steps = list(race(network, params, picture, SHIFTS))
    assert len(steps) == steps_of_race(network, 20, 20, SHIFTS) == 4 * (len(network) - 1) + 25
    stitched = shift_and_stitch(network, params, picture, shifts=SHIFTS)
    ends = {step.shift: step.scores for step in steps if step.kind == "layer" and step.scores is not None}
    filled = coverage(20, 20, 12, 4, SHIFTS)
    for index, (down, right) in enumerate(SHIFTS):
        assert np.array_equal(ends[index], stitched[:, down // 2 :: 2, right // 2 :: 2])
        assert ends[index][0].size == (filled == index).sum()
    for step in steps:
        if step.kind == "crop":
            assert step.differences.max() < 1e-14
            assert np.allclose(step.scores, stitched[:, *step.place], rtol=0, atol=1e-12)


def test_a_network_without_fc_is_run_all_the_same():
    network = parse("INPUT 4x4x1 - CONV 2 F4")
    params = initial_parameters(network, np.random.default_rng(0), np.float64)
    steps = list(race(network, params, np.ones((1, 6, 6))))
    assert len(steps) == 1 + 9 and steps[-1].differences is None


def test_the_place_of_a_cell_in_a_row_is_that_of_ravel():
    volume = np.arange(3 * 4 * 5).reshape(3, 4, 5)
    for d, i, j in np.ndindex(*volume.shape):
        assert flat_place(d, i, j, 4, 5) == volume[d, i, j]


def test_the_savings_of_vgg16_written_out():
    """36 x 15,470,264,320 over 45,100,302,336 + 36 x 123,633,664, and 36/(384/224)^2."""
    cost = dense_cost(vgg16(), 384, 384)
    whole = one_pass_saving(36, cost.crop_conv, cost.crop_fc, cost.conv)
    assert whole == pytest.approx(36 * 15_470_264_320 / (45_100_302_336 + 36 * 123_633_664))
    assert round(whole, 2) == 11.24
    assert conv_saving(6, 224, 384) == pytest.approx(12.25) and times(30, 10) == 3
    side, crop, large = Symbol("n", 6), Symbol("c", 224), Symbol("W", 384)
    assert conv_saving(side, crop, large).value * 4 == 49
