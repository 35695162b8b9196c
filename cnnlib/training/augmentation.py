"""More images out of few: the same ones mirrored, or moved a little, drawn anew each time they are used.

A cat mirrored is a cat, and a cat two pixels further left is one too; so a network sees hardly any image twice.
Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, NIPS 2012, section 4.1.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnlib.ops.im2col import pad


def flip(x: np.ndarray, which: np.ndarray) -> np.ndarray:
    """Images x (N, D, H, W) with left and right changed over where `which` (N,) is true."""
    return np.where(which[:, None, None, None], x[..., ::-1], x)


def shift(x: np.ndarray, down: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Image n of x (N, D, H, W) moved by down[n] and right[n] pixels, whole and of either sign; zeros come in."""
    N, _, H, W = x.shape
    far = int(max(np.abs(down).max(), np.abs(right).max()))
    places = sliding_window_view(pad(x, far), (H, W), axis=(2, 3))  # (N, D, rows, columns, H, W), nothing copied
    return places[np.arange(N), :, far - down, far - right]


def flips_and_shifts(x: np.ndarray, rng: np.random.Generator, far: int = 2) -> np.ndarray:
    """Each image mirrored or not by a coin, then moved by -far to far pixels on either axis."""
    N = len(x)
    down, right = rng.integers(-far, far + 1, (2, N))
    return shift(flip(x, rng.random(N) < 0.5), down, right)
