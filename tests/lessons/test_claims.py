"""Every sentence true at every setting, of every lesson: see claims.py."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice, takewhile

import pytest

from pages import menu
from pages.frame.state.settings import fields_of
from pages.frame.text.catalogue import GAP, catalogue
from tests.lessons import claims

LESSONS = {lesson.topic: lesson for lesson in menu.LESSONS}
EACH = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
LONGEST = {"zh": 75, "en": 170}  # characters of a claim without its gaps: one idea, one fact a sentence


def parts_of(lesson):
    return getattr(fields_of(lesson.settings).get("part"), "options", (None,))


@EACH
@pytest.mark.parametrize("count", [30, pytest.param(claims.DRAWN, marks=pytest.mark.proof)])
def test_every_claim_that_is_shown_is_true_and_every_claim_is_shown(lesson, count):
    """So many settings a part, and where a claim is rare, on to the end."""
    names, wrong = set(), {}
    drawn = [claims.drawn(lesson, part) for part in parts_of(lesson)]
    first = chain.from_iterable(islice(one, count) for one in drawn)
    rest = takewhile(lambda _: names != claims.in_words(lesson.topic), chain.from_iterable(drawn))
    for shown in chain(first, rest):
        wrong |= claims.wrong(shown)
        names |= set(shown.picture.claims)
    assert not wrong, "\n".join(wrong.values())
    assert names == set(claims.of(lesson).CLAIMS) == claims.in_words(lesson.topic)


@EACH
def test_a_claim_is_short(lesson):
    for name in claims.in_words(lesson.topic):
        for lang, most in LONGEST.items():
            text = re.sub("<[^>]*>", "", GAP.sub("", catalogue()[f"{lesson.topic}.claim_{name}"][lang]))
            assert len(text) <= most, f"{name} ({lang}): {len(text)} characters"


@EACH
def test_of_a_question_one_choice_is_right_and_each_other_is_wrong_in_the_case_described(lesson):
    assert {question.id for question in lesson.questions} == set(claims.of(lesson).RIGHT)
    for question in lesson.questions:
        for seed in range(300):
            claims.ask(lesson, question, seed)


# ---- that the above would find what is wrong: put in on purpose, as a condition too wide and as a sentence without one


def claimed_too(topic, name, **settings):
    """The page of these settings, claiming this besides."""
    lesson = LESSONS[topic]
    shown = claims.show(lesson, lesson.settings(**settings))
    pictures = {lang: replace(one, claims=(*one.claims, name)) for lang, one in shown.pictures.items()}
    return replace(shown, pictures=pictures)


@pytest.mark.parametrize(
    ("topic", "name", "settings"),
    [
        ("steps_and_epochs", "last_kept", {"N": 20, "B": 6, "last": "drop"}),  # "rounded up"
        ("fc_is_conv", "every_row", {"W": 5, "F": 3, "P": 1}),
        ("pooling", "winner", {"how": "mean"}),
        ("sliding_filter", "lost", {"W": 7, "F": 3, "P": 1, "S": 1}),
        ("sliding_filter", "keeps", {"W": 7, "F": 3, "P": 1, "S": 2}),
    ],
)
def test_a_claim_under_too_wide_a_condition_is_found(topic, name, settings):
    assert not claims.wrong(claims.show(LESSONS[topic], LESSONS[topic].settings(**settings)))
    assert list(claims.wrong(claimed_too(topic, name, **settings))) == [name]


@pytest.mark.parametrize(
    ("topic", "sentence", "settings"),
    [
        (
            "steps_and_epochs",
            "向上取整。 The division is rounded up.",
            {"N": 20, "B": 6, "last": "drop"},
        ),
        ("fc_is_conv", "A weight stands once in every row of its filter.", {"W": 5, "F": 3, "P": 1}),
        ("pooling", "橙色的是赢的那一格。 The orange frame is the cell that won.", {"how": "mean"}),
        ("sliding_filter", "A corner is read less often than the middle.", {"W": 7, "F": 3, "P": 0, "S": 2}),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_claim_in_a_sentence_without_a_condition_is_found(topic, sentence, settings, lang):
    shown = claims.show(LESSONS[topic], LESSONS[topic].settings(**settings))
    said = replace(shown, words=shown.words | {lang: f"{shown.words[lang]}\n{sentence}"})
    [told] = claims.wrong(said).values()
    assert sentence in told


def test_other_claims_in_the_other_language_are_found():
    shown = claims.show(LESSONS["sliding_filter"], LESSONS["sliding_filter"].settings())
    fewer = replace(shown.pictures["zh"], claims=shown.pictures["zh"].claims[1:])
    assert list(claims.wrong(replace(shown, pictures=shown.pictures | {"zh": fewer}))) == ["languages"]
