"""What a page tells about any network below its picture: bars, a comparison, the table as a file, a drawing to turn."""

from __future__ import annotations

import streamlit as st

from cnnlib.explain.volumes import towers, volumes
from cnnlib.formulas.counts import percent, times
from cnnlib.network import cost, zoo
from cnnlib.network.network import Network
from pages.frame.text.numbers import number
from pages.frame.text.texts import Say
from pages.frame.widgets import charts, tables
from pages.shared import layer_table
from pages.shared.figures.bars import paired_bars
from pages.shared.figures.solid import Box, solid_figure
from pages.shared.layer_words import Counting, size_text

ZOO = tuple(zoo.PRESETS)


def save(address: str, network: Network, counting: Counting, say: Say) -> None:
    """The button that saves the table of layers."""
    # The text is made at the click: a table that nobody saves costs nothing.
    st.download_button(
        say("save_csv"),
        lambda: layer_table.as_csv(network, counting, say).encode("utf-8-sig"),
        f"{address}.csv",
        "text/csv",
        key=f"{address}.csv",
        on_click="ignore",
    )


def bars(address: str, network: Network, say: Say) -> None:
    """Where the parameters are, beside where the multiply-adds are."""
    rows = [row for row in cost.summarize(network) if row.parameters or row.macs]
    total = cost.total(cost.summarize(network))
    charts.draw(
        paired_bars(
            [row.name for row in rows],
            [float(percent(row.parameters, total.parameters)) for row in rows],
            [float(percent(row.macs, total.macs)) for row in rows],
            labels=(say("bar_parameters"), say("bar_macs")),
            axis=say("bar_axis"),
        ),
        f"{address}.bars",
    )


def compare(networks: dict[str, Network], counting: Counting, say: Say) -> None:
    """Networks side by side, by the names that stand over their columns."""
    ratio = [say("pair_ratio")] if len(networks) > 1 else []
    tables.draw(_facing(tuple(networks.values()), counting, say), head=["", *networks, *ratio])


def _facing(networks: tuple[Network, ...], counting: Counting, say: Say) -> list[list[str]]:
    """A row a fact; where the facts are counts and there are two of them, how many times the first is the second."""

    def counts(label: str, values: list[float]) -> list[str]:
        found = [label, *map(number, values)]
        if len(values) == 1:
            return found
        return [*found, say("pair_times", times=times(values[1], values[0])) if values[0] else ""]

    def others(label: str, texts: list[str]) -> list[str]:
        return [label, *texts, *([""] if len(texts) > 1 else [])]

    rows = [cost.summarize(network) for network in networks]
    totals = [cost.total(each) for each in rows]
    kinds = [[row.kind for row in each] for each in rows]
    share = [(cost.shares(each, "fc")[0], cost.shares(each, "conv")[1]) for each in rows]
    return [
        others(say("pair_input"), [size_text(volumes(network)[0]) for network in networks]),
        counts(say("pair_conv"), [each.count("conv") for each in kinds]),
        counts(say("pair_fc"), [each.count("fc") for each in kinds]),
        counts(say("pair_parameters"), [total.parameters for total in totals]),
        counts(
            say("column_flops") if counting.flop else say("column_macs"),
            [counting.work(total.macs) for total in totals],
        ),
        counts(
            say("column_memory", unit=counting.unit),
            [float(counting.memory(total.parameters).value) for total in totals],
        ),
        others(say("pair_fc_share"), [percent_text(fc) for fc, _ in share]),
        others(say("pair_conv_share"), [percent_text(conv) for _, conv in share]),
        counts(say("pair_neurons"), [cost.neurons(each) for each in rows]),
    ]


def percent_text(share: float) -> str:
    return f"{number(share)} %"


def solid(address: str, network: Network, say: Say) -> None:
    """The volumes as boxes that can be turned."""
    drawn, split = volumes(network), towers(network)
    boxes = [
        Box(
            say("input_name") if volume.kind == "input" else volume.name,
            volume.shape,
            size_text(volume),
            split if volume.kind in ("conv", "pool") else 1,
        )
        for volume in drawn
    ]
    charts.draw(solid_figure(boxes), f"{address}.solid")
