"""Bars and boxes of networks: their numbers are those that were given, one trace a share, one box a volume."""

import numpy as np

from pages.figures.bars import paired_bars
from pages.figures.solid import STRETCH, solid_figure


def test_two_bars_a_layer():
    figure = paired_bars(["C1", "R1"], [10.0, 90.0], [75.0, 25.0], labels=("parameters", "work"), axis="per cent")
    assert [list(bar.y) for bar in figure.data] == [[10, 90], [75, 25]]
    assert [bar.name for bar in figure.data] == ["parameters", "work"]
    assert all(list(bar.x) == ["C1", "R1"] for bar in figure.data)
    assert figure.data[0].marker.color != figure.data[1].marker.color


def test_a_box_is_as_wide_and_high_as_its_volume_and_deep_by_the_root():
    given = [("input", (3, 20, 30), "30×20×3"), ("C1", (16, 10, 10), "10×10×16"), ("F1", (100, 1, 1), "100")]
    figure = solid_figure(given)
    boxes = [trace for trace in figure.data if trace.type == "mesh3d"]
    assert len(boxes) == 3
    sides = [[np.ptp(np.array(axis)) for axis in (box.x, box.y, box.z)] for box in boxes]
    assert np.allclose(sides[0], [STRETCH * 3**0.5, 30, 20])
    assert np.allclose(sides[1], [STRETCH * 4, 10, 10])
    assert sides[2][2] == STRETCH * 10, "a row of numbers stands upright"
    assert max(boxes[0].x) < min(boxes[1].x) and max(boxes[1].x) < min(boxes[2].x)
    assert all(len(box.i) == 12 for box in boxes)
