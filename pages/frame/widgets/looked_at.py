"""A lesson's picture where it is only looked at: it plays, and nothing on it can be moved."""

from __future__ import annotations

from typing import Any

from pages.frame.lesson import Lesson
from pages.frame.stage import component
from pages.frame.text.texts import Say
from pages.frame.widgets import words


def show(
    key: str, lesson: Lesson, settings: Any, say: Say, *, page: str, epoch: str, hand: dict[str, Any], present: int = 0
) -> None:
    """`say` is the lesson's; `hand`: where it stands, how fast it goes, and what is chosen on it.

    Raises:
        InvalidSetting: settings that cannot be have no picture.
    """
    picture = lesson.picture(settings, say)
    component.draw(
        key,
        picture.scene,
        on_hand=lambda: None,
        epoch=epoch,
        page=page,
        frame=page,
        sliders=(),
        edits=False,
        lang=say.lang,
        topic=say.topic,
        labels=words.on_stage(say.with_names(picture.names)),
        hand={**hand, "edits": {}},
        troubled=False,
        present=present,
        qr=None,
    )
