"""What is true of the pictures of steps and epochs: the sentences of "what you see", the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.text.claims import true_of
from pages.frame.text.formulas import value_of


def of_picture(part: str, names: Mapping[str, Any]) -> tuple[str, ...]:
    """Those that hold in this part, from the numbers of the timetable, the update and the trainings."""
    n = {name: value_of(value) for name, value in names.items()}
    return {"deal": _deal, "update": _update, "axes": _axes, "sorted": _sorted}[part](n)


def _deal(n: dict[str, Any]) -> tuple[str, ...]:
    divides = n["short"] == n["B"] and not n["dropped"]
    return true_of(
        divides=divides,
        last_kept=n["short"] < n["B"],
        last_dropped=n["dropped"],
        counts=True,
        same_thing=True,
        plus_one=divides,
        drops_others=n["dropped"] and n["E"] > 1,
        step_number=True,
        test_set=True,
    )


def _update(n: dict[str, Any]) -> tuple[str, ...]:
    return true_of(
        falls=n["new_loss"] < n["mean_loss"],
        rises=n["new_loss"] > n["mean_loss"],
        rate=True,
        rate_grows=n["at"] and n["rate"] < n["at"],
        rate_never=not n["at"],
        softmax=True,
        loss=True,
        score_gradient=True,
        weight_gradient=True,
        given=True,
    )


def _axes(_: dict[str, Any]) -> tuple[str, ...]:
    return true_of(real_run=True, rulers=True, doubled=True, trembles=True)


def _sorted(n: dict[str, Any]) -> tuple[str, ...]:
    return true_of(
        sorted_higher=n["finished"] and n["high_sorted"] > n["high_shuffled"],
        sorted_no_higher=n["finished"] and n["high_sorted"] <= n["high_shuffled"],
        teeth=n["teeth"],
        blurred=not n["teeth"],
        only_shuffle=True,
    )
