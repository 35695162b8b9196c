"""What a visitor does on the stage becomes settings; a dragged slider's value is laid over them for the picture."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from pages.frame.lesson import Lesson
from pages.frame.stage import component
from pages.frame.state import link
from pages.frame.state.fields import Steps, Whole
from pages.frame.state.session import session
from pages.frame.state.settings import fields_of


def apply_gesture(lesson: Lesson) -> None:
    """What the visitor did on the stage becomes settings; a report older than the state is dropped."""
    hand = component.reported(link.key(lesson.address, "stage")).get("hand")
    if not isinstance(hand, dict) or hand.get("epoch") != session().epoch:
        return
    fields = fields_of(lesson.settings)
    # What has a slider too is reported only when the hand has just changed it.
    found = {name: fields[name].nearest(hand[name]) for name in lesson.hand_settings() if name in hand}
    for grid, name in lesson.edits.items():
        try:
            found[name] = fields[name].nearest(dict(hand.get("edits") or {}).get(grid))
        except (TypeError, ValueError):
            logging.getLogger(__name__).warning("the stage reported unreadable edits")
    before = getattr(session().settings[lesson.address], "part", None)
    if found.get("part", before) != before:  # chosen on the stage, as by its tab
        found["pos"] = None
        link.new_epoch()
    link.set_values(lesson.address, found)
    link.set_presenting(bool(hand.get("present")))


def with_dragged_slider(lesson: Lesson, settings: Any) -> Any:
    """The settings with the slider that is being dragged just now laid over them, so the picture follows."""
    live = component.reported(link.key(lesson.address, "stage")).get("live")
    if not isinstance(live, dict) or live.get("epoch") != session().epoch:
        return settings
    fields, asked = fields_of(lesson.settings), dict(live.get("values") or {})
    over = {n: fields[n].at(v) for n, v in asked.items() if isinstance(fields.get(n), (Whole, Steps))}
    return replace(settings, **over) if over else settings
