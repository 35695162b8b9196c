"""Parameters and multiply-adds side by side for ways to wire a layer, on a scale of powers of ten."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.frame.text.colours import roles
from pages.frame.text.numbers import number


def sharing_figure(
    ways: Sequence[str], parameters: Sequence[int], macs: Sequence[int], *, labels: tuple[str, str], axis: str
) -> go.Figure:
    """One pair of bars a way, the exact number beside each; the scale is logarithmic and begins at 1."""
    figure = go.Figure()
    for label, counts, role, pattern in zip(labels, (parameters, macs), ("filter", "output"), ("", "/"), strict=True):
        figure.add_bar(
            y=list(ways),
            x=list(counts),
            name=label,
            orientation="h",
            cliponaxis=False,
            marker={"color": roles()[role]["light"], "pattern": {"shape": pattern}},
            text=[number(count) for count in counts],
            textposition="outside",
            hovertemplate="%{text}<extra>" + label + "</extra>",
        )
    figure.update_layout(
        barmode="group",
        height=300,
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        legend={"orientation": "h", "y": 1.15, "x": 0, "traceorder": "normal"},
        xaxis={"type": "log", "range": [0, 13.5], "title": {"text": axis}, "dtick": 2, "exponentformat": "power"},
        yaxis={"autorange": "reversed"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return figure
