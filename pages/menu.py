"""The course: its parts, and the lessons of each in order. A lesson is a folder, and a line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from pages.frame.lesson import Lesson
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import plain

MENU = {
    "network": (
        "alexnet",
        "cifar10",
        "builder",
    ),
    "layers": (
        "sliding_filter",
        "output_size",
        "shared_weights",
        "pooling",
        "fc_is_conv",
    ),
    "training": (
        "steps_and_epochs",
        "batch_size",
        "live_training",
    ),
}

COURSE: dict[str, tuple[Lesson, ...]] = {
    part: tuple(import_module(f"pages.{part}.{folder}").LESSON for folder in folders) for part, folders in MENU.items()
}
LESSONS = tuple(lesson for lessons in COURSE.values() for lesson in lessons)


@cache
def titles() -> tuple[tuple[dict[str, str], dict[str, dict[str, str]]], ...]:
    """The parts, each with its title and its pages' titles by address, the glossary beside the lessons; a title is one
    in each language."""

    def of(key: str) -> dict[str, str]:
        return {lang: plain(key, lang) for lang in LANGUAGES}

    course = tuple(
        (of(f"frame.part_{part}"), {lesson.address: of(f"{lesson.topic}.title") for lesson in lessons})
        for part, lessons in COURSE.items()
    )
    return (*course, (of("frame.part_reference"), {"glossary": of("glossary.title")}))
