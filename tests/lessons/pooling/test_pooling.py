"""The lesson on pooling: the article's figure, every window by a loop, the shift, the way back."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as pace

from pages.frame.text.texts import Say
from pages.layers.pooling import LESSON, PRESETS, Settings, picture
from pages.layers.pooling.scenes import MOST_BACK, changed
from tests.frame.state.links import settings as drawn
from tests.frame.visitor import visit

SAY = Say(LESSON.topic, "en")
WAYS = {
    "max": max,
    "min": min,
    "median": median,
    "mean": lambda v: sum(v) / len(v),
    "l2": lambda v: sum(x * x for x in v) ** 0.5,
}


def grids(scene):
    return {grid.id: grid.values for grid in scene.grids}


def test_the_figure_of_the_article():
    """[[1,1,2,4],[5,6,7,8],[3,2,1,0],[1,2,3,4]] -> [[6,8],[3,4]]; 16 values become 4, 75 % fewer."""
    drawn_now = picture(replace(Settings(), **PRESETS["article"]), SAY)
    assert grids(drawn_now.scene)["output"].tolist() == [[[6, 8], [3, 4]]]
    assert (drawn_now.names["before"].value, drawn_now.names["after"].value, drawn_now.names["dropped"]) == (16, 4, 75)
    assert drawn_now.names["alexnet_before"].value == 55 * 55 * 96 == 290_400
    assert drawn_now.names["alexnet_after"].value == 27 * 27 * 96 == 69_984
    # in reading order within their windows: 6 is the last of 1 1 5 6, 8 of 2 4 7 8; 3 is the first of 3 2 1 2
    assert drawn_now.scene.arrays["winners"].tolist() == [[[3, 3], [0, 3]]]


def test_no_repair_sets_what_the_input_decides():
    app = visit(LESSON.address, lang="en", F=5)
    assert {button.label for button in app.button if ".do.repair." in button.key} == {"F = 4", "P = 1"}


@pace(max_examples=80)
@given(drawn(Settings))
def test_every_number_is_that_of_a_loop(state):
    how = state.how if state.how in WAYS else "l2"
    W = min(state.W, 12)
    F, D = min(state.F, W), min(state.D, 3)
    state = replace(state, part="window", input="integers", W=W, F=F, P=0, D=D, how=how, x=())
    scene = picture(state, SAY).scene
    x, y = grids(scene)["input"], grids(scene)["output"]
    starts = range(0, W - state.F + 1, state.S)
    for axis in ("rows", "columns"):
        assert scene.arrays[axis].tolist() == [list(range(start, start + state.F)) for start in starts], axis
    for d in range(len(x)):
        for i, top in enumerate(starts):
            for j, left in enumerate(starts):
                window = [int(v) for v in x[d, top : top + state.F, left : left + state.F].ravel()]
                assert y[d, i, j] == pytest.approx(WAYS[how](window))
                if how in ("max", "min"):
                    assert scene.arrays["winners"][d, i, j] == window.index(WAYS[how](window)), "the first of equals"


def test_a_mean_counts_the_padding_and_a_maximum_does_not():
    corner = replace(Settings(), F=2, S=2, P=1)
    assert grids(picture(replace(corner, how="mean"), SAY).scene)["output"][0, 0, 0] == (0 + 0 + 0 + 1) / 4
    assert grids(picture(replace(corner, how="max"), SAY).scene)["output"][0, 0, 0] == 1


def test_a_power_of_one_is_the_sum_and_a_large_one_the_largest():
    sums = grids(picture(replace(Settings(), how="p", p=1), SAY).scene)["output"][0, 0, 0]
    large = grids(picture(replace(Settings(), how="p", p=50), SAY).scene)["output"][0, 0, 0]
    assert sums == pytest.approx(1 + 1 + 5 + 6) and large == pytest.approx(6, abs=0.1)


@pytest.mark.parametrize("how", ["max", "mean", "median", "min"])
@pytest.mark.parametrize("S", [1, 2])
def test_nothing_of_the_gradient_is_lost_on_the_way_back(how, S):
    scene = picture(replace(Settings(), part="back", input="integers", W=20, how=how, S=S), SAY).scene
    after = grids(scene)["back"]
    count = len(after)
    assert grids(scene)["beside"][-1].sum() == pytest.approx(count * (count + 1) / 2), "nor in the way beside it"
    side = MOST_BACK
    assert after.shape == (((side - 2) // S + 1) ** 2, side, side)
    assert after[-1].sum() == pytest.approx(count * (count + 1) / 2), "1 + 2 + ... + n arrive"
    for n in range(1, count):
        sent = after[n] - after[n - 1]
        assert sent.sum() == pytest.approx(n + 1)
        assert np.count_nonzero(sent) == {"mean": 4, "max": 1, "min": 1}.get(how, np.count_nonzero(sent))


def test_the_shift_changes_less_of_what_is_pooled():
    told = picture(replace(Settings(), part="shift", input="cat", F=4, S=4), SAY)
    share = told.scene.facts["changed"]
    grid = {g.id: g.values / np.array(g.divisors)[:, None, None] for g in told.scene.grids}
    scales = told.scene.facts["scales"]
    for name, shares in share.items():
        away = np.abs(grid[name] - grid[name][0])
        unclipped = np.abs(grid[name]).max(axis=0) < scales[name] * 0.999
        assert grid[f"{name}_change"][:, unclipped] == pytest.approx(away[:, unclipped], abs=scales[name] / 150)
        if name == "input":
            assert shares == pytest.approx(100 * away.mean(axis=(1, 2)) / np.abs(grid[name][0]).mean(), abs=0.2)
    assert 0 < share["pooled"][1] < share["map"][1]
    assert told.names["at_map"] == share["map"][1]
    assert changed(np.array([1.0, 3.0]), np.array([2.0, 3.0])) == pytest.approx(100 * 0.5 / 2)


def test_what_is_too_small_to_be_moved_gives_way_to_a_photograph():
    told = picture(replace(Settings(), part="shift"), SAY)
    assert grids(told.scene)["input"].shape == (4, 128, 128) and told.names["input"] == SAY("option_cat")
    assert grids(picture(replace(Settings(), part="shift", input="handwritten"), SAY).scene)["input"].shape == (4, 8, 8)


def test_a_norm_lies_between_the_largest_and_the_sum_and_its_presets_show_both_ends():
    for preset, end in (("sum", "sum"), ("furthest", "largest")):
        scene = picture(replace(Settings(), **PRESETS[preset]), SAY).scene
        assert grids(scene)["output"] == pytest.approx(scene.arrays[end], abs=0.15)
    x = grids(scene)["input"][0].reshape(4, 2, 4, 2)
    assert (np.abs(x).max(axis=(1, 3)) == scene.arrays["largest"]).all()
    assert grids(scene)["output"][0, 0, 0] == pytest.approx(9) and x.max(axis=(1, 3))[0, 0] == 3, "|−9|, not 3"


def test_six_by_six_moved_by_one_written_out():
    """Of the maxima 9 9 8 / 8 8 8 / 8 9 4 four become others; of the means all nine."""
    told = picture(Settings(part="cells", move=1), SAY)
    before, after = (grids(told.scene)[name][0].tolist() for name in ("output", "after"))
    assert before == [[9, 9, 8], [8, 8, 8], [8, 9, 4]]
    # the rows moved: 4 4 5 7 9 0 / 8 8 9 2 3 8 / 2 2 8 2 4 6 / 0 0 0 8 7 8 / 8 8 3 4 7 1 / 1 1 4 9 1 3
    assert after == [[8, 9, 9], [2, 8, 8], [8, 9, 7]]
    assert told.scene.arrays["differs"].tolist() == [[1, 0, 1], [1, 0, 0], [0, 0, 1]]
    assert (told.names["pooled_changed"], told.names["pooled_kept"]) == (4, 5)
    means = picture(Settings(part="cells", move=1, how="mean"), SAY)
    assert grids(means.scene)["output"][0, 0, 0] == (4 + 5 + 8 + 9) / 4 and means.names["pooled_changed"] == 9


def test_what_is_no_grid_of_numbers_gives_way_to_six_by_six_which_can_be_edited():
    for kind in ("article", "cat"):
        told = picture(Settings(part="cells", input=kind, x=(((0, 5, 5), -7.0),)), SAY)
        assert grids(told.scene)["input"].shape == (1, 6, 6) and told.names["input"] == SAY("option_six")
        assert grids(told.scene)["input"][0, 5, 5] == -7
    told = picture(Settings(part="cells", input="ramp", W=9, F=5, S=3), SAY)
    assert grids(told.scene)["input"][0, 0].tolist() == [0, 1, 2, 3, 4, 5] and told.names["pooled_cells"] == 9


def test_show_me_has_the_row_of_the_question_on_the_stage():
    [question] = [each for each in LESSON.questions if each.id == "moved"]
    scene = picture(Settings(**question.shows()), SAY).scene
    assert grids(scene)["input"][0, 0].tolist() == [0, 9, 0, 0, 0, 0]
    assert grids(scene)["output"][0, 0].tolist() == [9, 0, 0] and grids(scene)["after"][0, 0].tolist() == [0, 9, 0]
