"""What is true of the pictures of FC is CONV: the sentences of "what you see", the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.text.claims import true_of
from pages.frame.text.formulas import value_of


def of_matrix(names: Mapping[str, Any], coarse: bool) -> tuple[str, ...]:
    n = {name: value_of(value) for name, value in names.items()}
    filled = n["count"] == n["rows"] * n["columns"]
    return true_of(
        full=filled and n["rows"] == n["K"],
        shared=n["weights"] < n["count"],
        every_row=not n["lost"],
        some_rows=n["lost"],
        as_many_as_macs=not n["lost"],
        fewer_than_macs=n["lost"],
        coarse=coarse,
        differ=not filled,
        rows_of_a_stop=n["K"] > 1,
        by_place=True,
    )


def of_convs(field: int) -> tuple[str, ...]:
    return true_of(
        row_is_filter=True,
        as_large=field > 1,
        one_by_one=field == 1,
        next_one_by_one=field > 1,
        same_input=True,
        vgg_first=True,
    )


def of_larger(n: Mapping[str, Any]) -> tuple[str, ...]:
    """From what passes and crops have given; where they differ is known when all of them are done."""
    done, apart = n["done"], n["done"] and not n["exact"]
    return true_of(
        running=not done,
        identical=done and not apart,
        not_identical=apart,
        work=True,
        average_winner=done and n["trained"],
        average=not (done and n["trained"]),
        zeros_at_border=apart,
        differs_at_border=apart and n["border"] and not n["middle"],
        corner_crops=apart and not n["own_sides"],
        every_cell_differs=n["everywhere"],
        other_class=apart and n["trained"] and n["others"],
        meaningless=not n["trained"],
        crop=True,
        vgg_maps=n["done"] and n["exact"],
        clock=done,
    )


def of_overlap() -> tuple[str, ...]:
    return true_of(middle_again=True, cells_saved=True, all_layers=True, crop=True)


def of_shifts(n: Mapping[str, Any]) -> tuple[str, ...]:
    filled = value_of(n["count"])
    done = n["checked"] == filled
    return true_of(
        fills_all=filled == n["all"],
        fills_some=filled < n["all"],
        checking=not done,
        shifts_identical=done and n["exact"],
        shifts_not_identical=done and not n["exact"],
        dearer=True,
        cheaper_than_crops=True,
        passes=True,
        pass_number=True,
    )
