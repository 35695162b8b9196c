"""The record of a training as a file: a line a step, a line an epoch."""

from __future__ import annotations

import csv
from functools import partial
from io import StringIO
from typing import Any

import streamlit as st

from pages.frame.run import Run
from pages.training.live_training.trainings import Moment

COLUMNS = ("step", "epoch", "loss", "accuracy", "held_out")


def record(run: Run) -> None:
    """The numbers of every step and epoch as a CSV file, written when it is asked for: outside of the session, so what
    goes into it is taken now."""
    settings, say, name = run.shown, run.say, run.key("csv")
    text = partial(as_csv, run.records["train"])
    if settings.part == "pair":
        text = partial(pair_as_csv, run.records["pair"], {"one": settings.B, "other": settings.B2})
    st.download_button(say("save_record"), text, name, "text/csv", key=name, on_click="ignore")


def as_csv(moments: Any) -> str:
    """A line a step, and a line at each epoch's end, with its held-out accuracy."""
    return _written(COLUMNS, map(_line, moments))


def pair_as_csv(moments: Any, batches: dict[str, int]) -> str:
    """The same of two trainings, with the batch size of each in the first column."""
    lines = (line and (batches[name], *line) for name, line in ((name, _line(moment)) for name, moment in moments))
    return _written(("batch", *COLUMNS), lines)


def _line(moment: Moment) -> tuple:
    """Nothing of the beginning, which is no step."""
    values = (getattr(moment, name) for name in COLUMNS)
    return tuple("" if value is None else value for value in values) if moment.step else ()


def _written(head: tuple[str, ...], lines: Any) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([head, *filter(None, lines)])
    return file.getvalue()
