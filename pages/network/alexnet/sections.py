"""What AlexNet's page tells below its picture: the table, the switches, memory, time, neurons, another network."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

import streamlit as st

from cnnlib.formulas import counts
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import cost, zoo
from pages.frame.run import Run
from pages.frame.text.formulas import annotated
from pages.frame.text.numbers import number
from pages.frame.text.texts import Say
from pages.frame.widgets import controls, tables
from pages.network.alexnet import share_bars, variant
from pages.shared import layer_table, network_sections
from pages.shared.layer_words import memory_names


def layers(run: Run) -> None:
    """The table, with the shares of the layers as bars."""
    say, network, counting = run.say, variant.network(run.shown), variant.counting(run.shown)
    rows = share_bars.with_bars(layer_table.rows(network, counting, say), network, say)
    tables.draw(rows, head=layer_table.head(counting, say))


def file(run: Run) -> None:
    """The button that saves the table."""
    settings, say = run.shown, run.say
    network_sections.save(run.address, variant.network(settings), variant.counting(settings), say)


def switches(run: Run) -> None:
    """Each switch: what it changes, and what comes out at each of its positions."""
    settings, say = run.shown, run.say
    rows = []
    for name in variant.switches(settings):
        lines = [say.rich(f"help_{name}")]
        for option, found in variant.alternatives(settings, name):
            outcome = _outcome(say, name, option, found)
            stands = option == getattr(settings, name)
            lines.append(say.rich("outcome_now", outcome=outcome) if stands else outcome)
        rows.append([say(f"control_{name}"), say("between").join(lines)])
    tables.draw(rows, head=[say("switch"), say("switch_why")])


def _outcome(say: Say, switch: str, option: Any, found: dict[str, Any]) -> str:
    """Of one position: what this switch changes."""
    named = found | {"option": _option(say, option), "work_name": _work_name(say, found["flop"])}
    if switch == "count":
        return say.rich("outcome_work", **named)
    return say.rich("outcome_memory" if switch in variant.COUNTING else "outcome_network", **named)


def _work_name(say: Say, flop: bool) -> str:
    return say("work_flops") if flop else say("work_macs")


def _option(say: Say, option: Any) -> str:
    if isinstance(option, bool):
        return say("with_biases") if option else say("without_biases")
    return say(f"option_{option}")


def bars(run: Run) -> None:
    settings, say = run.shown, run.say
    network_sections.bars(run.address, variant.network(settings), say)


def solid(run: Run) -> None:
    settings, say = run.shown, run.say
    network_sections.solid(run.address, variant.network(settings), say)


def memory(run: Run) -> None:
    """The article's megabytes, and what they are of the exact count."""
    settings, say = run.shown, run.say
    whole = cost.total(cost.summarize(variant.network(settings)))
    count = Symbol("n", zoo.ALEXNET_ABSTRACT_PARAMETERS, "output")
    article = counts.bits_to_bytes(counts.nbytes(count, Symbol("b", 32, "filter")))
    exact = counts.nbytes(
        Symbol("n", whole.parameters, "output"), Symbol("B", counts.DTYPE_BYTES[settings.dtype], "filter")
    )
    names = memory_names(say)
    rows = [
        [label, annotated(amount, names), say("of_unit", amount=float(amount.value), unit=unit)]
        for label, size in ((say("memory_article"), article), (say("memory_exact"), exact))
        for unit in ("MiB", "MB")
        for amount in [counts.in_unit(size, unit)]
    ]
    tables.draw(rows, head=["", say("arithmetic"), say("amount")])


def time(run: Run) -> None:
    """What one image costs, and how long that takes at so many operations a second."""
    settings, say = run.shown, run.say
    with st.container(key="rate"):
        controls.draw(run, "rate")
    costs = cost.summarize(variant.network(settings))
    names = {"m": say("column_macs"), "G": say("letter_rate")}
    rows = []
    for label, macs in (
        (say("time_all"), cost.total(costs).macs),
        (say("time_conv"), cost.macs_of(costs, "conv")),
        (say("time_fc"), cost.macs_of(costs, "fc")),
    ):
        operations = counts.flops(Symbol("m", macs, "output"))
        duration = counts.milliseconds(operations, Symbol("G", int(settings.rate), "window"))
        rows.append(
            [
                label,
                number(macs),
                number(operations.value),
                annotated(duration, names),
                say("milliseconds", ms=float(duration.value)),
            ]
        )
    tables.draw(rows, head=["", say("column_macs"), say("column_flops"), say("arithmetic"), say("amount")])


def neurons(run: Run) -> None:
    """Three numbers of neurons for one network."""
    settings, say = run.shown, run.say
    costs = [row for row in cost.summarize(variant.network(settings)) if row.kind in ("conv", "fc")]
    listed = [Symbol(row.name, count, "output") for row, count in zip(costs, zoo.ALEXNET_PAPER_NEURONS, strict=True)]
    counted = [Symbol(row.name, row.activations, "output") for row in costs]
    names = {row.name: row.name for row in costs}
    rows = [
        [say("neurons_abstract"), "", number(zoo.ALEXNET_ABSTRACT_NEURONS)],
        *(
            [label, annotated(reduce(add, parts), names), number(reduce(add, parts).value)]
            for label, parts in ((say("neurons_paper"), listed), (say("neurons_counted"), counted))
        ),
    ]
    tables.draw(rows, head=["", say("arithmetic"), say("amount")])


def compare(run: Run) -> None:
    """Two networks of the zoo side by side."""
    settings, say = run.shown, run.say
    with st.container(key="pair", horizontal=True):
        for name in ("left", "right"):
            controls.draw(run, name)
    names = dict.fromkeys((settings.left, settings.right))
    networks = {say(f"option_{name}"): zoo.PRESETS[name]() for name in names}
    network_sections.compare(networks, variant.counting(settings), say)
