"""The lesson on shared weights: sums of each neuron, wires and their names, AlexNet's C1, moved pictures."""

import numpy as np
import pytest

from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import Say
from pages.layers.shared_weights import LESSON, Settings, picture

SAY = Say(LESSON.topic, "en")


def shown(**asked):
    found = picture(Settings(**asked), SAY)
    return found, {grid.id: grid.values for grid in found.scene.grids}


@pytest.mark.parametrize("asked", [{}, {"W": 9, "F": 4, "P": 2, "S": 2, "K": 3, "input": "integers"}])
def test_each_neuron_of_the_sheet_is_a_sum_over_its_patch(asked):
    found, grids = shown(**asked)
    rows, columns = found.scene.arrays["rows"], found.scene.arrays["columns"]
    x, w, out = grids["input"][0], grids["filter"], grids["output"]
    for (k, i, j), value in np.ndenumerate(out):
        total = found.scene.facts["biases"][k]
        for a, r in enumerate(rows[i]):
            for b, c in enumerate(columns[j]):
                total += w[k, a, b] * x[r, c] if 0 <= r < len(x) and 0 <= c < len(x) else 0
        assert value == total and grids["sum"][k, i, j] == total - found.scene.facts["biases"][k]
    assert found.names["neurons"].value == out.size


def test_five_filters_are_five_different_neurons_on_one_patch():
    _, grids = shown()
    assert grids["output"].shape == (5, 7, 7)
    assert len({tuple(kernel.ravel()) for kernel in grids["filter"]}) == 5


@pytest.mark.parametrize(("share", "parameters", "macs"), [("shared", 4, 21), ("own", 28, 21), ("full", 56, 49)])
def test_the_row_counts_its_weights(share, parameters, macs):
    """7 neurons of 3 wires and a bias; shared, the 3 weights and the bias are one set; full, 7 wires each."""
    found, grids = shown(part="sharing", share=share)
    assert (found.names["parameters"].value, found.names["macs"].value) == (parameters, macs)
    names = found.scene.arrays["names"]
    weights = {(name, value) for name, value in zip(names.ravel(), grids["filter"].ravel(), strict=True)}
    assert len(weights) == len(np.unique(names)), "one name, one weight"


def test_alexnet_c1_in_the_words():
    names = shown(part="sharing")[0].names
    assert names["c1_own"].value == 105_705_600 and names["c1_shared"].value == 34_944
    assert names["c1_work"].value == 105_415_200 and names["c1_full_work"].value == 44_892_064_800
    assert names["times_macs"] == 426 and names["times_parameters"] == 55 * 55
    assert names["c1_neurons"].value == 290_400
    ways = shown(part="sharing")[0].scene.facts["ways"]
    assert [way["counts"][0] for way in ways] == [34_944, 105_705_600, 290_400 * (227 * 227 * 3 + 1)]
    for way in ways:
        for count, length in zip(way["counts"], way["lengths"], strict=True):
            assert (290_400 * 154_588) ** length == pytest.approx(count), "a scale of powers"


@pytest.mark.parametrize("way", ["right", "down", "diagonal"])
@pytest.mark.parametrize("kind", ["digit", "integers", "edge"])
def test_with_shared_weights_the_inside_is_exactly_alike(way, kind):
    found, grids = shown(part="shift", way=way, input=kind, W=9)
    for n, (top, left, bottom, right) in enumerate(found.scene.facts["inside"]):
        assert not grids["difference"][n, top:bottom, left:right].any()
        assert np.array_equal(grids["difference"][n], grids["map"][n] - grids["moved"][n])
    assert found.names["inside"] == 0


def test_at_the_border_without_sharing_and_between_strides_it_is_not():
    assert shown(part="shift", input="integers")[0].names["border"] > 0
    for asked in ({"share": "own"}, {"share": "full"}, {"S": 2}):
        assert shown(part="shift", input="integers", **asked)[0].names["inside"] > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_work_is_said_to_stay(lang):
    names = shown(part="sharing")[0].names
    say = Say(LESSON.topic, lang).with_names(names)
    said = say("claim_c1_parameters") + say("claim_c1_work") + say("claim_c1_full")
    for number in ("105,705,600", "34,944", "105,415,200", "44,892,064,800", "426"):
        assert number in said
