"""What a stage reports comes from a browser, where anybody may write anything: it is read, or a line in the log."""

from __future__ import annotations

import json

import pytest

from pages.frame import gestures
from pages.frame.stage import component
from pages.frame.state import link
from pages.frame.state.fields import MOST_CELLS, Cells
from pages.frame.state.session import Session
from pages.frame.state.settings import fields_of
from pages.layers.sliding_filter import LESSON, Settings
from pages.server import streamlit_internals
from pages.training.live_training import LESSON as TRAINING
from pages.training.live_training import Settings as Training
from tests.frame.visitor import report as report_of
from tests.frame.visitor import visit

ENDLESS = 10**400


@pytest.fixture
def report(monkeypatch):
    """A stage that reports something for the state of now: a function that returns the settings which that sets."""
    visitor, found = Session(epoch="now", settings={LESSON.address: Settings()}), {}
    monkeypatch.setattr(gestures, "session", lambda: visitor)
    monkeypatch.setattr(link, "set_values", lambda _, changes: found.update(changes))
    monkeypatch.setattr(link, "set_presenting", lambda on: None)

    def reporting(hand):
        now = {"epoch": "now", **hand} if isinstance(hand, dict) else hand
        monkeypatch.setattr(component, "reported", lambda key: {"hand": now, "live": now})
        found.clear()
        gestures.apply_gesture(LESSON)
        return dict(found)

    return reporting


def test_what_a_hand_does_is_read(report):
    assert report({"pos": 3, "edits": {"input": [[[0, 1, 2], 5], [[0, 1, 3], -1.005]]}, "speed": 99}) == {
        "pos": 3,
        "speed": 30,
        "x": (((0, 1, 2), 5.0), ((0, 1, 3), -1.0)),
        "w": (),
    }


FORGED_EDITS = ["text", 7, {"a": 1}, [7], ["ab"], [[1]], [[1, 2, 3]], [["abc", 5]], [[7, 5]]]
ODD_CELLS = [[[0, 1, index], 5] for index in (ENDLESS, -1, float("inf"), float("nan"), "1", None, [])] + [
    [[0, 1, 2], value] for value in (float("inf"), float("nan"), "1", None, [], {}, True)
]


@pytest.mark.parametrize("hand", ["text", 7, [], [1], True])
def test_what_is_no_report_sets_nothing(report, hand):
    assert report(hand) == {}


@pytest.mark.parametrize(
    "edits", ["text", 7, [1, 2], [], None, *({"input": edits} for edits in FORGED_EDITS)], ids=repr
)
def test_edits_of_a_wrong_form_change_no_cell(report, edits):
    assert not report({"edits": edits}).get("x")


@pytest.mark.parametrize("cell", ODD_CELLS, ids=repr)
def test_a_cell_that_is_none_is_left_out_and_the_others_are_read(report, cell):
    assert report({"edits": {"input": [cell, [[0, 0, 0], 7]]}})["x"] == (((0, 0, 0), 7.0),)


@pytest.mark.parametrize(
    "value", [ENDLESS, -ENDLESS, float("inf"), float("nan"), "3", [], {}, None, True, 1e300], ids=repr
)
def test_any_value_of_any_setting_is_one_that_it_can_hold(report, value):
    report({name: value for name in LESSON.hand_settings()})
    for lesson, settings in ((LESSON, Settings()), (TRAINING, Training())):
        report({"values": dict.fromkeys(vars(settings), value) | {"none": value}})
        dragged = gestures.with_dragged_slider(lesson, settings)
        assert all(
            field.nearest(getattr(dragged, name)) == getattr(dragged, name)
            for name, field in fields_of(type(settings)).items()
        )


@pytest.mark.parametrize("values", ["text", 7, [1], None], ids=repr)
def test_a_drag_of_a_wrong_form_drags_nothing(report, values):
    report({"values": values})
    assert gestures.with_dragged_slider(LESSON, Settings()) == Settings()


def test_more_cells_than_any_grid_has_are_not_even_looked_at():
    class Unread(list):
        def __len__(self):
            raise AssertionError("looked at")

    with pytest.raises(ValueError, match="too long"):
        Cells(3).nearest([Unread()] * (MOST_CELLS + 1))
    assert len(Cells(3).nearest([[[0, i, j], 1] for i in range(64) for j in range(64)])) == MOST_CELLS


@pytest.mark.parametrize("text", ["text", "[1]", '{"hand": ' + "9" * 5000 + "}", '{"live": ' + "[" * 10**5], ids=len)
def test_a_report_that_cannot_be_read_is_a_line_in_the_log(text):
    streamlit_internals.check()  # mends how reports are read
    app = report_of(visit("output-size", lang="en"), "unfolded_stage", text)
    assert not app.exception


def test_a_report_of_this_state_comes_through():
    app = visit("output-size", lang="en")
    hand = {"epoch": app.session_state["course"].epoch, "pos": 2}
    report_of(app, "unfolded_stage", json.dumps({"hand": hand}))
    assert app.session_state["course"].settings["output-size"].pos == 2
