"""Data sets: the shipped digits are what they say, and what is held out is never trained on."""

from pathlib import Path

import numpy as np
import pytest

from cnnlib.data.datasets import LabelledImages, digits, split
from cnnlib.errors import InvalidSetting

DIGITS = Path(__file__).parents[3] / "assets/data/digits.npz"


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
