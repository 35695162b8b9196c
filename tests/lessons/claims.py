"""Holds what a lesson's page claims against predicates worked out without the lesson: arithmetic, naive loops.

A lesson's predicates stand in `tests/lessons/<lesson>/claims.py`:

- `CLAIMS`: name of a claim -> predicate of a `Shown`; `always` where the sentence says nothing of the settings.
- `PHRASES`: what no sentence of the page may say unless the predicate holds, as a pattern for both languages. So a
  claim that is put into a sentence without a condition is found too.
- `RIGHT`: id of a question -> its right answer from the numbers drawn; of a question about meaning instead, for each of
  its choices, whether that is true in the case described, worked out from the names of the words.
- `records(settings)`, where the words speak of long work: what that has given.
"""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cnnlib.errors import InvalidSetting
from pages.frame.lesson import Lesson, Picture, Question, WordQuestion, belongs
from pages.frame.lesson import drawn as drawn_question
from pages.frame.state.fields import Amount, Cells, Choice, Flag, Line, Place, Steps, Whole
from pages.frame.state.settings import fields_of
from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.frame.text.formulas import value_of
from pages.frame.text.texts import Say
from pages.frame.widgets.words import on_stage, part_key

DRAWN = 300  # settings a part


@dataclass(frozen=True)
class Shown:
    """One state of a lesson: its settings and picture, the numbers of its words, and what its page says."""

    lesson: Lesson
    settings: Any
    pictures: dict[str, Picture]  # in each language
    words: dict[str, str]  # in each language: all sentences around the stage, one a line

    @property
    def picture(self) -> Picture:
        return self.pictures["en"]

    def __getattr__(self, name: str) -> Any:
        """A number of the words, or else a setting: of a photograph its own W, not the one that is set."""
        value = value_of(self.pictures["en"].names.get(name))
        return getattr(self.settings, name) if value is None or isinstance(value, str) else value


Predicate = Callable[[Shown], bool]


def always(_: Shown) -> bool:
    """The sentence says nothing of the settings: what to do with the stage, what a word means."""
    return True


def of(lesson: Lesson) -> Any:
    """The module with the predicates of a lesson."""
    return importlib.import_module(f"tests.lessons.{lesson.topic}.claims")


@cache
def in_words(topic: str) -> frozenset[str]:
    """The claims that a lesson has sentences for."""
    start = f"{topic}.claim_"
    return frozenset(key.removeprefix(start) for key in catalogue() if key.startswith(start))


def show(lesson: Lesson, settings: Any, in_both: bool = True) -> Shown:
    """The state as its page would show it; InvalidSetting where it cannot be. Without `in_both` one picture serves both
    languages, for time: their sentences are there all the same, with English names in their gaps."""
    given = getattr(of(lesson), "records", dict)
    extra = (given(settings),) if lesson.works else ()
    picture = lesson.picture(settings, Say(lesson.topic, "en"), *extra)
    other = lesson.picture(settings, Say(lesson.topic, "zh"), *extra) if in_both else picture
    pictures = {"en": picture, "zh": other}
    words = {lang: "\n".join(_sentences(lesson, settings, pictures[lang], lang)) for lang in LANGUAGES}
    return Shown(lesson, settings, pictures, words)


def _sentences(lesson: Lesson, settings: Any, picture: Picture, lang: str) -> Iterator[str]:
    say = Say(lesson.topic, lang).with_names(picture.names)
    yield from (say(part_key(word, settings, say)) for word in ("idea", "formula"))
    yield from (say(f"claim_{name}") for name in picture.claims)
    for section in lesson.sections:
        if belongs(section, settings) and say.knows(f"section_{section.id}_about"):
            yield say(f"section_{section.id}_about")
    yield from on_stage(say).values()


def wrong(shown: Shown) -> dict[str, str]:
    """What its page says and is not true of what it stands beside: of each claim or phrase, what is the matter."""
    known, found = of(shown.lesson), {}
    told = {lang: picture.claims for lang, picture in shown.pictures.items()}
    if told["zh"] != told["en"]:
        found["languages"] = f"the languages claim other things: {told}"
    for name in told["en"]:
        if not known.CLAIMS[name](shown):
            found[name] = f"{name} is claimed and not true: {shown.settings}"
    for pattern, holds in known.PHRASES.items():
        said = [line for text in shown.words.values() for line in text.split("\n") if re.search(pattern, line)]
        if said and not holds(shown):
            found[pattern] = f"this is said and not true: {said}, {shown.settings}"
    return found


def ask(lesson: Lesson, question: Question | WordQuestion, seed: int) -> None:
    """AssertionError unless exactly one of the choices drawn is right, and it is the one that is said to be."""
    numbers, choices = drawn_question(question, seed)
    right = of(lesson).RIGHT[question.id]
    for mistake, value in choices:
        if isinstance(question, Question):
            is_right = value == right(**numbers)
        else:
            is_right = right[value](**question.names(**numbers))
        assert is_right == (mistake is None), f"{question.id} {numbers}: {value} ({mistake or 'right'})"


def drawn(lesson: Lesson, part: str | None, count: int = DRAWN) -> Iterator[Shown]:
    """The defaults of a part, its examples, and so many settings by chance, all of which can be."""
    plain = lesson.settings() if part is None else lesson.settings(part=part)
    examples = [changes for panel in lesson.panels for changes in panel.actions(plain).values()]
    for settings in (plain, *(replace(plain, **changes) for changes in examples)):
        if part is None or settings.part == part:
            yield from _if_possible(lesson, settings)
    chance, found = random.Random(f"{lesson.topic} {part}"), 0
    for _ in range(20 * count):
        for shown in _if_possible(lesson, by_chance(lesson, part, chance), in_both=found % 4 == 0):
            yield shown
            found += 1
        if found == count:
            return
    raise AssertionError(f"{lesson.topic} {part}: only {found} of the settings drawn can be")


def by_chance(lesson: Lesson, part: str | None, chance: random.Random) -> Any:
    """Settings that the widgets can hold, whether or not they can be."""
    values = {name: _held(field, chance) for name, field in fields_of(lesson.settings).items()}
    examples = [changes for panel in lesson.panels for changes in panel.actions(lesson.settings()).values()]
    if examples and chance.random() < 0.3:
        values |= chance.choice(examples)
    return lesson.settings(**(values | ({"part": part} if part else {})))


def _if_possible(lesson: Lesson, settings: Any, in_both: bool = True) -> Iterator[Shown]:
    try:
        yield show(lesson, settings, in_both)
    except InvalidSetting:
        pass


def _held(field: Any, chance: random.Random) -> Any:
    """A value that the field's widget can hold: often the default, often a small one."""
    if chance.random() < 0.3:
        return field.default
    match field:
        case Amount(low=low, high=high):
            return min(high, low + int(10 ** chance.uniform(0, 5)))
        case Whole(low=low, high=high):
            return chance.randint(low, high if chance.random() < 0.5 else min(high, low + 5))
        case Choice(options=options) | Steps(values=options):
            return chance.choice([option for option in options if option != "own"])
        case Flag():
            return chance.random() < 0.5
        case Place(high=high):
            return chance.randint(0, min(high, 60))
        case Cells(axes=axes):
            index = [tuple(chance.randint(0, 4) for _ in range(axes)) for _ in range(chance.randint(0, 3))]
            return field.nearest([(each, chance.choice((-9.0, 0.0, 0.5, 3.0))) for each in index])
        case Line():
            return field.default
    raise TypeError(f"say here how to draw a {type(field).__name__}")
