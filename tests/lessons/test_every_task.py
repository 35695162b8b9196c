"""Every task: open on arrival, solved by its solution, true to its words there and around it, in reach of a hand."""

import html
import re
from functools import cache
from importlib import import_module

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from pages import menu
from pages.frame.lesson import belongs
from pages.frame.run import Run
from pages.frame.state.settings import decode, encode, fields_of
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import Say
from pages.frame.widgets.tasks import done_now, saying

TASKS = [(lesson, task) for lesson in menu.LESSONS for task in lesson.tasks]
EACH = pytest.mark.parametrize(("lesson", "task"), TASKS, ids=[f"{lesson.address}-{task.id}" for lesson, task in TASKS])
PARTS = [
    (lesson, part)
    for lesson in menu.LESSONS
    for part in getattr(fields_of(lesson.settings).get("part"), "options", ("",))
]
EACH_PART = pytest.mark.parametrize(("lesson", "part"), PARTS, ids=[f"{each.address}-{part}" for each, part in PARTS])
BRIEF = ("direction", "axes", "sorted")  # parts whose work takes no second
DRAWN = 12  # states around a solution


def solution(lesson, task):
    return import_module(f"tests.lessons.{lesson.topic}.solutions").SOLUTIONS[task.id]


def state(lesson, part, settings=()):
    return lesson.settings(**({"part": part} if part else {}), **dict(settings))


@cache
def records(topic, settings) -> dict:
    """What the works of this part give from beginning to end."""
    [lesson] = (each for each in menu.LESSONS if each.topic == topic)
    return {work.id: tuple(work.begin(settings)) for work in lesson.works if belongs(work, settings)}


def run(lesson, settings, lang="en", worked=False) -> Run:
    """A run of the page in this state, its works not begun, or done."""
    say, given = Say(lesson.topic, lang), records(lesson.topic, settings) if worked else {}
    picture = lesson.picture(settings, say, given) if lesson.works else lesson.picture(settings, say)
    return Run(lesson, settings, None, settings, given, picture, None, say.with_names(picture.names))


def text(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_there_are_tasks_in_every_part_and_a_solution_for_each():
    assert len(TASKS) >= 40
    for lesson in menu.LESSONS:
        solved = import_module(f"tests.lessons.{lesson.topic}.solutions").SOLUTIONS
        assert list(solved) == [task.id for task in lesson.tasks], lesson.topic


@EACH_PART
def test_a_part_has_three_to_five_and_none_is_done_on_arrival(lesson, part):
    arrived = state(lesson, part)
    assert 3 <= len(lesson.tasks_of(arrived)) <= 5
    assert not done_now(run(lesson, arrived))
    if part in BRIEF:
        assert not done_now(run(lesson, arrived, worked=True)), "nor by waiting"
    first = lesson.settings()
    by_tab = dict(lesson.enters(first, part)) if part else {}
    assert not done_now(run(lesson, state(lesson, part, by_tab)))


@EACH
def test_its_solution_solves_it_and_is_in_reach_of_a_hand(lesson, task):
    found = solution(lesson, task)
    solved = state(lesson, task.part, found.settings)
    for lang in LANGUAGES:
        reasons = done_now(run(lesson, solved, lang, found.needs_work))
        assert task.id in reasons
        reason = text(reasons[task.id])
        assert found.says in reason and "[[" not in reason and "?" not in reason
        assert len(re.findall(r"[。.](?=\s|$)", reason)) == 1, "one sentence"
    assert decode(lesson.settings, encode(solved)) == solved, "a link keeps it"
    panels = {name for panel in lesson.panels for name in panel.controls(solved)}
    buttons = {name for panel in lesson.panels for changes in panel.actions(solved).values() for name in changes}
    hands = {*lesson.controls(solved), *panels, *buttons, *lesson.hand_settings(), *lesson.edits.values(), *own(lesson)}
    assert set(found.settings) <= hands


def own(lesson) -> set[str]:
    """What a section or a view sets by itself."""
    return {"checked"} if lesson.topic == "cifar10" else set()


@EACH
def test_around_its_solution_it_is_done_where_arithmetic_says_so(lesson, task):
    found = solution(lesson, task)
    if found.holds is None:
        return
    for settings in around(lesson, state(lesson, task.part, found.settings)):
        try:
            done = task.id in done_now(run(lesson, settings))
        except InvalidSetting:
            continue
        assert done == found.holds(settings), encode(settings)


def around(lesson, solved):
    """The state itself, that of an arrival, and some in which one to three controls stand elsewhere."""
    yield solved
    yield state(lesson, getattr(solved, "part", ""))
    rng, fields = np.random.default_rng(1), fields_of(lesson.settings)
    names = [name for name in lesson.controls(solved) if name != "line"]
    for _ in range(DRAWN if names else 0):
        moved = {
            name: fields[name].read(str(rng.choice(values(fields[name]))))
            for name in rng.choice(names, min(len(names), int(rng.integers(1, 4))), replace=False)
        }
        yield state(lesson, "", {n: getattr(solved, n) for n in fields} | moved)


def values(field) -> list:
    """What a control can stand at, the lower ones of many."""
    if hasattr(field, "options"):
        return list(field.options)
    if hasattr(field, "values"):
        return list(field.values)
    return [0, 1] if isinstance(field.default, bool) else list(range(field.low, min(field.high, field.low + 24) + 1))


@pytest.mark.parametrize("lang", LANGUAGES)
@EACH
def test_what_to_do_is_said_in_the_same_words_at_every_setting(lesson, task, lang):
    solved = state(lesson, task.part, solution(lesson, task).settings)
    before, after = (saying(run(lesson, each, lang)) for each in (state(lesson, task.part), solved))
    assert text(before) == text(after) and "[[" not in before
    assert f'data-task="{task.id}"' in before
