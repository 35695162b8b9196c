"""The handwritten digits, read once; nobody writes into them."""

from __future__ import annotations

from functools import cache

from cnnlib.data import datasets
from cnnlib.data.datasets import LabelledImages
from pages.frame.assets import ASSETS

LEVELS = 16  # of their grey: the file's whole numbers are 0 to 16, and x is over that
UNKNOWN = "?"  # what the words say in the place of a number that is still to be measured


@cache
def everything() -> LabelledImages:
    """All 1,797."""
    return datasets.digits(ASSETS / "data" / "digits.npz")


@cache
def parts() -> tuple[LabelledImages, LabelledImages]:
    """Four fifths to train on, the rest held out."""
    return datasets.split(everything(), seed=0)
