"""CIFAR-10's files: read as they are published, and files that lie do no harm."""

import io
import os
import pickle
import struct

import numpy as np
import pytest

from cnnlib.data.cifar10 import CLASSES, cifar10
from cnnlib.errors import InvalidSetting

FILES = ("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch")


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
    for seed, name in enumerate(FILES):
        (tmp_path / (name + ending)).write_bytes(written(*batch(seed)))
    train, test = cifar10(tmp_path)
    (v1, y1), (v9, y9) = batch(1), batch(5)
    assert train.x.shape == (15, 3, 32, 32) and train.x.dtype == np.float32 and train.classes == CLASSES
    assert train.y.tolist() == [label for seed in range(5) for label in batch(seed)[1]] and test.y.tolist() == [*y9]
    assert train.x[4, 1, 2, 3] == np.float32(v1[1, 1024 + 2 * 32 + 3]) / np.float32(255) and train.y[4] == y1[1]
    assert np.array_equal(test.x.reshape(3, 3072), v9.astype(np.float32) / 255)
    assert v1.shape == (3, 3072)


@pytest.mark.parametrize("inside", ["cifar-10-batches-py", "cifar-10-batches-bin"])
def test_the_folder_around_it_is_enough(tmp_path, inside):
    """As torchvision lays it down: the root holds the folder, beside the archive and other data sets."""
    (tmp_path / inside).mkdir(), (tmp_path / "cifar-100-python").mkdir()
    (tmp_path / "cifar-10-python.tar.gz").write_bytes(b"")
    for name in FILES:
        file = tmp_path / inside / (name + (".bin" if inside.endswith("bin") else ""))
        file.write_bytes((as_binary if inside.endswith("bin") else as_python3)(*batch(7)))
    train, test = cifar10(tmp_path)
    assert (len(train), len(test)) == (15, 3)


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (None, "does not exist; needs data_batch_1"),
        ((), "is empty; needs data_batch_1"),
        (("notes.txt",), "holds other files; needs"),
        (("train", "test", "meta"), "holds CIFAR-100; needs"),
        (("train.bin", "test.bin"), "holds CIFAR-100; needs"),
        (("cifar-100-python/",), "holds CIFAR-100; needs"),
        (FILES[:1], "lacks data_batch_2, data_batch_3, data_batch_4, data_batch_5, test_batch; needs"),
        (("test_batch",), "lacks data_batch_1, "),
        ([name for name in FILES if name != "data_batch_4"], "lacks data_batch_4; needs"),
        (("cifar-10-batches-py/",), "cifar-10-batches-py: it is empty; needs"),
    ],
)
def test_what_is_missing_is_named(tmp_path, there, why):
    folder = tmp_path / "data"
    for name in there if there is not None else ():
        (folder / name).mkdir(parents=True) if name.endswith("/") else folder.mkdir(exist_ok=True)
        (folder / name).is_dir() or (folder / name).write_bytes(as_python3(*batch(0)))
    folder.mkdir() if there == () else None
    with pytest.raises(InvalidSetting, match=f"no CIFAR-10 in .*data.*{why}") as caught:
        cifar10(folder)
    assert caught.value.key == "data-absent" and "test_batch, of the python version" in str(caught.value)


def test_an_archive_is_told_to_be_unpacked(tmp_path):
    (tmp_path / "cifar-10-python.tar.gz").write_bytes(b"x")
    with pytest.raises(InvalidSetting, match="it is a file .an archive is to be unpacked first"):
        cifar10(tmp_path / "cifar-10-python.tar.gz")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"data": batch(0)[0], "labels": [0, 1, 2]}, "its keys are text, needs bytes"),
        (
            {b"data": batch(0)[0], b"fine_labels": [0, 1, 2], b"coarse_labels": [0, 0, 0]},
            "of CIFAR-100, needs one of CIFAR-10",
        ),
        ({b"data": batch(0)[0]}, "has no b'labels'"),
        ([1, 2], "needs a dictionary"),
    ],
)
def test_another_pickle_is_told_what_it_lacks(tmp_path, content, why):
    for name in FILES:
        (tmp_path / name).write_bytes(pickle.dumps(content, protocol=2))
    with pytest.raises(InvalidSetting, match=f"data_batch_1 is no CIFAR-10 batch: .*{why}"):
        cifar10(tmp_path)


class Evil:
    def __reduce__(self):
        return os.system, ("touch harmed",)


@pytest.mark.parametrize("attack", [Evil(), {b"data": Evil(), b"labels": []}, [np.dtype("O")], os.getcwd, 5])
def test_a_pickle_can_only_hold_a_batch(tmp_path, monkeypatch, attack):
    monkeypatch.chdir(tmp_path)
    for name in FILES:
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
    for name in FILES:
        (tmp_path / f"{name}.bin").write_bytes(content)
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
    for name in FILES:
        (tmp_path / name).write_bytes(as_python3(values, labels))
    with pytest.raises(InvalidSetting, match="is no CIFAR-10 batch"):
        cifar10(tmp_path)


def test_a_cut_pickle_is_told(tmp_path):
    whole = as_python2(*batch(0))
    assert pickle.load(io.BytesIO(whole), encoding="bytes")[b"data"].shape == (3, 3072)  # numpy reads it too
    for name in FILES:
        (tmp_path / name).write_bytes(whole[:-500])
    with pytest.raises(InvalidSetting, match="is no CIFAR-10 batch"):
        cifar10(tmp_path)
