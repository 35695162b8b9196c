"""The tables of FC is CONV: real layers as matrices."""

from __future__ import annotations

from typing import Any

from pages.frame import display
from pages.frame.numbers import number
from pages.frame.text import Say
from pages.layers import fc_matrix


def known(settings: Any, say: Say) -> None:
    """AlexNet's conv layers as matrices: too large to draw, not too large to count."""
    rows = [
        (row["name"], say("known_shape", **row), number(row["count"]), number(row["macs"]), say("known_share", **row),
         number(row["weights"]))
        for row in fc_matrix.known_layers()
    ]  # fmt: skip
    head = (
        say("known_layer"), say("known_matrix"), say("known_filled"), say("known_macs"), say("known_part"),
        say("known_weights"),
    )  # fmt: skip
    display.table(rows, head=head)
