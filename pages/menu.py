"""The course in its order of learning. A lesson is a folder, and a line here: with the minutes that it takes."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from pages.frame.lesson import Lesson
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import plain

MENU = {
    "layers.sliding_filter": 12,
    "layers.output_size": 15,
    "layers.shared_weights": 12,
    "layers.pooling": 12,
    "network.cifar10": 15,
    "network.alexnet": 12,
    "layers.fc_is_conv": 20,
    "network.builder": 12,
    "training.steps_and_epochs": 15,
    "training.batch_size": 15,
    "training.live_training": 15,
}

# Those with an address that are no lesson, and where their words are.
OTHER_PAGES = {"self-test": "self_test", "glossary": "glossary", "class": "classroom"}
NEED_A_SERVER = ("class",)

LESSONS: tuple[Lesson, ...] = tuple(import_module(f"pages.{folder}").LESSON for folder in MENU)
MINUTES = dict(zip((lesson.address for lesson in LESSONS), MENU.values(), strict=True))
BY_ADDRESS = {lesson.address: lesson for lesson in LESSONS}


def number(lesson: Lesson) -> int:
    """Its place in the order of learning, from 1."""
    return LESSONS.index(lesson) + 1


def after(lesson: Lesson) -> Lesson | None:
    """The lesson that comes after it; None after the last."""
    return next(iter(LESSONS[number(lesson) :]), None)


@cache
def titles(served: bool = True) -> dict[str, dict[str, str]]:
    """The titles of lessons, in order, and of other pages, by address; a title is one in each language.

    Not `served`: of a course of plain files, without the pages that need a server.
    """
    topics = {lesson.address: lesson.topic for lesson in LESSONS} | OTHER_PAGES
    return {
        address: {lang: plain(f"{topic}.title", lang) for lang in LANGUAGES}
        for address, topic in topics.items()
        if served or address not in NEED_A_SERVER
    }
