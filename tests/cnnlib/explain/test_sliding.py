"""A network over a larger image: one pass, shifted passes and crops, their scores, their steps and their costs."""

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.explain.sliding import (
    coverage,
    dense_cost,
    dense_scores,
    race,
    shift_and_stitch,
    steps_of_race,
    times_computed,
)
from cnnlib.formulas.counts import conv_saving, one_pass_saving, times
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import alexnet, stride32_net, vgg16
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


@pytest.mark.parametrize(("rows", "cells"), [(1, 1), (1, 4), (3, 1), (3, 2), (2, 5), (6, 5)])
def test_cells_that_crops_share_are_counted_crop_by_crop(rows, cells):
    side, found = rows + cells - 1, times_computed(rows, cells)
    counted = [[0] * side for _ in range(side)]
    for n in range(rows * rows):
        for i in range(cells):
            for j in range(cells):
                counted[n // rows + i][n % rows + j] += 1
        assert found[n].tolist() == counted
    assert found.shape == (rows * rows, side, side) and found[-1].sum() == rows * rows * cells * cells


def test_the_last_map_of_the_whole_image_has_a_cell_for_each_place_of_the_crops_maps():
    """12 - 3 + 1 = 10, halved 5, - 2 = 3, halved 1; of 20: 18, 9, 7, 3."""
    network, _, _ = drawn()
    assert times_computed(3, network.shapes[6][1]).shape == (9, 3, 3)


@pytest.mark.parametrize("wrong", [(0, 3), (3, 0), (2.5, 3), ("3", 3)])
def test_crops_and_cells_that_cannot_be_counted_are_refused(wrong):
    with pytest.raises(InvalidSetting, match="needs a whole number >= 1|needs .*whole number"):
        times_computed(*wrong)


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


def test_the_savings_of_vgg16_written_out():
    """36 x 15,470,264,320 over 45,100,302,336 + 36 x 123,633,664, and 36/(384/224)^2."""
    cost = dense_cost(vgg16(), 384, 384)
    whole = one_pass_saving(36, cost.crop_conv, cost.crop_fc, cost.conv)
    assert whole == pytest.approx(36 * 15_470_264_320 / (45_100_302_336 + 36 * 123_633_664))
    assert round(whole, 2) == 11.24
    assert conv_saving(6, 224, 384) == pytest.approx(12.25) and times(30, 10) == 3
    side, crop, large = Symbol("n", 6), Symbol("c", 224), Symbol("W", 384)
    assert conv_saving(side, crop, large).value * 4 == 49


COURSE_SHIFTS = [(0, 0), (16, 0), (0, 16), (16, 16)]


def drawn_for(network, side, rng, dtype=np.float64):
    params = initial_parameters(network, rng, dtype)
    return params, rng.random((network.input_shape[0], side, side)).astype(dtype)


def test_without_padding_one_pass_gives_what_the_crops_give():
    """The course's sizes: 36 scores of a 384 picture, and all 121 by four shifted passes."""
    network, rng = stride32_net(), np.random.default_rng(0)
    params, picture = drawn_for(network, 384, rng)
    dense, crops = dense_scores(network, params, picture), crop_scores(network, params, picture)
    assert dense.shape == crops.shape == (10, 6, 6)
    np.testing.assert_allclose(dense, crops, rtol=0, atol=5e-15 * np.abs(crops).max())
    filled = []
    for count in (1, 2, 3, 4):
        stitched = shift_and_stitch(network, params, picture, 224, COURSE_SHIFTS[:count], step=16)
        filled.append(int(np.isfinite(stitched[0]).sum()))
        assert (
            np.isfinite(stitched).all(axis=0).tolist()
            == (coverage(384, 384, 224, 32, COURSE_SHIFTS[:count], 16) >= 0).tolist()
        )
    assert stitched.shape == (10, 11, 11)
    assert filled == [36, 66, 96, 121] == [36, 36 + 30, 36 + 30 + 30, 36 + 30 + 30 + 25]
    fine = crop_scores(network, params, picture, step=16)
    np.testing.assert_allclose(stitched, fine, rtol=0, atol=5e-15 * np.abs(fine).max())


def test_with_padding_they_differ():
    network = stride32_net(padded=True)
    params, picture = drawn_for(network, 384, np.random.default_rng(0))
    dense, crops = dense_scores(network, params, picture), crop_scores(network, params, picture)
    assert np.abs(dense - crops).max() > 0.01 * np.abs(crops).max()
    own = picture[:, :224, :224]
    np.testing.assert_allclose(dense_scores(network, params, own)[:, 0, 0], network.forward(params, own[None])[0])


unpadded = st.sampled_from(
    (
        "INPUT 12x12x1 - CONV 2 F3 - RELU - POOL 2 - FC 3",
        "INPUT 11x11x1 - CONV 2 F3 S2 - TANH - POOL 2 S1 MEAN - FC 4 - RELU - FC 2",
        "INPUT 13x13x1 - CONV 2 F2 - POOL 2 - CONV 3 F3 D2 - FC 2",
        "INPUT 14x14x1 - SUBSAMPLE 3 - CONV 2 F2 - FC 2 - SOFTMAX",
    )
)


@settings(max_examples=100, deadline=None)
@given(unpadded, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_one_pass_is_all_crops_for_any_picture(line, more_rows, more_cols, seed):
    network, rng = parse(line), np.random.default_rng(seed)
    params = initial_parameters(network, rng, np.float64)
    side = network.input_shape[1]
    picture = rng.standard_normal((1, side + more_rows, side + more_cols))
    dense, crops = dense_scores(network, params, picture), crop_scores(network, params, picture)
    np.testing.assert_allclose(dense, crops, rtol=0, atol=1e-12 * max(1, np.abs(crops).max()))


def test_the_crops_of_a_race_come_one_by_one_in_reading_order():
    network = parse("INPUT 4x4x1 - POOL 2 - FC 1")
    params = {"FC1.w": np.array([[0.0, 0, 0, 1]]), "FC1.b": np.zeros(1)}
    picture = np.arange(64.0).reshape(1, 8, 8)
    crops = [step for step in race(network, params, picture) if step.kind == "crop"]
    assert [step.place for step in crops] == [(i, j) for i in range(3) for j in range(3)]
    # its score is the lower right corner of the crop: row 3 + 2i, column 3 + 2j
    assert [step.scores.tolist() for step in crops] == [
        [8 * (3 + 2 * i) + 3 + 2 * j] for i in range(3) for j in range(3)
    ]


def test_coverage_says_which_pass_fills_what():
    filled = coverage(8, 8, 4, 4, [(0, 0), (2, 2)])
    assert filled.tolist() == [[0, -1, 0], [-1, 1, -1], [0, -1, 0]]
    assert coverage(8, 8, 4, 4).tolist() == [[0, 0], [0, 0]]


def test_vgg16_over_384_costs_an_eleventh_of_its_crops():
    cost = dense_cost(vgg16(), 384, 384)
    assert (cost.conv, cost.fc) == (45_100_302_336, 36 * 123_633_664)
    assert (cost.crop_conv + cost.crop_fc, cost.crops) == (15_470_264_320, 36)
    assert round(cost.ratio, 2) == 11.24
    assert cost.crops * cost.crop_conv / cost.conv == 36 * 224**2 / 384**2 == 12.25
    assert cost.fc_ratio == 1


def test_vgg16_on_four_shifted_copies():
    one, four = dense_cost(vgg16(), 384, 384), dense_cost(vgg16(), 384, 384, COURSE_SHIFTS)
    assert four.crops == 121
    assert round(four.dense_macs / one.dense_macs, 2) == 3.79
    assert round(four.ratio, 2) == 9.96


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda n, p, x: dense_scores(n, p, x[:, :20]), "picture-small"),
        (lambda n, p, x: dense_scores(n, p, x, crop=31), "crop"),
        (lambda n, p, x: shift_and_stitch(n, p, x, shifts=[(0, 0), (3, 0)], step=2), "shift"),
        (lambda n, p, x: shift_and_stitch(n, p, x, shifts=[(0, 0), (-2, 0)]), "shift"),
        (lambda n, p, x: shift_and_stitch(n, p, x, shifts=[(8, 0)]), "picture-small"),
    ],
)
def test_what_cannot_be_says_why(call, key):
    network = parse("INPUT 32x32x1 - CONV 2 F3 - RELU - POOL 2 - FC 3")
    params, picture = drawn_for(network, 36, np.random.default_rng(0))
    with pytest.raises(InvalidSetting) as caught:
        call(network, params, picture)
    assert caught.value.key == key


def test_networks_that_give_no_one_score_a_class_are_refused():
    for line in ("INPUT 8x8x1 - CONV 2 F3", "INPUT 8x9x1 - CONV 2 F3 - FC 2", "INPUT 9x8x1 - FC 2", "INPUT 9 - FC 2"):
        with pytest.raises(InvalidSetting, match="needs a square picture, and one score a class"):
            dense_cost(parse(line), 16, 16)
    for line in ("INPUT 8x8x1 - CONV 2 F8", "INPUT 1x1x8 - FC 2"):
        assert dense_cost(parse(line), 16, 16).crops > 1


def test_alexnet_has_three_pools_and_the_stride_of_32():
    cost = dense_cost(alexnet(), 227 + 32, 227 + 64)
    assert cost.crops == 2 * 3
