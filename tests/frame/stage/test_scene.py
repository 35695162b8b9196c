"""A scene packed into bytes and taken apart again here: every number exact, every typed array aligned."""

import json
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pages.frame.stage.scene import SMALL, Grid, Scene, pack

TYPES = {"i1": np.int8, "u1": np.uint8, "i2": np.int16, "i4": np.int32, "f4": np.float32, "f8": np.float64}


def unpack(packed: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """The head and the arrays, by the format's description and not by its code."""
    kind, rest = packed[:4], packed[4:]
    raw = {b"raw ": bytes, b"zlib": zlib.decompress}[kind](rest)
    assert (kind == b"raw ") == (len(raw) < SMALL)
    length = int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4 : 4 + length])
    found = {}
    for entry in head["arrays"]:
        kind = np.dtype(TYPES[entry["type"]]).newbyteorder("<")
        start = 4 + length + entry["at"]
        assert start % kind.itemsize == 0, "a typed array in the browser must begin at a multiple of its item"
        count = int(np.prod(entry["shape"]))
        found[entry["name"]] = np.frombuffer(raw, kind, count, start).reshape(entry["shape"])
    return head, found


def scene(values: np.ndarray, **facts) -> Scene:
    grid = Grid("input", "input", values, (1,) * len(values))
    taps = np.arange(6).reshape(2, 3)
    return Scene(view="grids", grids=(grid,), arrays={"rows": taps, "columns": taps - 1}, facts=facts)


@given(arrays.arrays(np.int64, st.tuples(*[st.integers(1, 4)] * 3), elements=st.integers(-(2**40), 2**40)))
def test_whole_numbers_come_back_exactly(values):
    _, found = unpack(pack(scene(values)))
    assert np.array_equal(found["grid.input"], values)


@given(arrays.arrays(np.float64, (2, 3, 3), elements=st.floats(-1e6, 1e6)))
def test_fractions_come_back_exactly(values):
    _, found = unpack(pack(scene(values)))
    assert np.array_equal(found["grid.input"], values)


def test_single_precision_stays_single():
    values = np.array([[[0.1, 2.5]]], np.float32)
    head, found = unpack(pack(scene(values)))
    assert head["arrays"][0]["type"] == "f4" and np.array_equal(found["grid.input"], values)


@pytest.mark.parametrize(
    ("largest", "kind"),
    [(127, "i1"), (128, "u1"), (256, "i2"), (-128, "i1"), (-129, "i2"), (32768, "i4"), (2**31, "f8")],
)
def test_the_narrowest_type_is_sent(largest, kind):
    head, _ = unpack(pack(scene(np.full((1, 2, 2), largest))))
    assert head["arrays"][0]["type"] == kind


def test_taps_state_and_words_travel_along():
    packed = pack(
        scene(
            np.zeros((1, 1, 1)), padding=2, dropped=1, firstChannels=(0, 2), biases=(1, -1), labels={"input": "输入"}
        ),
        epoch="7",
        hand={"pos": None, "edits": {"input": (((0, 1, 2), 5.0),)}},
    )
    head, found = unpack(packed)
    assert found["rows"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert found["columns"].tolist() == [[-1, 0, 1], [2, 3, 4]]
    assert (head["padding"], head["dropped"], head["firstChannels"], head["biases"]) == (2, 1, [0, 2], [1, -1])
    assert head["labels"] == {"input": "输入"}
    assert head["epoch"] == "7" and head["hand"] == {"pos": None, "edits": {"input": [[[0, 1, 2], 5.0]]}}


def test_the_same_scene_is_the_same_bytes():
    """Streamlit sends nothing, and the stage redraws nothing, when the data is equal."""
    values = np.arange(12).reshape(1, 3, 4)
    assert pack(scene(values), epoch="1") == pack(scene(values.copy()), epoch="1")
    assert pack(scene(values), epoch="1") != pack(scene(values), epoch="2")
