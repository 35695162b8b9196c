"""The trained network that is shipped: its record adds up and is its own; damage is a sentence."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from cnnlib.data.cifar10 import CLASSES
from cnnlib.data.images import open_square
from cnnlib.errors import InvalidSetting
from cnnlib.network.cifar_net import image_shown, load_trained, normalise, prepare, record_path
from cnnlib.network.zoo import cifar10_trained

ASSETS = Path(__file__).parents[3] / "assets"
WEIGHTS = ASSETS / "weights/cifar10.npz"


# ---- what is shipped


def test_the_record_adds_up_and_is_that_of_the_weights():
    trained = load_trained(WEIGHTS)
    record, counts = trained.record, trained.confusion
    assert trained.network == cifar10_trained() and record["network"] == str(trained.network)
    assert record["parameters"] == sum(w.size for w in trained.params.values()) == 81_258
    assert counts.sum() == record["test_pictures"] == 10_000 and (counts.sum(axis=1) == 1000).all()
    assert counts.trace() == record["right"] and record["accuracy"] == record["right"] / 10_000 >= 0.78
    assert record["class_accuracy"] == pytest.approx((counts.diagonal() / 1000).tolist())
    assert trained.classes == CLASSES
    assert len(record["history"]) == record["epochs"] and record["training_pictures"] == 50_000
    assert record["command"].startswith("python -m cnnlib.train_cifar10 DATA --to assets/weights/cifar10.npz ")
    assert f"--seed {record['seed']}" in record["command"] and f"--epochs {record['epochs']} " in record["command"]


def test_the_files_are_light_and_their_origin_is_told():
    told = (WEIGHTS.parent / "README.md").read_text(encoding="utf-8")
    kept = [path for path in WEIGHTS.parent.iterdir() if ".unfinished" not in path.name]
    assert sum(path.stat().st_size for path in kept) < 400_000
    assert all(path.suffix == ".md" or f"| `{path.name}` |" in told for path in kept)


def test_what_is_told_beside_the_weights_is_what_the_record_says():
    told, record = (WEIGHTS.parent / "README.md").read_text(encoding="utf-8"), load_trained(WEIGHTS).record
    right = f"{record['right']:,} of {record['test_pictures']:,}, {100 * record['accuracy']:.2f} %"
    for what, value in (
        ("command", f"`{record['command']}`"),
        ("seed", record["seed"]),
        ("epochs", record["epochs"]),
        ("minutes", record["minutes"]),
        ("test pictures right", right),
    ):
        assert f"\n| {what} | {value} " in told, what


def test_the_weights_are_learned_ones():
    """The cat is taken for an animal at least: no more is asked of a picture that is not the data set's."""
    trained = load_trained(WEIGHTS)
    scores = trained.network.forward(trained.params, prepare(open_square(ASSETS / "images/cat.jpg")))
    assert trained.classes[scores[0].argmax()] in {"bird", "cat", "deer", "dog", "frog", "horse"}


# ---- what the network is fed


def test_values_are_turned_about_the_middle():
    assert normalise(np.array([0, 0.25, 0.5, 1])).tolist() == [-2, -1, 0, 2]
    assert normalise(np.zeros(2, np.float32)).dtype == np.float32


def test_any_picture_becomes_what_the_network_takes():
    rng = np.random.default_rng(0)
    wide = rng.random((3, 64, 100), np.float32)
    shown = image_shown(wide)
    expected = wide[:, :, 18:82].reshape(3, 32, 2, 32, 2).mean(axis=(2, 4))
    np.testing.assert_allclose(shown, expected, rtol=1e-5)
    np.testing.assert_allclose(prepare(wide)[0], (expected - 0.5) / 0.25, rtol=1e-4, atol=1e-5)
    assert shown.dtype == prepare(wide).dtype == np.float32 and prepare(wide).shape == (1, 3, 32, 32)


def test_a_grey_picture_fills_all_three_channels():
    grey = np.random.default_rng(0).random((1, 32, 32))
    assert (image_shown(grey) == grey.astype(np.float32)).all() and image_shown(grey).shape == (3, 32, 32)


# ---- damage


@pytest.fixture
def copy(tmp_path):
    for path in (WEIGHTS, record_path(WEIGHTS)):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / WEIGHTS.name


def key_of(path) -> str:
    with pytest.raises(InvalidSetting) as error:
        load_trained(path)
    return error.value.key


def test_weights_that_are_missing_or_damaged(copy):
    whole = copy.read_bytes()
    for cut in (0, 10, len(whole) // 2, len(whole) - 40):
        copy.write_bytes(whole[:cut])
        assert key_of(copy) == "weights-file"
    copy.unlink()
    assert key_of(copy) == "weights-file"


def test_no_flipped_byte_is_worse_than_a_sentence(copy):
    """Wherever a byte is wrong: the file is refused, or, where it does not matter, it is as it was."""
    whole, right = copy.read_bytes(), load_trained(copy).params
    for place in range(0, len(whole), len(whole) // 150):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            found = load_trained(copy).params
        except InvalidSetting as trouble:
            assert trouble.key in ("weights-file", "weights-shape")
        else:
            assert all(np.array_equal(found[name], w) for name, w in right.items())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"network": "INPUT 32x32x3 - FC 10"}, "another network"),
        ({"parameters": 1}, "another number of parameters"),
        ({"right": 1}, "do not add up"),
        ({"test_pictures": 9_999}, "do not add up"),
        ({"confusion": [[1.5]]}, "a count for each two"),
        ({"confusion": [[1], [2, 3]]}, "no record"),
        ({"classes": ["cat"]}, "needs 10 classes"),
        ({"classes": 3}, "no record"),
        ({"epochs": None}, "lacks epochs"),
    ],
)
def test_a_record_of_something_else(copy, change, why):
    record = json.loads(record_path(copy).read_text(encoding="utf-8")) | change
    record_path(copy).write_text(json.dumps({k: v for k, v in record.items() if v is not None}), encoding="utf-8")
    with pytest.raises(InvalidSetting, match=why) as error:
        load_trained(copy)
    assert error.value.key == "weights-record"


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "\xff"])
def test_a_record_that_is_none(copy, text):
    record_path(copy).write_bytes(text.encode("latin1"))
    assert key_of(copy) == "weights-record"
    record_path(copy).unlink()
    assert key_of(copy) == "weights-record"
