"""What is true of a picture of the sliding filter: the sentences of "what you see", the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnlib.formulas import sizes
from pages.frame.text.claims import true_of
from pages.frame.text.formulas import value_of


def read_cells(W: int, F: int, P: int, S: int, d: int) -> dict[str, int]:
    """How often the windows read which cells of the input: what the claims speak of, besides the letters."""
    read, unpadded = sizes.use_counts(W, F, P, S, d), sizes.use_counts(W, F, 0, S, d)
    return {
        "dropped": sizes.leftover(W, F, P, S, d),
        "lost": sizes.lost_at_the_end(W, F, P, S, d),
        "unread": sizes.unread_cells(W, F, P, S, d),
        "cells": W * W,
        "corner": int(read[0]) ** 2,  # as often along the width as along the height
        "middle": int(read[W // 2]) ** 2,
        "corner_unpadded": int(unpadded[0]) ** 2,
    }


def of_picture(names: Mapping[str, Any]) -> tuple[str, ...]:
    """Those that hold, from the numbers of the picture."""
    n = {name: value_of(value) for name, value in names.items()}
    size, W, S = n["size"], n["W"], n["S"]
    strides = size > 1
    keeps = S == 1 and n["keeps"] == n["P"]
    could_keep = S == 1 and not keeps and n["keeps"] == int(n["keeps"])
    return true_of(
        strides=strides,
        one_stop=not strides,
        keeps=keeps,
        shrinks=size < W and not keeps,
        grows=size > W,
        lost=n["lost"],
        only_zeros_left=n["dropped"] and not n["lost"],
        gaps=strides and S > n["field"],
        unread=n["unread"],
        one_set=strides,
        padding=n["P"],
        could_keep=could_keep,
        depth=n["channels_each"] > 1,
        groups=n["g"] > 1,
        maps=n["K"] > 1,
        spread=n["d"] > 1 and n["F"] > 1,
        corner_less=n["corner"] < n["middle"],
        corner_as_middle=n["corner"] == n["middle"] and n["corner"],
        padding_helps=n["corner"] > n["corner_unpadded"],
        hand=True,
    )
