"""A question of the course as a class is asked it, and the state that it is shown: both known by a few words."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from pages.classroom.store.polls import Poll
from pages.frame.lesson import Lesson, drawn
from pages.frame.state.settings import decode, encode, opening
from pages.menu import BY_ADDRESS
from pages.self_test.draw import Drawn

LONGEST = 8000  # characters of a state that a class is shown


def question(lesson: str, name: str | None, ask: int | None) -> Drawn | None:
    """The question of this name with the numbers of this draw; None where the course has none."""
    found = [each for each in BY_ADDRESS[lesson].questions if each.id == name] if lesson in BY_ADDRESS else []
    return Drawn(BY_ADDRESS[lesson], found[0], *drawn(found[0], ask)) if found and ask is not None else None


def state_of(poll: Poll) -> tuple[Lesson, dict[str, str]] | None:
    """(the lesson, the query) that the class is to look at: what the teacher shows, or what answers the question."""
    lesson = BY_ADDRESS.get(poll.lesson)
    if lesson is None:
        return None
    one = question(poll.lesson, poll.question, poll.ask)
    if one is None:
        return lesson, dict(parse_qsl(poll.state))
    shows = one.question.shows
    changes = dict(shows(**one.numbers)) if shows else {}
    part = {"part": one.question.part} if one.question.part else {}
    return lesson, encode(lesson.settings(**{**part, **changes, "ask": poll.ask}))


def written(settings: Any) -> str:
    """A state as it is kept."""
    return urlencode(encode(settings))


def settings_of(lesson: Lesson, query: dict[str, str]) -> Any:
    return decode(lesson.settings, query) if query else opening(lesson.settings)
