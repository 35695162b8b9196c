"""What is true of the network that is typed: the sentences of "what you see", the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnlib.network.layers import Pool
from cnnlib.network.network import Network
from pages.frame.text.claims import true_of
from pages.frame.text.formulas import value_of


def of_network(part: str, network: Network, n: Mapping[str, Any]) -> tuple[str, ...]:
    if part == "flow":
        pools = any(isinstance(layer, Pool) for layer in network.layers)
        return true_of(window=len(network.layers) > 1, pools=pools, line_and_cards=True, nothing_lost=True)
    overlap = value_of(n["field"]) > n["jump"]
    return true_of(
        sees=n["square"],
        overlap=n["several"] and overlap and n["square"],
        no_overlap=n["several"] and not overlap and n["square"],
        outside=True,
        choose_neuron=True,
    )
