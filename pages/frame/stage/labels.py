"""The words on the stages: the texts `stage_<word>` of a lesson, and those that all lessons share.

A word without a computed number is the same in every picture: it travels with the scripts, once. The others go with
each scene.
"""

from __future__ import annotations

from functools import cache

from pages.frame.text.catalogue import GAP, LANGUAGES, SHARED, catalogue, raw, whole_key

STAGE, TASK = "stage_", "task_"


@cache
def constant() -> dict[str, dict[str, dict[str, str]]]:
    """Language -> topic -> word -> text, of the words that are always the same; '' is the topic of the shared ones."""
    own = sorted({key.partition(".")[0] for key in catalogue()} - set(SHARED))
    topics = {"": SHARED} | {topic: (topic,) for topic in own}
    return {lang: {name: _constant(found, lang) for name, found in topics.items()} for lang in LANGUAGES}


@cache
def tasks() -> dict[str, list[str]]:
    """Address -> ids, of every lesson with tasks: those that have the texts `task_<id>` and `task_<id>_why`."""
    found: dict[str, list[str]] = {}
    for key in catalogue():
        topic, _, name = key.partition(".")
        if name.startswith(TASK) and f"{key}_why" in catalogue():
            found.setdefault(topic.replace("_", "-"), []).append(name.removeprefix(TASK))
    return found


@cache
def computed(topic: str) -> tuple[str, ...]:
    """The words of a topic that hold computed numbers, its own and the shared ones."""
    words = {word for name in (topic, *SHARED) for word in _words(name)}
    return tuple(word for word in sorted(words) if _has_numbers(whole_key(topic, STAGE + word)))


def _constant(topics: tuple[str, ...], lang: str) -> dict[str, str]:
    keys = {word: f"{topic}.{STAGE}{word}" for topic in reversed(topics) for word in _words(topic)}  # the first wins
    return {word: raw(key, lang) for word, key in keys.items() if not _has_numbers(key)}


@cache
def _words(topic: str) -> tuple[str, ...]:
    start = f"{topic}.{STAGE}"
    return tuple(key.removeprefix(start) for key in catalogue() if key.startswith(start))


def _has_numbers(key: str) -> bool:
    return GAP.search(raw(key, LANGUAGES[0])) is not None
