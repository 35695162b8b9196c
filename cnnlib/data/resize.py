"""An image made small by averaging areas: each new pixel is the mean of all that it covers."""

import numpy as np


def centre_square(image: np.ndarray) -> np.ndarray:
    """The largest square about the middle of an image (..., H, W), a view."""
    H, W = image.shape[-2:]
    side = min(H, W)
    top, left = (H - side) // 2, (W - side) // 2
    return image[..., top : top + side, left : left + side]


def shares(old: int, new: int) -> np.ndarray:
    """(new, old): how much of each of `old` cells in a row goes into each of `new` that cover the same length.

    A cell half covered counts half; every row has the sum 1.
    """
    left, right = (np.arange(new) + end for end in (0, 1))  # of the new cells, in new cells
    ends = np.arange(old + 1) * (new / old)  # of the old cells, in new cells
    overlap = np.minimum(right[:, None], ends[1:]) - np.maximum(left[:, None], ends[:-1])
    return overlap.clip(0)


def area_average(image: np.ndarray, size: int) -> np.ndarray:
    """An image (..., H, W) as (..., size, size), of its own kind of numbers where that is a float."""
    H, W = image.shape[-2:]
    small = shares(H, size) @ image @ shares(W, size).T
    return small.astype(np.result_type(image, np.float32), copy=False)
