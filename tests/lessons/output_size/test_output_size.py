"""The lesson on the output's size: its scenes' numbers, its buttons, the chart's cells."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as pace

from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.frame.text.texts import Say
from pages.layers.output_size import LESSON, PRESETS, Settings, picture
from tests.frame.state.links import settings as drawn
from tests.frame.visitor import link, press, visit, words

PAGE = LESSON.address
SAY = Say(LESSON.topic, "en")


def shown(**asked):
    return picture(Settings(**asked), SAY)


def grids(scene):
    return {grid.id: grid.values[:, 0].tolist() for grid in scene.grids}


def test_the_figure_of_cs231n_with_both_strides():
    for preset, expected in (("stride_one", [-2, 2, 1, 2, 1]), ("stride_two", [-2, 1, 1])):
        scene = shown(**PRESETS[preset]).scene
        assert grids(scene) == {"input": [[1, 2, -1, 1, -3]], "filter": [[1, 0, -1]], "output": [expected]}
    assert scene.arrays["columns"].tolist() == [[-1, 0, 1], [1, 2, 3], [3, 4, 5]]


@pace(max_examples=80)
@given(drawn(Settings))
def test_every_neuron_is_the_sum_over_what_it_is_wired_to(state):
    # Kept possible, and to the part that draws neurons, or most of what is drawn would be thrown away.
    scene = picture(replace(state, part="window", F=min(state.F, state.W + 2 * state.P)), SAY).scene
    found = grids(scene)
    for weights, outputs in zip(found["filter"], found["output"], strict=True):
        for taps, value in zip(scene.arrays["columns"].tolist(), outputs, strict=True):
            seen = [found["input"][0][j] if 0 <= j < state.W else 0 for j in taps]
            assert value == pytest.approx(sum(a * b for a, b in zip(seen, weights, strict=True)) + state.b)


def test_three_ways_to_round():
    """(7 - 3)/3 + 1 = 2.33: 2, or 3 with two cells beyond the end, or an error."""
    found = shown(part="rounding", W=7, F=3, P=0, S=3)
    assert found.scene.facts["sizes"] == {"floor": 2, "ceil": 3, "exact": None}
    assert (found.scene.facts["dropped"], found.scene.facts["overhang"]) == (1, 2)
    assert grids(found.scene)["floor"][0] == grids(found.scene)["ceil"][0][:2]
    assert {tuple(change.items()) for change in found.offers} == {(("P", 1),), (("S", 4),), (("F", 4),)}
    assert shown(part="rounding").scene.facts["sizes"] == {"floor": 5, "ceil": 5, "exact": 5}


def test_the_part_on_sizes_that_are_not_whole_opens_with_one_unless_something_was_moved():
    app = visit(PAGE, lang="en")
    app.radio(key=f"{PAGE}.part").set_value("rounding").run()
    assert {n: link(app).get(n) for n in ("W", "P", "S")} == {"W": "7", "P": "0", "S": "3"}
    app = visit(PAGE, lang="en", W=9)
    app.radio(key=f"{PAGE}.part").set_value("rounding").run()
    assert link(app)["W"] == "9" and "S" not in link(app)


def test_pytorch_s_ceil_mode_differs_where_the_page_says_so():
    torch = pytest.importorskip("torch")
    at = PRESETS["ceil_mode"]
    names = shown(**at).names
    x = torch.zeros(1, 1, at["W"])
    assert torch.nn.MaxPool1d(at["F"], at["S"], at["P"], ceil_mode=True)(x).shape[-1] == names["torch"] == 2
    assert names["up"] == 3, "the formula alone: ceil((5 - 2 + 2)/3) + 1"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_size_that_is_not_whole_offers_buttons_that_mend_it(lang):
    query = {"part": "rounding", "W": 7, "F": 3, "P": 0, "S": 3, "lang": lang}
    app = visit(PAGE, **query)
    labels = {b.key: b.label for b in app.button if ".do.offer." in b.key}
    assert set(labels.values()) == {"P = 1", "S = 4", "F = 4"}
    for key, label in labels.items():
        changed = press(visit(PAGE, **query), key)
        assert catalogue()["output_size.offer_uneven"][lang].strip() in words(changed), "now it comes out whole"
        name, value = label.split(" = ")
        assert link(changed).get(name, "3" if name == "F" else "1") == value


@pytest.mark.parametrize("part", ["window", "rounding", "chart"])
def test_an_impossible_link_to_any_part_is_its_sentence_over_that_part_s_picture(part):
    app = visit(PAGE, lang="en", part=part, W=1, P=0)
    assert not app.exception and [b for b in app.button if ".do.repair." in b.key]


def test_every_cell_of_the_chart_is_the_number_of_windows():
    scene = shown(part="chart", W=7, P=0).scene
    sizes, said = scene.arrays["sizes"], scene.facts["sentences"]
    for F in range(1, 12):
        for S in range(1, 9):
            places = len(range(0, 7 - F + 1, S))
            assert sizes[F - 1, S - 1] == places
            sentence = said[(F - 1) * 8 + S - 1]
            assert sentence.startswith(f"F = {F}, S = {S}: ")
            assert "does not fit" in sentence if not places else f"= {places}" in sentence


def test_why_227_and_not_224():
    right, paper = shown(part="stack").names, shown(part="stack", side=224).names
    assert right["sizes"] == "227 → 55 → 27 → 13 → 6" and right["ends"].value == 9216
    assert paper["sizes"] == "224 → 54 → 26 → 12 → 5" and paper["ends"].value == 6400
    assert "do not fit" in paper["verdict"] and right["uneven"] == 0 and paper["uneven"] == 4


@pytest.mark.parametrize(("side", "zeros"), [(227, 0), (224, 0), (224, 2), (260, 3), (195, 1)])
def test_the_enlarged_end_shows_the_last_windows_and_what_they_leave(side, zeros):
    for layer in shown(part="stack", side=side, zeros=zeros).scene.facts["layers"]:
        W, F, P, S = (layer[n] for n in "WFPS")
        starts = [at for at in range(0, W + 2 * P - F + 1) if at % S == 0]
        assert layer["last"] == starts[-2:] and layer["size"] == len(starts)
        assert layer["rest"] == W + 2 * P - (starts[-1] + F)
        assert ("out of every window's reach" in layer["edge"]) is bool(layer["rest"])


def test_another_filter_with_the_same_k_s_and_p_is_another_size():
    asked = PRESETS["four"]
    assert {n: asked[n] for n in "WPSK"} == {n: PRESETS["stride_one"][n] for n in "WPSK"}
    assert shown(**asked).names["size"].value == (5 - 5 + 2) // 1 + 1 != 5


def test_padding_counted_per_side_or_in_total_gives_one_size():
    side, total = (shown(W=9, S=2, P=2, per=per).names for per in ("side", "total"))
    assert side["shown"].value == total["shown"].value == (9 - 3 + 4) // 2 + 1
    assert SAY("formula", **side) != SAY("formula", **total)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_four_hyper_parameters_are_said(lang):
    say = Say(LESSON.topic, lang)
    idea = say.with_names(picture(Settings(), say).names).rich("claim_four")
    for letter in "KFSP":
        assert f'data-symbol="{letter}"' in idea
