"""The lesson on FC as CONV: the matrix is the convolution, and the counts are those that are told."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import settings as pace

from cnnlib.errors import InvalidSetting
from cnnlib.network.cifar_net import normalise
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import Say
from pages.layers.fc_is_conv import LESSON, PRESETS, Settings, picture
from pages.layers.fc_is_conv.convs import differences_of_an_eighth, vgg_layers
from pages.layers.fc_is_conv.matrix import known_layers
from pages.layers.fc_is_conv.passes_and_crops import WORKS, crop_network, photograph
from tests.cnnlib.naive import conv_loop
from tests.frame.state.links import settings as drawn
from tests.frame.visitor import visit_deeper, words

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
    app = visit_deeper(PAGE, lang=lang, P=1)
    said = words(app)
    assert "204,484,608" in said and "223,948,800" in said and "0.235" in said


# ---- FC as CONV


@pace(max_examples=40)
@given(drawn(Settings))
def test_a_row_folded_is_a_filter_and_gives_the_same(state):
    found = picture(replace(state, part="convs"), SAY)
    g, F, D, K = grids(found.scene), state.F2, state.D2, state.K2
    row, x = g["weights"][0], g["input"]
    for k in range(K):
        assert g["fc"][k, 0, 0] == g["conv"][k, 0, 0] == sum(row[k] * x.ravel())
    places = found.scene.arrays["places"]
    assert len(places) == len(found.scene.facts["sentences"]) == D * F * F
    assert [x[tuple(place)] for place in places] == x.ravel().tolist(), "in the order of the row"
    assert found.names["weights"].value == K * D * F * F and found.names["difference"] == "0"


def test_vgg16_s_three_layers_as_the_curriculum_has_them():
    told = [(row["F"].value, row["K"], row["size"].value, row["fc"].value, row["conv"].value) for row in vgg_layers()]
    assert told == [
        (7, 4096, 1, 7 * 7 * 512 * 4096, 7 * 7 * 512 * 4096),
        (1, 4096, 1, 4096 * 4096, 4096 * 4096),
        (1, 1000, 1, 4096 * 1000, 4096 * 1000),
    ]
    assert len(differences_of_an_eighth()) == 3 and max(differences_of_an_eighth()) < 1e-13


# ---- a larger picture


def ran(**asked):
    state = Settings(**asked)
    work = next(work for work in WORKS if state.part in work.parts)
    steps = tuple(work.begin(state))
    assert len(steps) == work.total(state)
    return picture(state, SAY, {work.id: steps})


def test_one_pass_is_all_crops_without_padding_and_its_work_is_a_twelfth():
    found = ran(part="larger")
    g, facts = grids(found.scene), found.scene.facts
    assert g["pass"].shape == g["crops"].shape == (10, 6, 6) and (facts["known"], facts["passed"]) == (36, True)
    assert np.abs(g["pass"] - g["crops"]).max() < 1e-13 * np.abs(g["pass"]).max()
    used, x = crop_network("drawn", False), normalise(photograph("cat", 384))
    assert facts["seconds"][0] > 0 < facts["seconds"][1]
    alone = used.network.forward(used.params, x[None, :, 64:288, 160:384])[0]
    np.testing.assert_allclose(g["pass"][:, 2, 5], alone, rtol=1e-12)

    def macs(side, places):
        """Five times CONV F3 and POOL 2, then FC read as CONV F5 and F1, written out."""
        total, D = 0, 3
        for K in (8, 12, 16, 24, 32):
            total, D, side = total + (side - 2) ** 2 * K * 9 * D, K, (side - 2) // 2
        return total + places * (16 * 32 * 25 + 16 * 10)

    assert found.names["dense_macs"] == macs(384, 36) and found.names["crops_macs"] == 36 * macs(224, 1)
    assert (found.names["map"], found.names["map_large"]) == (5, 10)
    assert (found.names["vgg_map"], found.names["vgg_large"]) == (7, 12)
    assert len(found.scene.arrays["starts"]) == 6 and found.scene.arrays["cells"].tolist() == list(range(96, 257, 32))


def test_padding_inside_makes_a_difference_at_the_border_of_each_crop_and_nowhere_else():
    found = ran(part="larger", padded=True)
    apart = grids(found.scene)["difference"].reshape(6, 6, 7, 7)
    assert apart[:, :, 1:-1, 1:-1].max() < 1e-12, "the middle sees no border"
    border = np.ones((7, 7), bool)
    border[1:-1, 1:-1] = False
    assert apart[1:-1, 1:-1][..., border].min() > 1e-3, "all four sides lie within the picture"
    assert apart[0, :, 0, 1:-1].max() < 1e-12 and apart[:, 0, 1:-1, 0].max() < 1e-12, "these are the picture's own"
    g = grids(found.scene)
    assert np.abs(g["pass"] - g["crops"]).max(axis=0).min() > 1e-3, "every score differs"


def test_the_trained_network_finds_the_cat_on_average():
    found = ran(part="larger", net="trained")
    g, names = grids(found.scene), found.scene.facts["names"]
    assert names[int(g["pass"].mean(axis=(1, 2)).argmax())] == "cat"
    assert len({int(k) for k in g["pass"].argmax(axis=0).ravel()}) > 2, "single crops say this and that"
    assert found.names["winner"] == "cat" and "average_winner" in found.claims
    assert grids(found.scene)["difference"][14].min() > 1e-3, "every cell of its last map sees the border"


def test_before_anything_is_computed_nothing_is_said_to_be():
    assert "average_winner" not in picture(Settings(part="larger", net="trained"), SAY).claims
    for part in ("larger", "shifts"):
        found = picture(Settings(part=part), SAY)
        assert not np.any(found.scene.facts.get("known", 0)) and not np.any(found.scene.arrays.get("checked", 0))


# ---- shifted copies


def test_four_shifts_fill_121_and_two_61_and_each_is_its_crop():
    found = ran(part="shifts")
    g, arrays = grids(found.scene), found.scene.arrays
    assert found.scene.facts["sums"] == [36, 66, 96, 121] and arrays["known"].all() and arrays["checked"].all()
    assert g["difference"].max() < 1e-12 and np.abs(g["stitched"] - g["direct"]).max() < 1e-12
    used, x = crop_network("drawn", False), normalise(photograph("cat", 384))
    alone = used.network.forward(used.params, x[None, :, 48:272, 160:384])[0, Settings().front]
    assert g["stitched"][0, 3, 10] == pytest.approx(alone, rel=1e-12)
    assert round(float(found.names["dearer"]), 2) == 3.79 and round(found.names["saved"], 2) == 9.96
    two = picture(Settings(part="shifts", way="two"), SAY)
    assert two.scene.facts["sums"] == [36, 61]
    assert [line.split("|")[1] for line in found.scene.facts["lines"]] == [
        "384 × 384 → 6 × 6 = 36",
        "368 × 384 → 5 × 6 = 30",
        "384 × 368 → 6 × 5 = 30",
        "368 × 368 → 5 × 5 = 25",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_part_s_page_tells_its_figures(lang):
    told = {
        "convs": ("102,760,448", "16,777,216", "4,096,000"),
        "shifts": ("187,922,464,768", "1,871,901,982,720"),
        "larger": ("11.24", "12.25", "15,346,630,656", "45,100,302,336"),
    }
    for part, figures in told.items():
        app = visit_deeper(PAGE, lang=lang, part=part)
        assert not app.exception
        for figure in figures:
            assert figure in words(app), figure
