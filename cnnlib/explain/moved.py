"""A picture moved by some columns, and which numbers of a map are others after it."""

from __future__ import annotations

import numpy as np

from cnnlib.checks import numbers, of_shape, whole_number

CLOSE = 1e-9  # what the order of adding up may change


def moved_right(image: np.ndarray, by: int) -> np.ndarray:
    """The image (H, W), or several (..., H, W), moved by so many columns; the first one is repeated at the left.

    Raises:
        InvalidSetting: no array of numbers, or `by` no whole number of 0 to W.
    """
    image = numbers("image", image)
    by = whole_number("by", by, 0, image.shape[-1])
    ends = [(0, 0)] * (image.ndim - 1)
    return np.pad(image, (*ends, (by, 0)), mode="edge")[..., : image.shape[-1]]


def differing(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Of two maps of one shape: where the second holds another number (bool)."""
    before = numbers("before", before)
    return ~np.isclose(before, of_shape("after", after, before.shape), rtol=CLOSE, atol=CLOSE)
