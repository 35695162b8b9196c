"""The words on the stages: the texts `stage_<word>` of a lesson, and those that all lessons share.

A word without a computed number is the same in every picture: it travels with the scripts, once. The others go with
each scene.
"""

from __future__ import annotations

from functools import cache

from pages.frame.text.texts import LANGUAGES, PLACE, SHARED, Say, catalogue, raw, whole_key

STAGE = "stage_"


def computed(say: Say) -> dict[str, str]:
    """The words of a lesson that hold computed numbers, filled in."""
    return {word: say(STAGE + word) for word in _with_places(say.topic)}


@cache
def constant() -> dict[str, dict[str, dict[str, str]]]:
    """Language -> topic -> word -> text, of all others; what lessons share stands under the topic ''."""
    own = sorted({key.partition(".")[0] for key in catalogue()} - set(SHARED))
    topics = {"": SHARED} | {topic: (topic,) for topic in own}
    return {
        lang: {name: words for name, places in topics.items() if (words := _constant(places, lang))}
        for lang in LANGUAGES
    }


def _constant(topics: tuple[str, ...], lang: str) -> dict[str, str]:
    keys = [f"{topic}.{STAGE}{word}" for topic in reversed(topics) for word in _words(topic)]  # the first one wins
    return {key.partition(STAGE)[2]: raw(key, lang) for key in keys if not PLACE.search(raw(key, lang))}


@cache
def _words(topic: str) -> tuple[str, ...]:
    start = f"{topic}.{STAGE}"
    return tuple(key.removeprefix(start) for key in catalogue() if key.startswith(start))


@cache
def _with_places(topic: str) -> tuple[str, ...]:
    words = {word for name in (topic, *SHARED) for word in _words(name)}
    return tuple(word for word in sorted(words) if PLACE.search(raw(whole_key(topic, STAGE + word), LANGUAGES[0])))
