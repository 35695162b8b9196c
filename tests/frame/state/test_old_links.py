"""A link opens the very same state for ever: 200 links, with what the code of their day made of them.

`old_links.json` was written once, by the course as it was before its files moved; never write it anew. Of each lesson
and each of its parts there are links that somebody copied, and links that are out of range, unreadable or impossible.

One reading of their day was wrong: a whole number written as 1e3 fell to the default without a word, though it says a
thousand. It is read now, and what is out of range falls to the nearest end, as 1000 always did.
"""

import json
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import pytest

from pages.frame.state.fields import Whole
from pages.frame.state.settings import decode, fields_of

OLD = json.loads(Path(__file__).with_name("old_links.json").read_text(encoding="utf-8"))
LESSONS = sorted({old["lesson"] for old in OLD})


def settings_of(lesson: str) -> type:
    return import_module(f"pages.{lesson.replace('/', '.')}").Settings


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_old_link_opens_the_state_that_it_opened_then(lesson):
    kind = settings_of(lesson)
    for old in OLD:
        if old["lesson"] == lesson:
            opened = json.loads(json.dumps(asdict(decode(kind, old["link"]))))  # as lists, like those on file
            right = old["settings"] | {
                name: fields_of(kind)[name].nearest(1000) for name in thousands(kind, old["link"])
            }
            assert {name: opened[name] for name in right} == right, old["link"]


def thousands(kind: type, link: dict[str, str]) -> list[str]:
    """The whole numbers that a link writes as 1e3."""
    return [name for name, field in fields_of(kind).items() if isinstance(field, Whole) and link.get(name) == "1e3"]


def test_four_numbers_of_them_were_read_wrongly():
    assert sum(len(thousands(settings_of(old["lesson"]), old["link"])) for old in OLD) == 4


NEWER = {"layers/pooling": {"cells"}}  # parts that no link of then could name


def test_there_are_two_hundred_over_all_lessons_and_their_parts():
    assert len(OLD) == 200 and len(LESSONS) == 11
    for lesson in LESSONS:
        part = fields_of(settings_of(lesson)).get("part")
        opened = {old["settings"].get("part") for old in OLD if old["lesson"] == lesson}
        assert opened == (set(part.options) - NEWER.get(lesson, set()) if part else {None}), lesson
