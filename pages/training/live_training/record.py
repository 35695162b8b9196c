"""What the words of the live training speak of, and the run's record as a file."""

from __future__ import annotations

import csv
from functools import partial
from io import StringIO
from typing import Any

import numpy as np
import streamlit as st

from cnnlib.network.cost import summarize, total
from pages.frame.run import Run
from pages.shared.digits import UNKNOWN, parts
from pages.training.live_training import runs
from pages.training.live_training.runs import Kept

COLUMNS = ("step", "epoch", "loss", "accuracy", "held_out")


def names_of(settings: Any, found: tuple[Kept, ...], pair: tuple[tuple[str, Kept], ...], say: Any) -> dict[str, Any]:
    """Counts of the run, and how well it reads the held-out digits by now."""
    planned = runs.schedule(settings, settings.B)
    tried = [kept.held_out for kept in found if kept.held_out is not None]
    ends = {name: 100 * kept.held_out for name, kept in pair if kept.held_out is not None}
    return {
        "samples": planned.samples,
        "held_out_samples": len(parts()[1]),
        "parameters": total(summarize(runs.network(settings.network))).parameters,
        "iterations": planned.iterations_per_epoch,
        "updates": planned.updates,
        "other_updates": runs.schedule(settings, settings.B2).updates,
        "accuracy": 100 * tried[-1] if tried else UNKNOWN,
        "one": ends.get("one", UNKNOWN),
        "other": ends.get("other", UNKNOWN),
        "B": settings.B,
        "B2": settings.B2,
        "verdict": _verdict(settings, pair, ends, say),
        **_moved([kept for kept in found if kept.params is not None]),
    }


def _verdict(settings: Any, pair: tuple[tuple[str, Kept], ...], ends: dict[str, float], say: Any) -> str:
    """What the two runs say about the batch size, once both are done."""
    if settings.B == settings.B2:
        return say("verdict_same")
    if len(pair) < sum(runs.total(settings, batch) for batch in (settings.B, settings.B2)):
        return say("verdict_pending")
    many, few = (ends["one"], ends["other"]) if settings.B < settings.B2 else (ends["other"], ends["one"])
    return say("verdict_slower" if few < many else "verdict_not_slower", few=few, many=many)


def _moved(kept: list[Kept]) -> dict[str, float]:
    """How far the first layer has come, in per cent of its first length, and its gradient's length then and now."""
    if not kept:
        return {"changed": 0.0, "slope_first": 0.0, "slope_now": 0.0}
    name = next(iter(kept[0].params))
    first, now = (each.params[name] for each in (kept[0], kept[-1]))
    return {
        "changed": 100 * float(np.linalg.norm(now - first) / np.linalg.norm(first)),
        "slope_first": float(np.linalg.norm(kept[0].slope)),
        "slope_now": float(np.linalg.norm(kept[-1].slope)),
    }


def record(run: Run) -> None:
    """The numbers of every step and epoch as a CSV file, written when it is asked for: outside of the session, so what
    goes into it is taken now."""
    settings, say, name = run.shown, run.say, run.key("csv")
    text = partial(as_csv, run.records["train"])
    if settings.part == "pair":
        text = partial(pair_as_csv, run.records["pair"], {"one": settings.B, "other": settings.B2})
    st.download_button(say("save_record"), text, name, "text/csv", key=name, on_click="ignore")


def as_csv(found: Any) -> str:
    """A line a step, and a line at each epoch's end, with its held-out accuracy."""
    return _written(COLUMNS, map(_line, found))


def pair_as_csv(found: Any, batches: dict[str, int]) -> str:
    """The same of two runs, with the batch size of each in the first column."""
    lines = (line and (batches[name], *line) for name, line in ((name, _line(kept)) for name, kept in found))
    return _written(("batch", *COLUMNS), lines)


def _line(kept: Kept) -> tuple:
    """Nothing of the beginning, which is no step."""
    values = (getattr(kept, name) for name in COLUMNS)
    return tuple("" if value is None else value for value in values) if kept.step else ()


def _written(head: tuple[str, ...], lines: Any) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([head, *filter(None, lines)])
    return file.getvalue()
