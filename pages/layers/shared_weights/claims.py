"""What is true of the pictures of shared weights: the sentences of "what you see", the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.text.claims import true_of
from pages.frame.text.formulas import value_of

FIVE = 5  # filters in the article's example


def of_neuron(side: int, filters: int) -> tuple[str, ...]:
    """Of maps of this side, one for each filter."""
    return true_of(patch=True, one_set=side > 1, column=filters > 1, five=filters == FIVE, tap_neuron=side > 1)


def of_sharing(kind: str, neurons: int) -> tuple[str, ...]:
    """Of a row of so many neurons, wired in this way."""
    several = neurons > 1
    return true_of(
        now_shared=kind == "shared" and several,
        now_own=kind == "own" and several,
        now_full=kind == "full",
        c1_parameters=True,
        c1_work=True,
        c1_full=True,
        c1_neurons=True,
        letters=True,
        choose_way=True,
    )


def of_shift(kind: str, names: Mapping[str, Any]) -> tuple[str, ...]:
    n = {name: value_of(value) for name, value in names.items()}
    strides, alike = n["S"] > 1, n["compared"] and not n["inside"]
    return true_of(
        follows=alike,
        breaks=n["inside"],
        none_inside=not n["compared"],
        because_shared=alike and kind == "shared",
        without_sharing=n["inside"] and kind != "shared",
        between_strides=strides,
        border_differs=n["border"],
        border_agrees=n["rest"] and not n["border"],
        four_panels=True,
    )
