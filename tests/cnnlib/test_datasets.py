"""Data sets: the shipped digits are what they say, and files that lie do no harm."""

import io
import os
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnlib.data.cifar10 import CLASSES, cifar10
from cnnlib.data.datasets import LabelledImages, digits, split
from cnnlib.data.images import class_folders
from cnnlib.errors import InvalidSetting

DIGITS = Path(__file__).parents[2] / "assets/data/digits.npz"


# ---- digits


def test_the_digits_are_those_of_uci():
    """Counts as in the description of the data; the first picture of the file, a zero, by eye."""
    data = digits(DIGITS)
    assert data.x.shape == (1797, 1, 8, 8) and data.x.dtype == np.float32 and len(data) == 1797
    assert np.bincount(data.y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (data.x.min(), data.x.max()) == (0, 1) and data.classes == tuple("0123456789")
    first = [
        [0, 0, 5, 13, 9, 1, 0, 0],
        [0, 0, 13, 15, 10, 15, 5, 0],
        [0, 3, 15, 2, 0, 11, 8, 0],
        [0, 4, 12, 0, 0, 8, 8, 0],
        [0, 5, 8, 0, 0, 9, 8, 0],
        [0, 4, 11, 0, 1, 12, 7, 0],
        [0, 2, 14, 5, 10, 12, 0, 0],
        [0, 0, 6, 13, 10, 0, 0, 0],
    ]
    assert data.y[0] == 0 and (data.x[0, 0] * 16).tolist() == first


def test_the_origin_and_terms_of_each_file_are_told():
    told = (DIGITS.parent / "README.md").read_text(encoding="utf-8")
    for path in DIGITS.parent.iterdir():
        assert path.suffix == ".md" or f"`{path.name}`" in told
    assert "CC BY 4.0" in told and DIGITS.stat().st_size < 50_000


def test_held_out_pictures_are_never_in_training():
    data = digits(DIGITS)
    numbered = LabelledImages(np.arange(len(data)), data.y, data.classes)
    train, held_out = split(numbered, seed=3)
    assert (len(train), len(held_out)) == (1797 - 359, 359)  # a fifth of 1797 is 359.4
    assert np.array_equal(np.sort(np.concatenate([train.x, held_out.x])), np.arange(1797))
    assert np.array_equal(train.y, data.y[train.x]) and train.classes == data.classes
    again, other = split(numbered, seed=3)[0], split(numbered, seed=4)[0]
    assert np.array_equal(again.x, train.x) and not np.array_equal(other.x, train.x)
    assert len(split(numbered, 0, held_out=0.5)[1]) == 898
    assert len(split(numbered.subset(slice(0, 5)), 0)[1]) == 1


@pytest.mark.parametrize("part", [0, 1, 1.5, -0.1, 0.0001])
def test_both_sides_of_a_split_hold_something(part):
    with pytest.raises(InvalidSetting, match="at least one on either side") as caught:
        split(digits(DIGITS), 0, held_out=part)
    assert caught.value.key == "data-split" and caught.value.repairs == ({"held_out": 0.2},)


def test_absent_digits_are_told(tmp_path):
    with pytest.raises(InvalidSetting, match="no digits at .*digits.npz") as caught:
        digits(tmp_path / "digits.npz")
    assert caught.value.key == "data-absent"


# ---- folders of pictures


def save(path: Path, colour, size=(10, 12)):
    path.parent.mkdir(exist_ok=True)
    Image.new("L" if isinstance(colour, int) else "RGB", size, colour).save(path)


def test_each_folder_is_a_class(tmp_path):
    save(tmp_path / "red" / "b.png", (255, 0, 0))
    save(tmp_path / "red" / "a.JPG", (250, 0, 0))
    save(tmp_path / "grey" / "x.webp", 51)
    (tmp_path / "red" / "notes.txt").write_text("not a picture")
    (tmp_path / "stray.png").write_bytes(b"not in a folder")
    data = class_folders(tmp_path, 8)
    assert data.classes == ("grey", "red") and data.y.tolist() == [0, 1, 1] and data.x.shape == (3, 3, 8, 8)
    assert np.allclose(data.x[0], 0.2, atol=0.01)
    assert np.allclose(data.x[2], np.reshape([1, 0, 0], (3, 1, 1)))
    assert data.x[1, 0, 0, 0] < 0.99  # a before b
    grey = class_folders(tmp_path, 8, grey=True).x
    assert grey.shape == (3, 1, 8, 8) and np.allclose(grey[2], 0.299)


def test_an_empty_folder_and_a_broken_picture_are_told(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(InvalidSetting, match="needs a folder for each class") as caught:
            class_folders(folder, 8)
        assert caught.value.key == "data-absent"
    save(tmp_path / "a" / "x.png", 9)
    (tmp_path / "a" / "y.png").write_bytes((tmp_path / "a" / "x.png").read_bytes()[:50])
    with pytest.raises(InvalidSetting, match=r"y\.png: the picture is damaged") as caught:
        class_folders(tmp_path, 8)
    assert caught.value.key == "image-damaged"


# ---- CIFAR-10


def batch(seed: int, count: int = 3):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (count, 3072), np.uint8), rng.integers(0, 10, count)


def as_python2(values, labels) -> bytes:
    """A batch as Python 2 and its numpy wrote it, opcode by opcode, as the published files are."""

    def text(s):
        return b"U" + bytes([len(s)]) + s

    data = values.tobytes()
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + text(b"b") + b"\x87R"
        b"(K\x01K" + bytes([len(labels)]) + b"M\x00\x0c\x86cnumpy\ndtype\n" + text(b"u1") + b"K\x00K\x01\x87R"
        b"(K\x03"
        + text(b"|")
        + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89T"
        + struct.pack("<I", len(data))
        + data
        + b"tb"
    )
    numbers = b"](" + b"".join(b"K" + bytes([label]) for label in labels) + b"e"
    return b"\x80\x02}(" + text(b"data") + array + text(b"labels") + numbers + b"u."


def as_python3(values, labels) -> bytes:
    return pickle.dumps({b"data": values, b"labels": labels.tolist(), b"batch_label": b"1 of 5"}, protocol=2)


def as_columns(values, labels) -> bytes:
    return as_python3(np.asfortranarray(values), labels)


def as_binary(values, labels) -> bytes:
    return np.column_stack([labels.astype(np.uint8), values]).tobytes()


@pytest.mark.parametrize("written", [as_python2, as_python3, as_columns, as_binary])
def test_cifar10_is_read_as_it_is_published(tmp_path, written):
    ending = ".bin" if written is as_binary else ""
    for name, seed in (("data_batch_1", 1), ("data_batch_3", 3), ("test_batch", 9)):
        (tmp_path / (name + ending)).write_bytes(written(*batch(seed)))
    train, test = cifar10(tmp_path)
    (v1, y1), (v3, y3), (v9, y9) = batch(1), batch(3), batch(9)
    assert train.x.shape == (6, 3, 32, 32) and train.x.dtype == np.float32 and train.classes == CLASSES
    assert train.y.tolist() == [*y1, *y3] and test.y.tolist() == [*y9]
    assert train.x[4, 1, 2, 3] == np.float32(v3[1, 1024 + 2 * 32 + 3]) / np.float32(255)
    assert np.array_equal(test.x.reshape(3, 3072), v9.astype(np.float32) / 255)
    assert v1.shape == (3, 3072)


@pytest.mark.parametrize("present", [(), ("data_batch_1",), ("test_batch",)])
def test_absent_cifar10_is_told(tmp_path, present):
    for name in present:
        (tmp_path / name).write_bytes(as_python3(*batch(0)))
    with pytest.raises(InvalidSetting, match="no CIFAR-10 in .*: needs data_batch_1 to data_batch_5") as caught:
        cifar10(tmp_path)
    assert caught.value.key == "data-absent"


class Evil:
    def __reduce__(self):
        return os.system, ("touch harmed",)


@pytest.mark.parametrize("attack", [Evil(), {b"data": Evil(), b"labels": []}, [np.dtype("O")], os.getcwd, 5])
def test_a_pickle_can_only_hold_a_batch(tmp_path, monkeypatch, attack):
    monkeypatch.chdir(tmp_path)
    for name in ("data_batch_1", "test_batch"):
        (tmp_path / name).write_bytes(pickle.dumps(attack, protocol=2))
    with pytest.raises(InvalidSetting, match="is no CIFAR-10 batch") as caught:
        cifar10(tmp_path)
    assert caught.value.key == "data-damaged" and not (tmp_path / "harmed").exists()


@pytest.mark.parametrize(
    "content",
    [
        as_binary(*batch(0))[:-1],
        b"",
        as_binary(batch(0)[0], np.array([0, 1, 10])),
    ],
)
def test_a_binary_file_of_another_size_or_label_is_told(tmp_path, content):
    for name in ("data_batch_1.bin", "test_batch.bin"):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidSetting, match="data_batch_1.bin is no CIFAR-10 batch") as caught:
        cifar10(tmp_path)
    assert caught.value.key == "data-damaged"


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (np.zeros((3, 3072), np.float32), np.array([0, 1, 2])),
        (np.zeros((3, 3072), np.int8), np.array([0, 1, 2])),
        (np.zeros((3, 3071), np.uint8), np.array([0, 1, 2])),
        (np.zeros((2, 3072), np.uint8), np.array([0, 1, 2])),
        (np.zeros((3, 3072), np.uint8), np.array([0, -1, 2])),
        (np.zeros(3, object), np.array([0, 1, 2])),
    ],
)
def test_a_python_file_of_other_arrays_is_told(tmp_path, values, labels):
    for name in ("data_batch_2", "test_batch"):
        (tmp_path / name).write_bytes(as_python3(values, labels))
    with pytest.raises(InvalidSetting, match="is no CIFAR-10 batch"):
        cifar10(tmp_path)


def test_a_cut_pickle_is_told(tmp_path):
    whole = as_python2(*batch(0))
    assert pickle.load(io.BytesIO(whole), encoding="bytes")[b"data"].shape == (3, 3072)  # numpy reads it too
    for name in ("data_batch_1", "test_batch"):
        (tmp_path / name).write_bytes(whole[:-500])
    with pytest.raises(InvalidSetting, match="is no CIFAR-10 batch"):
        cifar10(tmp_path)
