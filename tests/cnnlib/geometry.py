"""Small inputs and filters drawn by hypothesis: every stride, padding, dilation, group, batch and rectangle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st


@dataclass(frozen=True)
class Case:
    """An input (N, C, H, W), filters (K, C/groups, Fh, Fw), biases (K,) and how the ones slide over the other."""

    x: np.ndarray
    w: np.ndarray
    b: np.ndarray
    how: dict

    def gradient(self, shape) -> np.ndarray:
        """Some gradient of a loss by the output."""
        return np.random.default_rng(self.x.size).normal(size=shape)


def axis(most_F: int = 3, most_d: int = 3):
    """(W, F, P, S, d) along one axis, such that the field fits."""

    @st.composite
    def draw_axis(draw):
        F, d = draw(st.integers(1, most_F)), draw(st.integers(1, most_d))
        P, S = draw(st.integers(0, 2)), draw(st.integers(1, 3))
        least = max(1, d * (F - 1) + 1 - 2 * P)
        return draw(st.integers(least, least + 5)), F, P, S, d

    return draw_axis()


@st.composite
def cases(draw) -> Case:
    """A convolution that is possible, float64."""
    (H, fh, ph, sh, dh), (W, fw, pw, sw, dw) = draw(axis()), draw(axis())
    groups, channels, filters = (draw(st.integers(1, 3)) for _ in range(3))
    N, seed = draw(st.integers(1, 3)), draw(st.integers(0, 2**16))
    rng = np.random.default_rng(seed)
    return Case(
        rng.normal(size=(N, groups * channels, H, W)),
        rng.normal(size=(groups * filters, channels, fh, fw)),
        rng.normal(size=groups * filters),
        {"stride": (sh, sw), "padding": (ph, pw), "dilation": (dh, dw), "groups": groups},
    )


@st.composite
def pooled(draw) -> tuple[np.ndarray, dict]:
    """An input of a few whole numbers, so that there are ties, and how to pool it."""
    sides = []
    for _ in range(2):
        F, S = draw(st.integers(1, 4)), draw(st.integers(1, 4))
        P = draw(st.integers(0, F // 2))
        least = max(1, F - 2 * P)
        sides.append((draw(st.integers(least, least + 5)), F, P, S))
    (H, fh, ph, sh), (W, fw, pw, sw) = sides
    N, C, seed = draw(st.integers(1, 2)), draw(st.integers(1, 3)), draw(st.integers(0, 2**16))
    x = np.random.default_rng(seed).integers(-3, 4, (N, C, H, W)).astype(float)
    return x, {"size": (fh, fw), "stride": (sh, sw), "padding": (ph, pw)}
