"""What is true of the AlexNet that is shown: the sentences of "what you see", the most important first."""

from __future__ import annotations

from cnnlib.network.network import Network
from pages.frame.text.claims import true_of
from pages.network.alexnet.variant import before_r1, paper_numbers


def of_network(network: Network) -> tuple[str, ...]:
    groups = any(getattr(layer, "groups", 1) > 1 for layer in network.layers)
    return true_of(
        window=True,
        towers=groups,
        one_tower=not groups,
        not_the_papers=before_r1(network) == paper_numbers()["r1_window_224"],
        initials=True,
        pooling_window=True,
        two_cards=groups,
        jump=True,
    )
