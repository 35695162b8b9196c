"""What a visitor does on the stage becomes settings; a dragged slider's value is laid over them for the picture."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from pages.frame.lesson import Lesson
from pages.frame.stage import component
from pages.frame.state import link
from pages.frame.state.fields import Steps, Whole
from pages.frame.state.session import key, session
from pages.frame.state.settings import fields_of

log = logging.getLogger(__name__)


def apply_gesture(lesson: Lesson) -> None:
    """What the visitor did on the stage becomes settings; a report older than the state is dropped."""
    hand = _reported(lesson, "hand")
    if hand is None:
        return
    fields = fields_of(lesson.settings)
    # What has a slider too is reported only when the hand has just changed it.
    found = {name: fields[name].nearest(hand[name]) for name in lesson.hand_settings() if name in hand}
    edits = _dictionary(hand.get("edits"))
    for grid, name in lesson.edits.items():
        try:
            found[name] = fields[name].nearest(edits.get(grid))
        except ValueError as error:
            log.warning("the stage reported unreadable edits: %s", error)
    before = getattr(session().settings[lesson.address], "part", None)
    if found.get("part", before) != before:  # chosen on the stage, as by its tab
        found["pos"] = None
        link.new_epoch()
    link.set_values(lesson.address, found)
    link.set_presenting(bool(hand.get("present")))


def with_dragged_slider(lesson: Lesson, settings: Any) -> Any:
    """The settings with the slider that is being dragged just now laid over them, so the picture follows."""
    live = _reported(lesson, "live")
    if live is None:
        return settings
    fields, asked = fields_of(lesson.settings), _dictionary(live.get("values"))
    over = {n: fields[n].at(v) for n, v in asked.items() if isinstance(fields.get(n), (Whole, Steps))}
    return replace(settings, **over) if over else settings


def _reported(lesson: Lesson, what: str) -> dict[str, Any] | None:
    """What the stage told last under this name; None where it told nothing, or is older than the state."""
    told = _dictionary(component.reported(key(lesson.address, "stage")).get(what))
    return told if told.get("epoch") == session().epoch else None


def _dictionary(told: Any) -> dict[str, Any]:
    """What a stage told, if it has the form of it; it comes from a browser, where anybody may write anything."""
    if told is not None and not isinstance(told, dict):
        log.warning("the stage reported %s for a dictionary", type(told).__name__)
        return {}
    return told or {}
