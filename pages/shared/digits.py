"""The handwritten digits, read once; nobody writes into them."""

from __future__ import annotations

from functools import cache

from cnnlib.data import datasets
from cnnlib.data.datasets import LabelledImages
from pages.frame.assets import ASSETS

LEVELS = 16  # of their grey: the file's whole numbers are 0 to 16, and x is over that
UNKNOWN = "?"  # what the words say in the place of a number that is still to be measured


@cache
def all_digits() -> LabelledImages:
    """All 1,797 of them."""
    return datasets.digits(ASSETS / "data" / "digits.npz")


@cache
def training_and_held_out() -> tuple[LabelledImages, LabelledImages]:
    """Four fifths to train on, the rest held out."""
    return datasets.split(all_digits(), seed=0)


def training_digits() -> LabelledImages:
    """Those that are trained on."""
    return training_and_held_out()[0]


def held_out_digits() -> LabelledImages:
    """Those that are never trained on."""
    return training_and_held_out()[1]
