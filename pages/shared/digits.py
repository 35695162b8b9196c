"""The handwritten digits that the training lessons train on, read once; nobody writes into them."""

from __future__ import annotations

from functools import cache

from cnnlib.data.datasets import LabelledImages, digits, split
from pages.frame.assets import ASSETS

DIGITS = ASSETS / "data" / "digits.npz"
UNKNOWN = "?"  # what the words say in the place of a number that is still to be measured


@cache
def parts() -> tuple[LabelledImages, LabelledImages]:
    """(four fifths to train on, the rest held out) of the 1,797."""
    return split(digits(DIGITS), seed=0)
