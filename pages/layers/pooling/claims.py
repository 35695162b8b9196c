"""What is true of a picture of pooling: the sentences of "what you see" of each part, the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.stage.scene import Scene
from pages.frame.text.claims import true_of
from pages.frame.text.formulas import value_of

WINNERS = ("max", "min")


def of_picture(part: str, how: str | float, scene: Scene, names: Mapping[str, Any]) -> tuple[str, ...]:
    """Those that hold, from the way of pooling and the numbers of the picture."""
    numbers = {name: value_of(value) for name, value in names.items()}
    parts = {"window": _window, "cells": _cells, "shift": _shift, "back": _back}
    return parts[part](2 if how == "l2" else how, scene, numbers)


def _window(how: str | float, scene: Scene, n: dict[str, Any]) -> tuple[str, ...]:
    neighbours, norm = n["size"] > 1, not isinstance(how, str)
    legible = all(grid.kind == "numbers" for grid in scene.grids)
    return true_of(
        fewer=n["after"] < n["before"],
        more=n["after"] > n["before"],
        as_many=n["after"] == n["before"],
        winner=how in WINNERS and legible,
        all_count=how == "mean",
        middle_wins=how == "median",
        sum=how == 1,
        norm=norm and how > 1,
        overlap=neighbours and n["shared"],
        apart=neighbours and n["S"] == n["F"],
        gaps=neighbours and n["S"] > n["F"],
        unread=n["unread"],
        zeros_count=n["P"] and how == "mean",
        zeros_never_win=n["P"] and how in WINNERS,
        torch_norm=norm,
        channels=n["D"] > 1,
        why=True,
        alexnet=True,
    )


def _cells(how: str | float, _scene: Scene, n: dict[str, Any]) -> tuple[str, ...]:
    changed, moved = n["pooled_changed"], n["input_changed"]
    return true_of(
        cells_some=0 < changed < n["pooled_cells"],
        cells_every=changed == n["pooled_cells"],
        cells_none=moved and not changed,
        cells_unmoved=not n["move"],
        cells_alike=n["move"] and not moved,
        cells_stride=n["move"] == n["S"] and changed,
        cells_winner=how in WINNERS,
        cells_all_count=how not in (*WINNERS, "median"),
        cells_input=moved,
        cells_not_invariant=changed,
        cells_filled=n["move"],
    )


def _shift(how: str | float, scene: Scene, n: dict[str, Any]) -> tuple[str, ...]:
    moved, pooled = n["at_map"], n["at_pooled"]
    return true_of(
        pooled_less=0 < pooled < moved,
        pooled_nothing=moved and not pooled,
        pooled_no_less=pooled >= moved > 0,
        flat=not n["at_input"],
        inside_window=how == "max",
        not_invariant=max(scene.facts["changed"]["pooled"]),
        equivariant=moved,
        shift_pairs=True,
        shift_bars=True,
        shift_filled=True,
    )


def _back(how: str | float, scene: Scene, n: dict[str, Any]) -> tuple[str, ...]:
    norm = not isinstance(how, str)
    return true_of(
        back_sum=how == 1,
        back_norm=norm and how > 1,
        back_median=how == "median",
        back_winner=how in (*WINNERS, "mean"),  # beside the mean stands the maximum, beside all others the mean
        back_mean=True,
        back_same_total=not norm,
        back_adds=n["size"] > 1 and n["shared"],
        back_told_apart=True,
    )
