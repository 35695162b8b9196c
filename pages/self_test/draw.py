"""Which ten questions a number draws: one from each of ten lessons, with choices, always the same of one number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from pages.frame.lesson import Choices, Lesson, Question, WordQuestion
from pages.frame.text.texts import Say
from pages.menu import LESSONS

COUNT = 10


@dataclass(frozen=True)
class Drawn:
    """A question as it is asked: its numbers, and its choices, of which one names no mistake."""

    lesson: Lesson
    question: Question | WordQuestion
    numbers: dict[str, Any]
    choices: Choices

    def say(self, lang: str) -> Say:
        """The lesson's words, with what fills this question's gaps."""
        return Say(self.lesson.topic, lang).with_names(self.question.names(**self.numbers))

    @property
    def right(self) -> int:
        """The place of the right choice, from 0."""
        return next(i for i, (mistake, _) in enumerate(self.choices) if mistake is None)


@lru_cache(64)
def ten(draw: int) -> tuple[Drawn, ...]:
    """The questions of this draw, in the order of learning. Their numbers are drawn from the settings with which the
    lesson opens."""
    asking = [lesson for lesson in LESSONS if lesson.questions]
    chosen = np.sort(np.random.default_rng(draw).choice(len(asking), min(COUNT, len(asking)), replace=False))
    return tuple(_one(asking[i], np.random.default_rng([draw, int(i)])) for i in chosen)


def _one(lesson: Lesson, rng: np.random.Generator) -> Drawn:
    """A lesson's draw depends on the number and its place alone: another lesson's new question does not touch it."""
    question = lesson.questions[int(rng.integers(len(lesson.questions)))]
    return Drawn(lesson, question, *question.draw(rng, lesson.settings()))
