"""Neurons that share their weights, neurons with weights of their own, neurons that see everything.

Three layers with the same output: "shared" is a convolution, "own" is locally connected (each neuron sees its patch
with weights of its own), "full" is fully connected. Source of the comparison: Stanford cs231n, parameter sharing.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from cnnlib.formulas.sizes import output_size, taps

KINDS = ("shared", "own", "full")


def neuron_taps(kind: str, W: int, F: int, P: int = 0, S: int = 1) -> np.ndarray:
    """Which inputs each neuron of a row sees: (outputs, F) as `sizes.taps`, or (outputs, W) of "full"."""
    seen = taps(W, F, P, S)
    return np.tile(np.arange(W), (len(seen), 1)) if kind == "full" else seen


def weight_names(kind: str, outputs: int, seen: int) -> np.ndarray:
    """Which weight is on each wire: (outputs, seen) numbers from 0, equal where neurons share one."""
    own = np.arange(outputs * seen).reshape(outputs, seen)
    return np.tile(np.arange(seen), (outputs, 1)) if kind == "shared" else own


def weights(kind: str, outputs: int, seen: int, first: np.ndarray) -> np.ndarray:
    """(outputs, seen) small whole weights: `first` (seen,) for all that share, others drawn between -2 and 2."""
    if kind == "shared":
        return np.tile(first, (outputs, 1))
    return np.random.default_rng(3).integers(-2, 3, (outputs, seen))


def apply_own(x: np.ndarray, w: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Each neuron's sum over what it sees of a row x (W,), with its weights w (outputs, n); outside are zeros."""
    inside = (seen >= 0) & (seen < len(x))
    return (np.where(inside, np.asarray(x)[np.clip(seen, 0, len(x) - 1)], 0) * w).sum(axis=1)


def map_of(kind: str, x: np.ndarray, w: np.ndarray, P: int = 0, S: int = 1) -> np.ndarray:
    """The map of an image x (W, W) under one filter w (F, F); where nothing is shared its weights are drawn anew
    for each neuron, the same ones at every call."""
    W, F = len(x), len(w)
    side = output_size(W, F, P, S)
    padded = np.pad(x, P)
    if kind == "full":
        return (np.random.default_rng(4).integers(-1, 2, (side * side, W * W)) @ x.ravel()).reshape(side, side)
    patches = np.lib.stride_tricks.sliding_window_view(padded, (F, F))[::S, ::S]
    own = np.random.default_rng(4).integers(-1, 2, (side, side, F, F))
    return (patches * (w if kind == "shared" else own)).sum(axis=(2, 3))


def shift(x: np.ndarray, down: int, right: int) -> np.ndarray:
    """An image moved down and to the right; zeros come in."""
    moved = np.zeros_like(x)
    rows, columns = x.shape
    moved[down:, right:] = x[: max(rows - down, 0), : max(columns - right, 0)]
    return moved


def inside(W: int, F: int, P: int, S: int, down: int, right: int) -> np.ndarray:
    """(O, O): neurons that see, of an image moved so far, nothing but its own pixels, no zeros added or come in."""
    seen = taps(W, F, P, S)
    high, wide = ((seen[:, 0] >= by) & (seen[:, -1] < W) for by in (down, right))
    return np.outer(high, wide)


def equivariance(
    kind: str, x: np.ndarray, w: np.ndarray, P: int, S: int, down: int, right: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The map of the moved image, the map moved by as many places (down/S, right/S, rounded down), and where the
    two ought to be alike (`inside`): each (O, O)."""
    of_moved = map_of(kind, shift(x, down, right), w, P, S)
    moved = shift(map_of(kind, x, w, P, S), down // S, right // S)
    return of_moved, moved, inside(len(x), len(w), P, S, down, right)


def small_bank(K: int, F: int) -> np.ndarray:
    """(K, F, F) small whole weights: an upright edge, a level one, then drawn ones, none all 0."""
    bank = np.random.default_rng(9).integers(-1, 2, (K, F, F))
    bank[:, 0, 0] = np.where(bank.any(axis=(1, 2)), bank[:, 0, 0], 1)
    edge = np.resize((1, 0, -1), F)
    for k, kernel in enumerate((np.tile(edge, (F, 1)), np.tile(edge[:, None], (1, F)))[:K]):
        bank[k] = kernel
    return bank


def box(alike: np.ndarray) -> tuple[int, int, int, int]:
    """The rectangle of a mask made by `inside`: first row and column, those after the last; 0s if none."""
    rows, columns = np.flatnonzero(alike.any(axis=1)), np.flatnonzero(alike.any(axis=0))
    return (int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1) if len(rows) else (0, 0, 0, 0)


def ratios(own: tuple[Any, Any], shared: tuple[Any, Any], full: tuple[Any, Any]) -> dict[str, int]:
    """How many times more, rounded: parameters unshared against shared, multiply-adds full against shared. Each
    argument is (parameters, multiply-adds)."""
    return {"times_parameters": round(int(own[0]) / int(shared[0])), "times_macs": round(int(full[1]) / int(shared[1]))}


def on_log_scale(count: Any, most: Any) -> float:
    """How far along a scale of powers of ten from 1 to `most` a count lies: 0 to 1."""
    return math.log(int(count)) / math.log(int(most))


def compare(of_moved: np.ndarray, moved: np.ndarray, alike: np.ndarray) -> dict[str, int]:
    """Neurons that should be alike and those at the border, and the largest difference in each."""
    far = np.abs(of_moved - moved)
    return {
        "cells": int(alike.sum()),
        "rest": int((~alike).sum()),
        "inside": int(far[alike].max(initial=0)),
        "border": int(far[~alike].max(initial=0)),
    }
