"""What every lesson keeps, found by the menu: both languages, links, presets, repairs, questions."""

import pytest
from hypothesis import given
from hypothesis import settings as pace

from cnnlib.errors import InvalidSetting
from pages import menu
from pages.frame.lesson import Picture, belongs, drawn
from pages.frame.state.settings import decode, fields_of
from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.frame.text.texts import Say
from pages.frame.widgets.words import on_stage, part_key
from tests.frame.state.drawn import drawn_links
from tests.frame.state.links import settings
from tests.frame.visitor import link, press, visit, words

LESSONS = {lesson.address: lesson for lesson in menu.LESSONS}
EACH = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", ["", *LESSONS])
def test_a_page_opens_in_both_languages(address, lang):
    app = visit(address, lang=lang)
    assert not app.exception and not app.error
    topic = address.replace("-", "_") or "home"
    assert f"# {catalogue()[f'{topic}.title'][lang]}" in words(app)
    assert "[[" not in words(app) and "{" not in words(app).replace("{n}", "")


@pytest.mark.parametrize("lang", LANGUAGES)
@EACH
def test_each_part_opens_in_both_languages(lesson, lang):
    for option in getattr(fields_of(lesson.settings).get("part"), "options", ()):
        app = visit(lesson.address, lang=lang, part=option)
        assert not app.exception and not app.error, option
        assert "[[" not in words(app), option


@EACH
def test_every_preset_shows_a_picture_and_its_link_opens_the_same(lesson):
    actions = [name for panel in lesson.panels for name in panel.actions(lesson.settings())]
    app = visit(lesson.address, lang="en")
    for name in actions:  # one after the other: each puts right what it needs
        press(app, f"{lesson.address}.do.{name}")
        assert not app.exception
        assert not [b for b in app.button if ".do.repair." in b.key], f"{name} is a setting that cannot be"
        kept = app.session_state["course"].settings[lesson.address]
        assert decode(lesson.settings, link(app)) == kept


@EACH
@pytest.mark.parametrize("count", [50, pytest.param(1000, marks=pytest.mark.proof)])
def test_drawn_links_are_a_picture_or_a_sentence(lesson, count):
    """The codec alone is tried with more, in tests/frame/state/test_settings.py."""
    say = Say(lesson.topic, "zh")
    for query in drawn_links(lesson.settings, count, seed=1):
        try:
            _picture_or_sentence(lesson, decode(lesson.settings, query), say)
        except Exception as error:
            raise AssertionError(f"the link {query}") from error


@EACH
def test_any_state_of_the_widgets_is_a_picture_or_a_sentence_with_repairs_that_work(lesson):
    say = Say(lesson.topic, "en")

    @pace(max_examples=100)
    @given(settings(lesson.settings))
    def holds(state):
        _picture_or_sentence(lesson, state, say)

    holds()


def _picture_or_sentence(lesson, state, say):
    try:
        picture = lesson.picture(state, say)
    except InvalidSetting as problem:
        assert say.rich(f"errors.{problem.key}", **problem.values)
        return
    assert isinstance(picture, Picture)
    say = say.with_names(picture.names)
    for word in ("idea", "formula", "source"):
        assert say.rich(part_key(word, state, say))
    for claim in picture.claims:
        assert say.rich(f"claim_{claim}")
    on_stage(say)  # no place is left unfilled
    assert set(lesson.controls(state)) <= set(fields_of(lesson.settings))


# ---- questions: tests/lessons/test_questions.py


@EACH
def test_choosing_says_right_or_names_the_mistake(lesson):
    for part in getattr(fields_of(lesson.settings).get("part"), "options", (None,)):
        settings = lesson.settings(part=part) if part else lesson.settings()
        if any(belongs(work, settings) for work in lesson.works):
            continue  # it would go on in every run, and has nothing to do with the questions
        app = visit(lesson.address, lang="en", **({"part": part} if part else {}))
        for question in lesson.questions_of(settings)[:1]:
            for i, (mistake, _) in enumerate(drawn(question, 0)[1]):
                press(app, f"{lesson.address}.question.{question.id}.{i}")
                assert not app.exception
                verdict = "frame.right" if mistake is None else "frame.wrong"
                assert catalogue()[verdict]["en"].strip() in words(app)
                if mistake is not None:
                    assert catalogue()[f"mistakes.{mistake}"]["en"].strip() in words(app)
