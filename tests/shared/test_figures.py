"""Bars and boxes of networks: their numbers are those that were given, one trace a share, one box a volume."""

import numpy as np

from pages.shared.figures.bars import paired_bars
from pages.shared.figures.solid import Box, solid_figure


def test_two_bars_a_layer():
    figure = paired_bars(["C1", "R1"], [10.0, 90.0], [75.0, 25.0], labels=("parameters", "work"), axis="per cent")
    assert [list(bar.y) for bar in figure.data] == [[10, 90], [75, 25]]
    assert [bar.name for bar in figure.data] == ["parameters", "work"]
    assert all(list(bar.x) == ["C1", "R1"] for bar in figure.data)
    assert figure.data[0].marker.color != figure.data[1].marker.color


def _sides(figure) -> list[list[float]]:
    boxes = [trace for trace in figure.data if trace.type == "mesh3d"]
    assert all(len(box.i) == 12 for box in boxes)
    return [[np.ptp(np.array(axis)) for axis in (box.x, box.y, box.z)] for box in boxes]


def test_a_box_is_as_wide_and_high_as_its_volume_and_deep_by_the_root():
    given = [
        Box("input", (4, 20, 30), "30×20×4"),
        Box("C1", (16, 10, 15), "15×10×16"),
        Box("F1", (100, 1, 1), "100"),
        Box("F2", (25, 1, 1), "25"),
    ]
    figure = solid_figure(given)
    first, second, third, fourth = _sides(figure)
    assert np.allclose(first[1:], [1, 20 / 30]) and np.allclose(second[1:], [15 / 30, 10 / 30])
    assert np.isclose(second[0], 2 * first[0]), "four times as deep: drawn twice as deep"
    assert np.isclose(third[2], 2 * fourth[2]) and third[2] > 9 * max(third[:2]), "rows of numbers stand upright"
    along = [(min(trace.x), max(trace.x)) for trace in figure.data if trace.type == "mesh3d"]
    assert all(end < start for (_, end), (start, _) in zip(along, along[1:], strict=False))


def test_two_towers_are_two_boxes_of_half_the_depth_one_above_the_other():
    whole, split = (solid_figure([Box("C1", (64, 9, 9), "9×9×64", towers)]) for towers in (1, 2))
    assert len(_sides(whole)) == 1 and len(_sides(split)) == 2
    upper, lower = (trace for trace in split.data if trace.type == "mesh3d")
    assert min(upper.z) > max(lower.z) and list(upper.x) == list(lower.x) and list(upper.y) == list(lower.y)
    written = [trace.text for trace in split.data if trace.type == "scatter3d" and trace.mode == "text"]
    assert written == [("C1",)], "one name for both"
