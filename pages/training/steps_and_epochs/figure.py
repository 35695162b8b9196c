"""The timetable as two curves with now marked: iterations per epoch over the batch size, updates over the epochs."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from plotly import subplots

from cnnlib.training.schedule import Schedule, iterations_per_epoch
from pages.frame.text.colours import roles

POINTS = 120


def curves(planned: Schedule) -> tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]:
    """((B, iterations), (E, updates)), B in even strides of its logarithm from 1 to N."""
    sizes = np.unique(np.geomspace(1, planned.samples, POINTS).astype(int)).tolist()
    iterations = [iterations_per_epoch(planned.samples, size, planned.drop_last) for size in sizes]
    epochs = list(range(planned.epochs + 1))
    return (sizes, iterations), (epochs, [planned.iterations_per_epoch * epoch for epoch in epochs])


def schedules_figure(
    by_batch: tuple[list[int], list[int]],
    by_epoch: tuple[list[int], list[int]],
    *,
    now: tuple[tuple[int, int], tuple[int, int]],
    titles: tuple[str, str],
    axes: tuple[str, str, str, str],
) -> go.Figure:
    """Each curve is (x, y); `now` marks one point on each; `axes` are x and y of the first, then of the second."""
    line, mark = roles()["input"]["light"], roles()["window"]["light"]
    figure = subplots.make_subplots(1, 2, subplot_titles=titles, horizontal_spacing=0.12)
    for column, ((x, y), here) in enumerate(zip((by_batch, by_epoch), now, strict=True), start=1):
        shape = {"shape": "hv"} if column == 1 else {}
        figure.add_scatter(x=x, y=y, mode="lines", line={"color": line, **shape}, row=1, col=column, showlegend=False)
        figure.add_scatter(
            x=[here[0]],
            y=[here[1]],
            mode="markers+text",
            text=[f"{here[1]:,}"],
            textposition="top right",
            marker={"color": mark, "size": 12},
            row=1,
            col=column,
            showlegend=False,
        )
        figure.update_xaxes(title_text=axes[2 * column - 2], row=1, col=column)
        figure.update_yaxes(title_text=axes[2 * column - 1], row=1, col=column)
    figure.update_xaxes(type="log", row=1, col=1)
    figure.update_yaxes(type="log", row=1, col=1)
    figure.update_layout(
        height=340,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return figure
