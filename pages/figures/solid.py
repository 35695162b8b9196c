"""The volumes of a network as boxes in space, which can be turned. Depth is drawn as its square root."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import plotly.graph_objects as go

from pages.frame.colours import roles

# the corners of a box by bits (x, y, z), and its twelve triangles
CORNERS = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
TRIANGLES = [
    (0, 1, 3), (0, 3, 2), (4, 6, 7), (4, 7, 5), (0, 4, 5), (0, 5, 1),
    (2, 3, 7), (2, 7, 6), (0, 2, 6), (0, 6, 4), (1, 5, 7), (1, 7, 3),
]  # fmt: skip
EDGES = [(0, 1), (1, 3), (3, 2), (2, 0), (4, 5), (5, 7), (7, 6), (6, 4), (0, 4), (1, 5), (2, 6), (3, 7)]
STRETCH = 4.0  # of the square root of the depth
GAP = 34.0
ROW = 3.0  # width and height that a row of numbers is drawn with


def solid_figure(boxes: Sequence[tuple[str, tuple[int, int, int], str]]) -> go.Figure:
    """`boxes` are (name, (D, H, W), size as text), in the order of the network."""
    figure, at = go.Figure(), 0.0
    for n, (name, (depth, rows, columns), size) in enumerate(boxes):
        flat = rows == columns == 1
        long = STRETCH * sqrt(depth)
        # A row of numbers stands upright, as in the flat drawing.
        sides = (ROW, ROW, long) if flat else (long, columns, rows)
        role = roles()["output" if n else "input"]["light"]
        figure.add_trace(_box((at, 0.0, 0.0), sides, role, f"{name}<br>{size}"))
        figure.add_trace(_edges((at, 0.0, 0.0), sides, role))
        figure.add_scatter3d(
            x=[at + sides[0] / 2], y=[0], z=[sides[2] / 2 + 14], mode="text", text=[name], showlegend=False,
            hoverinfo="skip",
        )  # fmt: skip
        at += sides[0] + GAP
    hidden = {"visible": False}
    figure.update_layout(
        height=460, margin={"l": 0, "r": 0, "t": 0, "b": 0}, showlegend=False, paper_bgcolor="rgba(0,0,0,0)",
        scene={
            "aspectmode": "data", "xaxis": hidden, "yaxis": hidden, "zaxis": hidden,
            "camera": {"eye": {"x": -0.7, "y": -2.0, "z": 0.9}, "center": {"x": 0.05, "y": 0, "z": -0.1}},
        },
    )  # fmt: skip
    return figure


def _corners(start: tuple[float, ...], sides: tuple[float, ...]) -> list[tuple[float, ...]]:
    """The eight corners, the box centred about the axis along which the network runs."""
    return [
        (start[0] + c[0] * sides[0], start[1] + (c[1] - 0.5) * sides[1], start[2] + (c[2] - 0.5) * sides[2])
        for c in CORNERS
    ]


def _box(start: tuple[float, ...], sides: tuple[float, ...], colour: str, label: str) -> go.Mesh3d:
    x, y, z = zip(*_corners(start, sides), strict=True)
    i, j, k = zip(*TRIANGLES, strict=True)
    return go.Mesh3d(
        x=x, y=y, z=z, i=i, j=j, k=k, color=colour, opacity=0.45, flatshading=True,
        hovertemplate=label + "<extra></extra>",
    )  # fmt: skip


def _edges(start: tuple[float, ...], sides: tuple[float, ...], colour: str) -> go.Scatter3d:
    corners = _corners(start, sides)
    points = [point for a, b in EDGES for point in (corners[a], corners[b], (None, None, None))]
    x, y, z = zip(*points, strict=True)
    line = {"color": colour, "width": 3}
    return go.Scatter3d(x=x, y=y, z=z, mode="lines", line=line, showlegend=False, hoverinfo="skip")
