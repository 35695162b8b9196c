"""The numbers for the words on pooling: sizes, values before and after, what windows share, what AlexNet spares."""

from __future__ import annotations

from functools import cache
from typing import Any

from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import cost, zoo
from pages.frame.run import Run
from pages.frame.text.colours import role_of
from pages.frame.text.texts import Say
from pages.frame.widgets import sections

ALEXNET = 55, 3, 2, 96  # the first pool: side of its input, window, stride, depth


def names(side: int, depth: int, settings: Any, say: Say) -> dict[str, Any]:
    """The letters of the page, and what follows from them."""
    padding = settings.P if settings.part == "window" else 0
    numbers = (side, depth, settings.F, padding, settings.S)
    W, D, F, P, S = (Symbol(name, value, role_of(name)) for name, value in zip("WDFPS", numbers, strict=True))
    size = sizes.output_size(W, F, P, S)
    out = Symbol("O", size.value, "output")
    before, after = counts.volume_values(W, W, D), counts.volume_values(out, out, D)
    big, window, stride, maps = (Symbol(n, v, role_of(n)) for n, v in zip("WFSD", ALEXNET, strict=True))
    small = Symbol("O", sizes.output_size(big, window, 0, stride).value, "output")
    shared = counts.shared_cells(F, S)
    return {
        "cells": counts.filter_weights(settings.F, 1),
        "W": W,
        "D": D,
        "F": F,
        "P": P,
        "S": S,
        "size": size,
        "before": before,
        "after": after,
        "dropped": counts.percent_dropped(before.value, after.value),
        "alexnet_before": counts.volume_values(big, big, maps),
        "alexnet_after": counts.volume_values(small, small, maps),
        "overlap": say("overlap_some", shared=shared, all=counts.filter_weights(F, 1))
        if shared
        else say("overlap_gaps" if settings.S > settings.F else "overlap_none"),
    }


@cache
def _alexnet() -> tuple[cost.Saving, ...]:
    return cost.pooling_savings(zoo.alexnet())  # the same at every move of a slider


def why(run: Run) -> None:
    """What AlexNet's three pooling layers spare: values, and multiply-adds of the layer behind."""
    say = run.say
    rows = []
    for row in _alexnet():
        dropped = counts.percent_dropped(row.before, row.after)
        rows.append(
            (
                row.name,
                *(say("why_count", count=count) for count in (row.before, row.after)),
                say("why_dropped", dropped=dropped),
                say("why_next", name=row.next, count=row.macs),
                say("why_count", count=row.macs_unpooled),
            )
        )
    head = say("why_layer"), say("why_before"), say("why_after"), say("why_fewer"), say("why_work"), say("why_unpooled")
    sections.table(rows, head=head)
