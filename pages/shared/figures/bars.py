"""Two shares of each layer side by side: where the parameters are, and where the multiply-adds are."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.frame.text.colours import roles


def paired_bars(
    names: Sequence[str], first: Sequence[float], second: Sequence[float], *, labels: tuple[str, str], axis: str
) -> go.Figure:
    """`first` and `second` are per cent of their totals, one a name."""
    figure = go.Figure()
    for label, shares, role in zip(labels, (first, second), ("filter", "output"), strict=True):
        figure.add_bar(
            x=list(names),
            y=list(shares),
            name=label,
            marker={"color": roles()[role]["light"]},
            texttemplate="%{y:.1f}",
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x}: %{y:.2f} %<extra>" + label + "</extra>",
        )
    figure.update_layout(
        barmode="group",
        bargap=0.25,
        height=340,
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        legend={"orientation": "h", "y": 1.12, "x": 0},
        yaxis={"title": {"text": axis}},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return figure
