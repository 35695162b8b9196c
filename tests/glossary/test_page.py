"""The glossary's page, as the server draws it: a place for the browser to fill, in both languages, at any link."""

import pytest

from pages.frame.text.catalogue import LANGUAGES, catalogue
from tests.frame.visitor import link, press, visit, words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_opens_in_both_languages_and_stands_in_the_menu(lang):
    app = visit("glossary", lang=lang)
    assert not app.exception and not app.error
    assert f"# {catalogue()['glossary.title'][lang]}" in words(app) and "<div data-glossary></div>" in words(app)
    leads = [each.proto for each in app.sidebar.get("page_link")]
    assert [(each.label, each.query_string) for each in leads if each.page == "glossary"] == [
        (f"*…* {catalogue()['glossary.title'][lang]}", f"lang={lang}")
    ]


@pytest.mark.parametrize("asked", ["stride", "汇聚", "nothing at all", "**bold** <b> [[x]]", "x" * 400])
def test_any_text_may_be_asked_for_and_none_of_it_is_written_by_the_server(asked):
    app = visit("glossary", lang="en", term=asked)
    assert not app.exception and not app.error and not app.warning
    assert asked not in words(app)
    assert link(app)["term"] == asked
    press(app, "lang.zh")
    assert link(app) == {"lang": "zh", "term": asked}, "the other language has it too"


def test_a_lesson_that_was_left_for_the_glossary_is_as_it_was():
    app = visit("sliding-filter", lang="en", S=3)
    [lead] = [each.proto for each in app.sidebar.get("page_link") if each.proto.page == "sliding-filter"]
    assert sorted(lead.query_string.split("&")) == ["S=3", "lang=en"]
