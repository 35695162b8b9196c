"""What a lesson is made of: its settings, its picture, its controls, tasks, questions, sections and long work.

All that lessons have in common (link, language, impossible settings, the picture that follows a dragged slider,
presets, questions, source) is drawn from this by `page.py`, once. Nothing here draws, or imports Streamlit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from pages.frame.quiz import Compared, draw_question, generator
from pages.frame.stage.scene import Scene
from pages.frame.state.fields import Place
from pages.frame.state.settings import fields_of, whole
from pages.frame.text.texts import Say

Changes = Mapping[str, Any]
AlsoSets = Callable[[str, Any], dict[str, Any]]  # a choice, and what is chosen -> what else is then set
Choices = list[tuple[str | None, Any]]  # (the mistake, or None where it is right; the answer)
AT_ONCE = 2  # questions that are asked side by side


@dataclass(frozen=True)
class Picture:
    """What one state of the lesson shows: the scene, and the symbols, formulas and numbers for the words."""

    scene: Scene
    names: Mapping[str, Any]
    fixed: Mapping[str, int] = field(default_factory=dict)  # controls that something else decides now
    offers: tuple[Changes, ...] = ()  # changes worth a button in this state, behind the text `offers`
    claims: tuple[str, ...] = ()  # what is true of this picture, told in this order: the texts `claim_<name>`


@dataclass(frozen=True)
class Panel:
    """A drawer of controls beside the title; `controls` may depend on the settings."""

    id: str
    controls: Callable[[Any], tuple[str, ...]]
    actions: Callable[[Any], Mapping[str, Changes]] = lambda settings: {}
    extra: Callable[[Any], None] | None = None  # draws what else is in it, from the `Run` of run.py
    also_sets: AlsoSets | None = None  # a choice made here -> what else is then set


@dataclass(frozen=True)
class Section:
    """A chart or table. `draw` puts it there, from the `Run` of run.py, whose `shown` are the settings of the picture.

    Its heading is the text `section_<id>`, what it shows `section_<id>_about`. It lies in the fold "go deeper" unless
    it says otherwise.
    """

    id: str
    draw: Callable[[Any], None]
    folded: bool = False  # has a switch of its own in there: drawn only while its reader wants it
    parts: tuple[str, ...] = ()  # of a lesson in parts, those it belongs to; empty: all
    above_words: bool = False  # more controls than anything else: stands right below those, above the words
    in_view: bool = False  # the one that matters: stands below the words, with nothing to unfold
    still: bool = False  # no slider changes what it draws: a place, which the stage's script fills
    own_controls: tuple[str, ...] = ()  # those that change nothing else on the page: only the section follows them


@dataclass(frozen=True)
class Asked:
    """What every lesson's settings have besides: which draw of its questions is asked. So it travels in the link, and a
    class sees the same numbers."""

    ask: int = whole(0, 9999, 0)


@dataclass(frozen=True)
class Question:
    """`vary` draws the numbers of the question, `right` computes the answer from them.

    `shows` gives the settings with which the lesson's own picture holds that answer. `draws` gives, of a wrong choice,
    what that mistake would look like beside what is right; None where it cannot be drawn.
    """

    id: str
    vary: Callable[[np.random.Generator], dict[str, int]]
    right: Callable[..., int]
    mistakes: tuple[str, ...]
    names: Callable[..., Mapping[str, Any]]  # the same numbers -> what the words need: symbols, formulas
    part: str = ""  # of a lesson in parts, the one that it is asked in
    shows: Callable[..., Changes] | None = None  # the same numbers -> what is then set
    draws: Callable[..., Compared | None] = lambda mistake, **numbers: None

    def draw(self, rng: np.random.Generator, _settings: Any = None) -> tuple[dict[str, int], Choices]:
        return draw_question(rng, lambda: self.vary(rng), self.right, self.mistakes, 4)

    def label(self, say: Say, _mistake: str | None, value: Any) -> str:
        return say(f"choice_{self.id}", choice=value)


@dataclass(frozen=True)
class WordQuestion:
    """A question about meaning: its choices are sentences, `choice_<id>_right` and `choice_<id>_<mistake>`."""

    id: str
    mistakes: tuple[str, ...]
    names: Callable[..., Mapping[str, Any]] = dict
    part: str = ""
    shows: Callable[..., Changes] | None = None

    def draw(self, rng: np.random.Generator, _settings: Any = None) -> tuple[dict[str, int], Choices]:
        chosen = [None, *rng.permutation(list(self.mistakes))[:3].tolist()]
        return {}, [(chosen[i], chosen[i] or "right") for i in rng.permutation(len(chosen))]

    def label(self, say: Say, mistake: str | None, _value: Any) -> str:
        return say(f"choice_{self.id}_{mistake or 'right'}")

    def draws(self, _mistake: str | None) -> None:
        """Of a sentence there is no picture."""


@lru_cache(1024)
def drawn(question: Question | WordQuestion, ask: int) -> tuple[dict[str, int], Choices]:
    """The numbers and choices of one draw, the same for everybody; nobody writes into them."""
    return question.draw(generator(f"{question.part}.{question.id}", ask))


@dataclass(frozen=True)
class Task:
    """Something small to bring about with the hands; it is ticked once it is so.

    `done` is asked with the settings of the picture, and with the values of its names. Its words: `task_<id>`, what to
    do, which no setting changes; `task_<id>_why`, one sentence that is true whenever it is done.
    """

    id: str
    done: Callable[[Any, Mapping[str, Any]], bool]
    part: str = ""  # of a lesson in parts, the one that it is done in


@dataclass(frozen=True)
class Work:
    """What a lesson can set going. Each record the generator yields is one step; the picture is drawn with all."""

    id: str
    begin: Callable[[Any], Iterator[Any]]  # settings -> the generator
    depends_on: Callable[[Any], Hashable]  # what of the settings it depends on: other values, other work
    total: Callable[[Any], int]  # how many records there will be, for the bar
    parts: tuple[str, ...] = ()  # of a lesson in parts, those that show it; empty: all
    automatic: bool = False  # it begins by itself where it is shown
    recorded: Callable[[Any], tuple] = lambda settings: ()  # what is shown of it before the reader has begun it


def belongs(thing: Section | Work, settings: Any) -> bool:
    """Whether it is there in the part of these settings."""
    return not thing.parts or settings.part in thing.parts


@dataclass(frozen=True)
class Lesson:
    """All that is a lesson's own.

    A lesson in parts declares a choice named `part`: it is shown as tabs, and the texts `idea_<part>`, `formula_<part>`
    and `source_<part>` win over those without. A lesson with works gets their records as the picture's third argument.
    """

    package: str  # its `__name__`: the folder gives the address, and its words their topic
    settings: type
    picture: Callable[..., Picture]
    sliders: tuple[str, ...] | Callable[[Any], tuple[str, ...]]
    panels: tuple[Panel, ...] = ()
    tasks: tuple[Task, ...] = ()
    questions: tuple[Question | WordQuestion, ...] = ()
    sections: tuple[Section, ...] = ()
    works: tuple[Work, ...] = ()
    edits: Mapping[str, str] = field(default_factory=dict)  # grid id -> the setting that holds its edited cells
    mistakes: tuple[str, ...] = ()
    moved_by_hand: tuple[str, ...] = ()  # settings that the stage may move, beside places and the speed
    also_sets: AlsoSets | None = None  # a choice made below the stage -> what else is then set
    # the settings of now, and the part that is opened by its tab -> what else is then set
    enters: Callable[[Any, str], Changes] = lambda settings, part: {}
    check: Callable[[], Any] = lambda: None  # raises InvalidSetting where the lesson cannot be shown at all

    @property
    def topic(self) -> str:
        """The folder's name, under which its words are found."""
        return self.package.rpartition(".")[2]

    @property
    def address(self) -> str:
        return self.topic.replace("_", "-")

    def controls(self, settings: Any) -> tuple[str, ...]:
        """The controls below the stage, of these settings."""
        return self.sliders(settings) if callable(self.sliders) else self.sliders

    def tasks_of(self, settings: Any) -> tuple[Task, ...]:
        """The tasks of the part that is shown."""
        return tuple(task for task in self.tasks if task.part == getattr(settings, "part", ""))

    def questions_of(self, settings: Any) -> tuple[Question | WordQuestion, ...]:
        """The questions of the part that is shown, two at once; where there are more, each draw asks the next two."""
        there = tuple(question for question in self.questions if question.part == getattr(settings, "part", ""))
        start = settings.ask % len(there) if len(there) > AT_ONCE else 0
        return (there[start:] + there[:start])[:AT_ONCE]

    def hand_settings(self) -> tuple[str, ...]:
        """The settings that the stage itself moves."""
        places = (name for name, control in fields_of(self.settings).items() if isinstance(control, Place))
        return (*places, *(("speed",) if "speed" in fields_of(self.settings) else ()), *self.moved_by_hand)
