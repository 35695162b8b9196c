"""A training kept in a file goes on to the same numbers."""

import numpy as np
import pytest

from cnnlib.data.datasets import LabelledImages
from cnnlib.errors import InvalidSetting
from cnnlib.network.network import parse
from cnnlib.training.checkpoint import load_progress, save_progress
from cnnlib.training.loop import train

NETWORK = parse("INPUT 4x4x1 - CONV 2 F3 - RELU - FC 3")
RNG = np.random.default_rng(0)
DATA = LabelledImages(RNG.random((10, 1, 4, 4), np.float32), RNG.integers(0, 3, 10), ("a", "b", "c"))
HOW = {"batch_size": 4, "learning_rate": 0.1, "epochs": 3, "seed": 1}


def numbers(records):
    return [(r.kind, r.step, r.loss, r.accuracy, {name: w.tobytes() for name, w in r.params.items()}) for r in records]


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_training_goes_on_from_the_file_to_the_last_bit(optimizer, tmp_path):
    records = list(train(NETWORK, DATA, optimizer=optimizer, **HOW))
    for i, record in enumerate(records):
        save_progress(tmp_path / "kept.npz", record.progress, {"epoch": record.epoch})
        progress, notes = load_progress(tmp_path / "kept.npz")
        assert notes == {"epoch": record.epoch} and progress.seconds == record.seconds
        rest = train(NETWORK, DATA, optimizer=optimizer, progress=progress, **HOW)
        assert numbers(rest) == numbers(records[i + 1 :])
    assert [path.name for path in tmp_path.iterdir()] == ["kept.npz"]


@pytest.mark.parametrize("cut", [0, 1, 100, -30])
def test_a_damaged_file_is_a_sentence(cut, tmp_path):
    path = tmp_path / "kept.npz"
    save_progress(path, next(train(NETWORK, DATA, **HOW)).progress)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InvalidSetting, match="no progress of a training"):
        load_progress(path)


def test_an_absent_file_and_one_of_something_else(tmp_path):
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    for name in ("none.npz", "other.npz"):
        with pytest.raises(InvalidSetting) as error:
            load_progress(tmp_path / name)
        assert error.value.key == "progress-file"
