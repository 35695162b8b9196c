"""The course: its parts, and the lessons of each in order. A lesson is a folder, and a line here."""

from __future__ import annotations

from importlib import import_module

from pages.frame.lesson import Lesson

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
