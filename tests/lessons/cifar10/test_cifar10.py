"""The living network: maps, one map taken apart, edits, verdicts and counts, against cnnlib's trace or by hand."""

import json
import shutil

import numpy as np
import pytest
from PIL import Image

from cnnlib.data.images import open_square
from cnnlib.errors import InvalidSetting
from cnnlib.network.cifar_net import load_trained, prepare
from pages.frame.assets import ASSETS
from pages.frame.state.settings import decode, encode, opening
from pages.frame.text import claims
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import Say
from pages.network.cifar10 import LESSON, Settings, forward_pass, one_map, picture, scores, table
from pages.shared import upload
from tests.frame.visitor import link, press, visit, words

SAY = Say(LESSON.topic, "en")
TRAINED = load_trained(forward_pass.WEIGHTS)
CAT = prepare(open_square(ASSETS / "images/cat.jpg"))
FACE = prepare(np.asarray(Image.open(ASSETS / "images/cat.jpg").crop((44, 28, 236, 220))).transpose(2, 0, 1) / 255)


def shown(**asked):
    found = picture(Settings(**asked), SAY)
    return found, {grid.id: grid for grid in found.scene.grids}


def trace(params=None):
    return TRAINED.network.trace(params or TRAINED.params, CAT).volumes


# ---- all maps


def test_every_map_of_every_volume_is_in_the_picture():
    _, grids = shown()
    for i, volume in enumerate(trace()[1:-1], 1):
        grid = grids[f"volume.{i}"]
        scale = 127 / grid.divisors[0]
        assert len(set(grid.divisors)) == 1, "all maps of a layer share one scale"
        expected = np.clip(volume[0], -scale, scale)
        assert np.abs(grid.values / grid.divisors[0] - expected).max() <= scale / 254 + 1e-6


def test_positions_are_the_layers_and_softmax():
    scene = shown()[0].scene
    assert [layer["name"] for layer in scene.facts["layers"]] == [
        "input",
        "C1",
        "RELU",
        "P1",
        "C2",
        "RELU",
        "C3",
        "RELU",
        "P2",
        "C4",
        "RELU",
        "C5",
        "RELU",
        "P3",
        "FC",
    ]
    scores = trace()[-1][0].astype(float)
    assert scene.arrays["scores"] == pytest.approx(scores)
    assert scene.arrays["chances"] == pytest.approx(np.exp(scores) / np.exp(scores).sum())


# ---- the face that it knows, and the puzzle


def test_it_opens_on_a_cat_that_it_knows_and_old_links_on_the_whole_photograph():
    scores = TRAINED.network.forward(TRAINED.params, FACE)[0].astype(float)
    chances = np.exp(scores) / np.exp(scores).sum()
    assert TRAINED.classes[scores.argmax()] == "cat" and chances.max() > 0.9
    assert opening(Settings).input == "cat_face"
    found, _ = shown(input="cat_face")
    assert found.scene.arrays["chances"] == pytest.approx(chances, abs=1e-5)
    assert found.claims[0] == "right" and found.offers == ({"input": "cat"},)
    assert decode(Settings, {"pos": "15"}).input == decode(Settings, {"part": "map"}).input == "cat"


def test_the_puzzle_is_a_press_away_and_so_is_the_way_back():
    app = press(visit("cifar10", lang="en"), "cifar10.do.offer.0")
    assert link(app)["input"] == "cat"
    assert link(press(app, "cifar10.do.offer.0"))["input"] == "cat_face"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_cat_is_told_of_with_how_sure_it_was_and_what_it_saw(lang):
    """38.38 % and 36.14 % by the record that the weights were checked with; 192 of 256 pixels are 24 of 32."""
    say = Say(LESSON.topic, lang)
    found = picture(Settings(), say)
    seen, _ = claims.told(found.claims, say.with_names(found.names))
    assert found.claims[:3] == ("wrong", "unsure", "saw")
    assert "38.38%" in seen[1] and "36.14%" in seen[1] and "24 × 24" in seen[2]


# ---- one map


@pytest.mark.parametrize("layer", one_map.LAYERS)
def test_one_map_is_the_one_of_the_trace(layer):
    i = TRAINED.network.names.index(layer)
    found, grids = shown(part="map", layer=layer, front=2)
    volumes = trace()
    assert grids["map"].values.ravel() == pytest.approx(volumes[i][0][2].ravel(), abs=1e-4)
    if layer[0] == "C":
        assert np.array_equal(grids["after"].values[0], volumes[i + 1][0][2])
    if layer[0] != "P":
        total = grids["sums"].values.sum(axis=0) + found.scene.facts["bias"]
        assert grids["map"].values[0] == pytest.approx(total)


def test_a_map_beyond_the_last_is_the_last():
    assert shown(part="map", front=90)[0].scene.facts["front"] == 23
    assert shown(part="map", layer="FC1", front=90)[0].scene.facts["front"] == 9


# ---- weights changed by hand


@pytest.mark.parametrize(
    ("name", "place", "index"),
    [
        ("C1.w", (1, 6, 2, 0, 2), (6, 2, 0, 2)),
        ("C3.w", (6, 39, 39, 1, 2), (39, 39, 1, 2)),
        ("FC1.w", (14, 3, 55, 2, 1), (3, 55 * 16 + 2 * 4 + 1)),
    ],
)
def test_a_changed_weight_changes_the_scores_as_the_library_says(name, place, index):
    params = dict(TRAINED.params)
    params[name] = params[name].copy()
    params[name][index] = 2.5
    expected = trace(params)[-1][0]
    for part in ("flow", "map", "scores"):
        scene = shown(part=part, w=((place, 2.5),))[0].scene
        assert scene.arrays["scores"] == pytest.approx(expected.astype(float))
    assert not np.allclose(expected, trace()[-1][0])
    assert np.array_equal(TRAINED.params[name], load_trained(forward_pass.WEIGHTS).params[name])


def test_edits_travel_in_the_link_and_those_that_fit_nowhere_change_nothing():
    state = Settings(part="map", w=(((1, 6, 2, 0, 2), -1.25),))
    assert encode(state)["w"] == "1.6.2.0.2~-1.25" and decode(Settings, encode(state)) == state
    for place in ((0, 0, 0, 0, 0), (2, 0, 0, 0, 0), (1, 24, 0, 0, 0), (1, 0, 0, 3, 0), (99, 0, 0, 0, 0)):
        assert np.array_equal(shown(part="scores", w=((place, 9.0),))[0].scene.arrays["scores"], trace()[-1][0])


def test_the_examples_turn_the_frog_into_a_cat():
    assert shown()[0].names["winner"] == "frog"
    for name in ("one_weight", "silence"):
        asked = {k: v for k, v in one_map.ACTIONS[name].items() if k != "pos"}
        found = shown(**asked)[0].names
        assert (found["winner"], found["plain_winner"]) == ("cat", "frog")


# ---- what comes out


def test_softmax_is_worked_out():
    scene = shown(part="scores")[0].scene
    scores, powers, chances = (scene.arrays[name] for name in ("scores", "powers", "chances"))
    assert powers == pytest.approx([2.718281828459045**s for s in scores])
    assert scene.facts["total"] == pytest.approx(sum(powers)) and sum(chances) == pytest.approx(1)
    assert chances == pytest.approx([power / sum(powers) for power in powers])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_accuracy_is_that_of_the_record_with_its_caveat(lang, monkeypatch):
    record = json.loads(forward_pass.WEIGHTS.with_suffix(".json").read_text(encoding="utf-8"))
    say = Say(LESSON.topic, lang)

    def told():
        return say("formula_sorted", **picture(Settings(part="sorted"), say).names)

    assert f"{record['right']:,}" in told() and f"{100 * record['right'] / record['test_pictures']:.2f}%" in told()
    assert "JPEG" in told()
    other = TRAINED.record | {"right": 7000, "data": "CIFAR-10's own files"}
    monkeypatch.setattr(scores, "trained", lambda: type(TRAINED)(TRAINED.network, TRAINED.params, other))
    assert "70%" in told() and "JPEG" not in told()


def test_most_mistakes_stay_among_animals_or_among_vehicles():
    """1,717 of 2,119, counted by hand from the record: each row's mistakes within its own kind."""
    within = 0
    for i, true in enumerate(TRAINED.classes):
        for j, answer in enumerate(TRAINED.classes):
            vehicles = {"airplane", "automobile", "ship", "truck"}
            within += int(TRAINED.confusion[i, j]) if i != j and (true in vehicles) == (answer in vehicles) else 0
    assert shown(part="sorted")[0].names["alike"] == 100 * within / 2119 == 100 * 1717 / 2119


def test_the_photographs_are_judged_honestly():
    scene = shown(part="sorted")[0].scene
    named = ("cat_face", "cat", "astronaut", "coffee", "rocket", "bricks", "photographer")
    for name, told in zip(named, scene.facts["photographs"], strict=True):
        x = FACE if name == "cat_face" else prepare(open_square(ASSETS / f"images/{name}.jpg"))
        answer = TRAINED.classes[TRAINED.network.forward(TRAINED.params, x)[0].argmax()]
        assert told["answers"][0].startswith(f"{answer} ")
        assert told["right"] is ((answer == "cat") if name[:3] == "cat" else None)
    assert np.array_equal(scene.grids[0].values[0], TRAINED.confusion)


# ---- who has parameters


def test_the_table_knows_who_has_parameters():
    has = {kind: tuple(table.has(kind).values()) for kind in table.ROWS}
    assert has == {
        "conv": (True, True),
        "relu": (False, False),
        "pool": (False, True),
        "fc": (True, True),
        "subsample": (True, True),
    }
    assert table.parameters_of(table.first_of("subsample")[0], "subsample") == {"S2": 12, "S4": 32}


def test_the_answers_are_not_given_away_before_they_are_asked_for():
    filled = tuple(((i, j), float(j)) for i in range(5) for j in range(2))
    before, after = (shown(part="table", filled=filled, checked=n)[0] for n in (0, 1))
    assert not any("truth" in row for row in before.scene.facts["rows"]) and before.scene.facts["right"] is None
    assert all(layer["count"] is None for layer in before.scene.facts["layers"])
    # no parameters anywhere (right of RELU and POOL), hyper-parameters everywhere (wrong of RELU alone)
    assert after.scene.facts["right"] == 2 + 4
    assert sum(layer["count"] for layer in after.scene.facts["layers"]) == TRAINED.record["parameters"]
    given_away = {"have_both", "pool_and_relu", "lenet", "last_is_a_row", "alexnet_rows"}
    assert given_away <= set(after.claims) and not given_away & set(before.claims)
    assert (after.names["s2"], after.names["r1_size"]) == (12, 4096)


# ---- own pictures, damage


def test_a_picture_of_ones_own_goes_the_same_way(monkeypatch):
    own = np.random.default_rng(1).integers(0, 256, (1, 40, 40))
    monkeypatch.setattr(upload, "kept", lambda: own)
    scores = shown(part="scores", input="own")[0].scene.arrays["scores"]
    expected = TRAINED.network.forward(TRAINED.params, prepare(own / 255))[0]
    assert scores == pytest.approx(expected.astype(float), abs=1e-4)


def test_a_link_to_somebody_elses_picture_says_so_and_offers_another():
    app = visit("cifar10", lang="en", input="own")
    assert "does not travel in a link" in words(app)
    assert link(press(app, "cifar10.do.repair.0"))["input"] == "cat"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", ["cifar10.npz", "cifar10.json"])
def test_a_damaged_file_is_a_sentence(tmp_path, monkeypatch, file, lang):
    for name in ("cifar10.npz", "cifar10.json"):
        shutil.copy(forward_pass.WEIGHTS.with_name(name), tmp_path / name)
    whole = (tmp_path / file).read_bytes()
    (tmp_path / file).write_bytes(whole[: len(whole) // 2])
    monkeypatch.setattr(forward_pass, "WEIGHTS", tmp_path / "cifar10.npz")
    forward_pass.trained.cache_clear()
    try:
        with pytest.raises(InvalidSetting):
            forward_pass.trained()
        app = visit("cifar10", lang=lang)
        assert not app.exception and "python -m cnnlib.train_cifar10 DATA" in words(app)
    finally:
        forward_pass.trained.cache_clear()
