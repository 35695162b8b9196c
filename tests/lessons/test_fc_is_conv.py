"""The lesson on FC as CONV: the matrix is the convolution, and the counts are those that are told."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import settings as pace

from cnnlib.errors import InvalidSetting
from pages.frame.text import LANGUAGES, Say
from pages.layers.fc_is_conv import LESSON, PRESETS, Settings, picture
from pages.layers.fc_matrix import known_layers
from tests.cnnlib.naive import conv_loop
from tests.frame.links import settings as drawn
from tests.frame.visitor import visit, words

PAGE = LESSON.address
SAY = Say(LESSON.topic, "en")


def shown(**asked):
    return picture(Settings(**asked), SAY)


def grids(scene):
    return {grid.id: grid.values for grid in scene.grids}


@pace(max_examples=60)
@given(drawn(Settings))
def test_the_rows_times_the_input_are_the_convolution(state):
    state = replace(state, part="matrix", W=min(state.W, 8))  # the loops below are slow
    try:
        found = picture(state, SAY)
    except InvalidSetting:
        assume(False)
    scene, g = found.scene, grids(found.scene)
    w = g["filter"].reshape(state.K, state.D, state.F, state.F)
    geometry = {"stride": (state.S, state.S), "padding": (state.P, state.P)}
    assert np.array_equal(g["output"], conv_loop(g["input"][None], w, **geometry)[0])
    wires, x = scene.arrays["wiring"], g["input"].ravel()
    rows_of_a_filter = len(wires) // state.K
    products = [
        sum(w[row // rows_of_a_filter].ravel()[t] * x[c] for t, c in enumerate(line) if c >= 0)
        for row, line in enumerate(wires)
    ]
    assert products == g["output"].ravel().tolist()
    assert found.names["filled"].value == (wires >= 0).sum() == found.names["count"]
    assert ("density" in scene.arrays) == (max(len(wires), x.size) > 300)


def test_the_plainest_case_in_numbers():
    """5x5 under 3x3: 9 rows, 25 columns, 9 filled in each."""
    names = shown().names
    assert (names["rows"].value, names["columns"].value, names["filled"].value) == (9, 25, 81)
    assert names["share"] == "36" and names["weights"].value == 9
    padded = shown(P=1).names
    assert (padded["macs"].value, padded["filled"].value, padded["lost"]) == (225, 169, 56)
    full = shown(**PRESETS["as_large"]).names
    assert full["share"] == "100" and full["filled"].value == full["weights"].value == 75


def test_alexnet_s_layers_as_the_curriculum_has_them():
    first, second = known_layers()[:2]
    assert (first["rows"], first["columns"], first["share"]) == (290_400, 154_587, "0.235")
    assert (first["weights"], first["count"], first["macs"]) == (34_848, 105_415_200, 105_415_200)
    assert (second["count"], second["macs"]) == (204_484_608, 223_948_800)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_that_conv_shares_and_what_padding_takes_away(lang):
    app = visit(PAGE, lang=lang, P=1)
    said = words(app)
    assert "204,484,608" in said and "223,948,800" in said and "0.235" in said
