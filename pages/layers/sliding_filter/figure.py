"""How often each input cell is used, as two heat maps on one scale: with the ring of zeros and without."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from plotly import subplots

from pages.frame.text.colours import roles

BLUE = roles()["input"]


def uses_figure(padded: np.ndarray, bare: np.ndarray, *, titles: tuple[str, str], scale: str) -> go.Figure:
    """`padded` and `bare` are use counts along one axis; a cell's count is the product of its row's and column's."""
    figure = subplots.make_subplots(1, 2, subplot_titles=titles, horizontal_spacing=0.06)
    most = max(int(padded.max()), int(bare.max()), 1) ** 2
    for column, counts in enumerate((padded, bare), start=1):
        figure.add_heatmap(
            z=np.outer(counts, counts),
            row=1,
            col=column,
            coloraxis="coloraxis",
            hovertemplate=f"%{{z}} {scale}<extra></extra>",
            texttemplate="%{z}" if len(counts) <= 12 else None,
        )
        figure.update_yaxes(autorange="reversed", scaleanchor=f"x{column}", showticklabels=False, row=1, col=column)
        figure.update_xaxes(showticklabels=False, constrain="domain", row=1, col=column)
    figure.update_layout(
        coloraxis={
            "cmin": 0,
            "cmax": most,
            "colorbar": {"title": {"text": scale}, "thickness": 12},
            "colorscale": [[0, "rgba(128,128,128,0.12)"], [1, BLUE["light"]]],
        },
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        height=360,
    )
    return figure
