"""The command from end to end on a few pictures made here, and its refusals."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnlib import train_cifar10
from cnnlib.network.cifar_net import load_trained
from cnnlib.training.loop import train

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    """Two classes that a glance tells apart, five pictures each to train on and three to test on."""
    rng = np.random.default_rng(0)
    for part, count in (("train", 5), ("test", 3)):
        for name, light in (("day", 200), ("night", 40)):
            place = tmp_path / "data" / part / name
            place.mkdir(parents=True)
            for i in range(count):
                values = (light + rng.integers(-20, 20, (32, 32, 3))).astype(np.uint8)
                Image.fromarray(values).save(place / f"{i}.jpg")
    return tmp_path


def command(folder, *words):
    """Run it; that the file ends in .npz need not be said."""
    return train_cifar10.main([str(folder / "data"), "--to", str(folder / "w/net"), *words])


def test_it_trains_writes_and_finds_the_same_again(folder, capsys, monkeypatch):
    monkeypatch.setattr(train_cifar10, "BATCH", 4)  # three steps an epoch
    assert command(folder, "--epochs", "2", "--seed", "3") == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said[:2]] == ["epoch 1", "epoch 2"]
    assert re.fullmatch(r"\d of 6 test pictures right: \d+\.\d\d%", said[2])
    assert sorted(path.name for path in (folder / "w").iterdir()) == ["net.json", "net.npz"]
    trained = load_trained(folder / "w/net.npz")
    record = trained.record
    assert trained.classes == ("day", "night") and trained.confusion.sum(axis=1).tolist() == [3, 3]
    assert (record["epochs"], record["seed"], record["training_pictures"], record["test_pictures"]) == (2, 3, 10, 6)
    assert record["accuracy"] == record["right"] / 6 and len(record["history"]) == 2
    assert "JPEG copies are slightly lossy" in record["data"]
    assert command(folder, "--evaluate") == 0
    counted, verdict = capsys.readouterr().out.splitlines()
    assert counted == said[2] and verdict.startswith("All 4 counts are those of")


def test_another_count_in_the_record_is_status_1(folder, capsys):
    command(folder, "--epochs", "1")
    path = folder / "w/net.json"
    record = json.loads(path.read_text())
    moved = (np.array(record["confusion"]) + [[-1, 1], [0, 0]]) % 4  # day to night, or the other way round
    record |= {"confusion": moved.tolist(), "right": int(moved.trace()), "test_pictures": int(moved.sum())}
    path.write_text(json.dumps(record))
    capsys.readouterr()
    assert command(folder, "--evaluate") == 1
    assert "says otherwise" in capsys.readouterr().out


@pytest.fixture
def cut_off(folder, monkeypatch):
    """A training of three epochs, of which two were made."""

    def cut_off(*args, **kwargs):
        for record in train(*args, **kwargs):
            yield record
            if record.kind == "epoch" and record.epoch == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(train_cifar10, "train", cut_off)
    with pytest.raises(KeyboardInterrupt):
        command(folder, "--epochs", "3")
    monkeypatch.undo()
    return folder / "w/net.unfinished.npz"


def test_a_training_cut_off_is_taken_up_to_the_same_weights(folder, cut_off, capsys):
    kept = cut_off.read_bytes()
    cut_off.unlink()
    command(folder, "--epochs", "3")
    whole = load_trained(folder / "w/net.npz")
    cut_off.write_bytes(kept)
    capsys.readouterr()
    assert command(folder, "--epochs", "3") == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()[:-1]] == ["epoch 3"]
    again = load_trained(folder / "w/net.npz")
    assert all(np.array_equal(again.params[name], w) for name, w in whole.params.items())
    assert again.record | {"minutes": 0} == whole.record | {"minutes": 0}
    assert not cut_off.exists()


def test_taken_up_with_other_epochs_the_record_says_what_was_planned(folder, cut_off):
    assert command(folder, "--epochs", "5") == 0
    record = load_trained(folder / "w/net.npz").record
    assert record["epochs"] == 5 and [line["planned"] for line in record["history"]] == [3, 3, 5, 5, 5]


@pytest.mark.parametrize("words", [["--epochs", "3", "--seed", "1"], ["--epochs", "1"]])
def test_another_training_is_not_taken_up(folder, cut_off, words, capsys):
    assert command(folder, *words) == 2
    assert "other settings: remove it" in capsys.readouterr().err and cut_off.is_file()


@pytest.mark.parametrize(
    ("there", "why"), [((), "is empty"), (("data/",), "holds other files"), (("cifar-100-python/",), "holds CIFAR-100")]
)
def test_a_folder_of_something_else_is_told_from_an_empty_one(tmp_path, there, why, capsys):
    folder = tmp_path / "data set"
    folder.mkdir()
    for name in there:
        (folder / name).mkdir()
    assert train_cifar10.main([str(folder), "--to", str(tmp_path / "w.npz")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"no CIFAR-10 in {folder}: it {why}; needs data_batch_1") and said.count("\n") == 1


@pytest.mark.parametrize("words", [["--epochs", "0"], ["--seed", "-1"]])
def test_a_count_that_cannot_be_is_a_sentence_and_status_2(folder, words, capsys):
    assert command(folder, *words) == 2
    assert "needs a whole number >= " in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--evaluate"], []])
def test_what_is_missing_is_a_sentence_and_status_2(tmp_path, words, capsys):
    assert train_cifar10.main([str(tmp_path), "--to", str(tmp_path / "w.npz"), *words]) == 2
    trouble = capsys.readouterr().err
    assert trouble.count("\n") == 1 and str(tmp_path) in trouble


def test_the_classes_of_both_parts_are_the_same(folder, capsys):
    (folder / "data/test/night").rename(folder / "data/test/dusk")
    assert command(folder) == 2
    assert "the same classes" in capsys.readouterr().err


def test_it_runs_as_a_module():
    ran = subprocess.run(
        [sys.executable, "-m", "cnnlib.train_cifar10", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--evaluate" in ran.stdout and train_cifar10.WEIGHTS in ran.stdout
