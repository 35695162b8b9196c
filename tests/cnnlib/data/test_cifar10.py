"""CIFAR-10's files: read as they are published, and files that lie do no harm."""

import io
import os
import pickle
import struct

import numpy as np
import pytest

from cnnlib.data.cifar10 import CLASSES, cifar10
from cnnlib.errors import InvalidSetting


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
