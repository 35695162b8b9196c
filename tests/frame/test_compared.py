"""The picture of a mistake: each window lies under just the cells that it covers, and is numbered as it is counted."""

import re

from pages.frame.quiz import Row
from pages.frame.widgets.compared import _row

CELL = 20


def test_a_window_lies_under_its_cells_and_has_its_number():
    row = Row("0xxx0", ((0, 3), (2, 3)), ((1, 3),))
    svg = _row(row, CELL)
    rects = re.findall(r'<rect class="(window|uncounted)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    assert sorted(rects) == [("uncounted", "21", "58"), ("window", "1", "58"), ("window", "41", "58")]
    assert re.findall(r'<text class="window"[^>]*>(\d)<', svg) == ["1", "2"]
    assert svg.count('class="zero"') == 4 and svg.count('class="input"') == 3  # each zero is a box with a 0 in it
