"""What is true of the pictures of the output's size: the sentences of "what you see", the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.text.claims import true_of
from pages.frame.text.formulas import value_of


def of_window(names: Mapping[str, Any]) -> tuple[str, ...]:
    n = {name: value_of(value) for name, value in names.items()}
    several = n["size"] > 1
    return true_of(
        stops=True,
        keeps=n["S"] == 1 and n["keeps"] == n["P"],
        lost=n["lost"],
        only_zeros_left=n["rest"] and not n["lost"],
        gaps=several and n["S"] > n["F"],
        row_shares=several,
        rows=n["K"] > 1,
        padding=n["P"],
        four=True,
        total=True,
        hand=True,
    )


def of_rounding(names: Mapping[str, Any]) -> tuple[str, ...]:
    rest, lost = names["rest"], names["lost"]
    return true_of(
        agree=not rest,
        down_loses=lost,
        down_leaves_zeros=rest and not lost,
        up_adds=rest,
        refuses=rest,
        frameworks=True,
        may_differ=rest,
    )


def of_chart(kinds: Mapping[str, int]) -> tuple[str, ...]:
    return true_of(
        chart_whole=kinds["whole"],
        chart_uneven=kinds["uneven"],
        chart_impossible=kinds["impossible"],
        chart_stride_one=True,
    )


def of_stack(whole: bool, fits: bool) -> tuple[str, ...]:
    """Of a side that divides at every step (`whole`), and ends in as many numbers as R1 takes (`fits`)."""
    return true_of(
        stack_whole_fits=whole and fits,
        stack_rounded_fits=fits and not whole,
        stack_whole_misses=whole and not fits,
        stack_rounded_misses=not whole and not fits,
        paper=True,
        period=True,
        remedy=True,
    )
