"""The volumes of a network as boxes in space, which can be turned. Depth is drawn as its square root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import plotly.graph_objects as go

from pages.frame.text.colours import roles

# the corners of a box by bits (x, y, z), and its twelve triangles
CORNERS = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
TRIANGLES = [
    (0, 1, 3),
    (0, 3, 2),
    (4, 6, 7),
    (4, 7, 5),
    (0, 4, 5),
    (0, 5, 1),
    (2, 3, 7),
    (2, 7, 6),
    (0, 2, 6),
    (0, 6, 4),
    (1, 5, 7),
    (1, 7, 3),
]
EDGES = [(0, 1), (1, 3), (3, 2), (2, 0), (4, 5), (5, 7), (7, 6), (6, 4), (0, 4), (1, 5), (2, 6), (3, 7)]
# All lengths below are shares of the widest or highest volume, so that a small network is drawn as large as VGG-16.
LONGEST = 0.34  # what the deepest volume, and the longest row of numbers, are drawn with
GAP = 0.16
BETWEEN = 0.12  # two towers
ROW = 0.02  # width and height that a row of numbers is drawn with
UPRIGHT = 1.1  # length of the longest row of numbers

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Box:
    """A volume: its name, (D, H, W), its size in words, and how many towers share its depth."""

    name: str
    shape: tuple[int, int, int]
    size: str
    towers: int = 1


def solid_figure(boxes: Sequence[Box]) -> go.Figure:
    """The boxes in the order of the network, one behind the other along x; towers stand one above the other."""
    figure, at = go.Figure(), 0.0
    largest = max(max(box.shape[1:]) for box in boxes)
    deepest = max((box.shape[0] / box.towers for box in boxes if not _row(box)), default=1)
    longest = max((box.shape[0] for box in boxes if _row(box)), default=1)
    for n, box in enumerate(boxes):
        depth, rows, columns = box.shape
        if _row(box):  # upright, as in the flat drawing
            sides = (ROW, ROW, UPRIGHT * sqrt(depth / longest))
        else:
            sides = (LONGEST * sqrt(depth / box.towers / deepest), columns / largest, rows / largest)
        role = roles()["output" if n else "input"]["light"]
        whole = box.towers * sides[2] + (box.towers - 1) * BETWEEN
        for tower in range(box.towers):
            start = (at, -sides[1] / 2, whole / 2 - sides[2] - tower * (sides[2] + BETWEEN))
            figure.add_trace(_box(start, sides, role, f"{box.name}<br>{box.size}"))
            figure.add_trace(_edges(start, sides, role))
        figure.add_scatter3d(
            x=[at + sides[0] / 2],
            y=[0],
            z=[whole / 2 + 0.08],
            mode="text",
            text=[box.name],
            showlegend=False,
            hoverinfo="skip",
            textfont={"size": 14},
        )
        at += sides[0] + GAP
    hidden = {"visible": False}
    figure.update_layout(
        height=460,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        scene={
            "aspectmode": "data",
            "xaxis": hidden,
            "yaxis": hidden,
            "zaxis": hidden,
            "camera": {"eye": {"x": -0.92, "y": -1.55, "z": 0.63}, "center": {"x": -0.2, "y": 0, "z": -0.03}},
        },
    )
    return figure


def _row(box: Box) -> bool:
    return box.shape[1:] == (1, 1)


def _corners(start: Point, sides: Point) -> list[Point]:
    return [(start[0] + c[0] * sides[0], start[1] + c[1] * sides[1], start[2] + c[2] * sides[2]) for c in CORNERS]


def _box(start: Point, sides: Point, colour: str, label: str) -> go.Mesh3d:
    x, y, z = zip(*_corners(start, sides), strict=True)
    i, j, k = zip(*TRIANGLES, strict=True)
    return go.Mesh3d(
        x=x,
        y=y,
        z=z,
        i=i,
        j=j,
        k=k,
        color=colour,
        opacity=0.45,
        flatshading=True,
        hovertemplate=label + "<extra></extra>",
    )


def _edges(start: Point, sides: Point, colour: str) -> go.Scatter3d:
    corners = _corners(start, sides)
    points = [point for a, b in EDGES for point in (corners[a], corners[b], (None, None, None))]
    x, y, z = zip(*points, strict=True)
    line = {"color": colour, "width": 3}
    return go.Scatter3d(x=x, y=y, z=z, mode="lines", line=line, showlegend=False, hoverinfo="skip")
