"""What a page tells about any network below its picture: bars, a comparison, the table as a file, a drawing to turn."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnlib import account, cost, zoo
from cnnlib.network import Network
from cnnlib.volumes import volumes
from pages.figures.bars import paired_bars
from pages.figures.solid import solid_figure
from pages.frame import display
from pages.frame.numbers import number
from pages.frame.text import Say
from pages.network import layer_table
from pages.network.layer_words import Counting, size_text

ZOO = tuple(zoo.PRESETS)


def layers(address: str, network: Network, counting: Counting, say: Say) -> None:
    """The table, and the button that saves it."""
    display.table(layer_table.rows(network, counting, say), head=layer_table.head(counting, say))
    # The text is made at the click: a table that nobody saves costs nothing.
    st.download_button(
        say("save_csv"), lambda: layer_table.as_csv(network, counting, say).encode("utf-8-sig"), f"{address}.csv",
        "text/csv", key=f"{address}.csv", on_click="ignore",
    )  # fmt: skip


def bars(address: str, network: Network, say: Say) -> None:
    """Where the parameters are, beside where the multiply-adds are."""
    rows = [row for row in cost.summarize(network) if row.parameters or row.macs]
    total = cost.total(cost.summarize(network))
    display.chart(
        paired_bars(
            [row.name for row in rows],
            [float(account.percent(row.parameters, total.parameters)) for row in rows],
            [float(account.percent(row.macs, total.macs)) for row in rows],
            labels=(say("bar_parameters"), say("bar_macs")), axis=say("bar_axis"),
        ),
        f"{address}.bars",
    )  # fmt: skip


def compare(networks: dict[str, Network], counting: Counting, say: Say) -> None:
    """Networks side by side, by the names that stand over their columns."""
    display.table(_facing(tuple(networks.values()), counting, say), head=["", *networks])


def _facing(networks: tuple[Network, ...], counting: Counting, say: Say) -> list[list[str]]:
    rows = [cost.summarize(network) for network in networks]
    totals = [cost.total(each) for each in rows]
    kinds = [[row.kind for row in each] for each in rows]
    share = [(account.shares(each, "fc")[0], account.shares(each, "conv")[1]) for each in rows]
    return [
        [say("pair_input"), *(size_text(volumes(network)[0]) for network in networks)],
        [say("pair_conv"), *(number(each.count("conv")) for each in kinds)],
        [say("pair_fc"), *(number(each.count("fc")) for each in kinds)],
        [say("pair_parameters"), *(number(total.parameters) for total in totals)],
        [say("column_flops") if counting.flop else say("column_macs"),
         *(number(counting.work(total.macs)) for total in totals)],
        [say("column_memory", unit=counting.unit),
         *(number(counting.memory(total.parameters).value) for total in totals)],
        [say("pair_fc_share"), *(percent_text(fc) for fc, _ in share)],
        [say("pair_conv_share"), *(percent_text(conv) for _, conv in share)],
        [say("pair_neurons"), *(number(cost.neurons(each)) for each in rows)],
    ]  # fmt: skip


def percent_text(share: float) -> str:
    return f"{number(share)} %"


def solid(address: str, network: Network, say: Say) -> None:
    """The volumes as boxes that can be turned."""
    boxes: list[tuple[str, tuple[Any, ...], str]] = [
        (volume.name, volume.shape, size_text(volume)) for volume in volumes(network)
    ]
    display.chart(solid_figure(boxes), f"{address}.solid")
