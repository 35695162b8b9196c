"""One run of a page: what is set and what can be shown of it, worked out once and handed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cnnlib.errors import InvalidSetting
from pages.frame.jobs import Jobs, records
from pages.frame.lesson import Lesson, Picture
from pages.frame.state.session import key, session
from pages.frame.text.texts import Say


@dataclass(frozen=True)
class Run:
    """All that a page's widgets, words, charts and stage are drawn from."""

    lesson: Lesson
    settings: Any  # what the widgets and the link say
    jobs: Jobs  # the long work of these settings
    shown: Any  # the settings of the picture: with a dragged slider's value, or the last ones that could be shown
    records: Mapping[str, tuple]  # of each work: what it has given so far for the settings shown
    picture: Picture
    problem: InvalidSetting | None  # why what is shown is not what was asked for
    say: Say  # the lesson's words, their places filled from the picture's names

    @property
    def address(self) -> str:
        return self.lesson.address

    def key(self, name: str) -> str:
        """The key of one of the page's widgets or charts."""
        return key(self.address, name)


def resolve(jobs: Jobs, say: Say, asked: Any = None) -> Run:
    """The run of a page whose settings are those of `jobs`. The picture is that of `asked`, which are the same unless
    a slider is being dragged; where they cannot be, that of the last good ones, else of the defaults."""
    lesson, last_good = jobs.lesson, session().last_good
    asked = jobs.settings if asked is None else asked
    try:
        run = _with_picture(asked, None, jobs, say)
        last_good[lesson.address] = asked
        return run
    except InvalidSetting as problem:
        shown = last_good.get(lesson.address, lesson.settings())
        part = getattr(asked, "part", None)
        if part != getattr(shown, "part", None):  # the words are of this part, and so must the picture be
            shown = replace(lesson.settings(), part=part)
        return _with_picture(shown, problem, jobs, say)


def _with_picture(shown: Any, problem: InvalidSetting | None, jobs: Jobs, say: Say) -> Run:
    lesson = jobs.lesson
    given = records(lesson.address, lesson.works, shown)
    picture = lesson.picture(shown, say, given) if lesson.works else lesson.picture(shown, say)
    return Run(lesson, jobs.settings, jobs, shown, given, picture, problem, say.with_names(picture.names))
