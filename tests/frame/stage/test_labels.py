"""The words on a stage reach it: once with the scripts, or with each scene where they hold computed numbers."""

import json

import pytest

from pages.frame.stage import labels, scripts
from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.menu import LESSONS


def on_the_stage(topic: str, lang: str) -> dict[str, str]:
    """What a browser has of a lesson, as mount.js puts it together; of words sent with the scene only that they are."""
    sent = labels.constant()[lang]
    return sent[""] | sent.get(topic, {}) | dict.fromkeys(labels.computed(topic), "computed")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.topic)
def test_a_stage_has_every_word_of_its_lesson_and_of_the_frame(lesson, lang):
    found = on_the_stage(lesson.topic, lang)
    for topic in ("frame", lesson.topic):  # what the lesson says counts more
        for key, texts in catalogue().items():
            if key.startswith(f"{topic}.stage_"):
                word = key.split(".stage_")[1]
                own = catalogue().get(f"{lesson.topic}.stage_{word}", texts)[lang].strip()
                assert found[word] == ("computed" if "[[" in own else own)


def test_the_scripts_bring_the_words_along_and_none_with_a_place_unfilled():
    words = json.dumps(labels.constant(), ensure_ascii=False)
    assert f"export const labels = {words};" in scripts.script() and "[[" not in words
