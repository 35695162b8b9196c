"""A link opens the very same state for ever: 200 links, with what the code of their day made of them.

`old_links.json` was written once, by the course as it was before its files moved; never write it anew. Of each lesson
and each of its parts there are links that somebody copied, and links that are out of range, unreadable or impossible.
"""

import json
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import pytest

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
            assert {name: opened[name] for name in old["settings"]} == old["settings"], old["link"]


def test_there_are_two_hundred_over_all_lessons_and_their_parts():
    assert len(OLD) == 200 and len(LESSONS) == 11
    for lesson in LESSONS:
        part = fields_of(settings_of(lesson)).get("part")
        opened = {old["settings"].get("part") for old in OLD if old["lesson"] == lesson}
        assert opened == (set(part.options) if part else {None}), lesson
