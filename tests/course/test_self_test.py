"""The self-test: the same draw, the same ten; one right choice each, with reasons in both languages; and its page."""

from __future__ import annotations

import pytest

from cnnlib.formulas.mistakes import MISTAKES
from pages.frame.lesson import Question
from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.menu import LESSONS, titles
from pages.self_test.draw import ten
from tests.course.test_menu import addresses, links
from tests.frame.visitor import link, press, visit, words

ORDER = [lesson.address for lesson in LESSONS]


def drawn(draw: int) -> list[tuple]:
    return [(one.lesson.address, one.question.id, one.numbers, one.choices) for one in ten.__wrapped__(draw)]


def test_two_hundred_draws_ask_ten_lessons_with_one_right_choice_and_reasons_in_both_languages():
    seen = set()
    for draw in range(1, 201):
        found = ten(draw)
        asked = [one.lesson.address for one in found]
        assert len(asked) == 10 and asked == sorted(set(asked), key=ORDER.index), draw
        for one in found:
            mistakes = [mistake for mistake, _ in one.choices]
            assert mistakes.count(None) == 1 and one.choices[one.right][0] is None and 2 <= len(mistakes) <= 4
            if isinstance(one.question, Question):
                answer = one.question.right(**one.numbers)
                wrong = [MISTAKES[mistake](**one.numbers) for mistake in mistakes if mistake]
                assert answer not in wrong and one.choices[one.right][1] == answer
            for lang in LANGUAGES:
                say = one.say(lang)
                labels = {one.question.label(say, *choice) for choice in one.choices}
                assert len(labels) == len(mistakes), "no two read alike"
                assert say.rich(f"ask_{one.question.id}") and say.rich(f"answer_{one.question.id}")
                assert all(catalogue()[f"mistakes.{mistake}"][lang] for mistake in mistakes if mistake)
            seen.add((one.lesson.address, one.question.id))
    assert seen == {(lesson.address, question.id) for lesson in LESSONS for question in lesson.questions}


def test_the_same_draw_is_the_same_ten_and_another_is_another():
    assert drawn(12) == drawn(12) != drawn(13)


def choose(app, right: bool) -> None:
    """Answer the question that is seen."""
    sheet = app.session_state["self-test.sheet"]
    one = ten(sheet.draw)[sheet.at]
    wrong = next(n for n in range(len(one.choices)) if n != one.right)
    press(app, f"self-test.{sheet.at}.{one.right if right else wrong}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ten_answers_are_told_right_or_wrong_counted_and_lead_back(lang):
    app = visit("self-test", draw=12, lang=lang)
    found = ten(12)
    for i, one in enumerate(found):
        choose(app, right=i not in (2, 7))
        assert not app.exception
        text, mine, said = words(app), catalogue()["self_test.your_choice"][lang], one.say(lang)
        assert text.count("✓") == 1 and text.count("✗") == (i in (2, 7)) and mine in text
        assert said.rich(f"answer_{one.question.id}") in text
        verdict = "wrong" if i in (2, 7) else "right"
        assert f"**{catalogue()[f'frame.{verdict}'][lang]}**" in text
        assert addresses(app)[0] == one.lesson.address and links(app)[0][1] == {"lang": lang}
        press(app, "self-test.onward")
    assert {"zh": "10 题答对 8 题", "en": "8 of 10 right"}[lang] in words(app)
    again = [one.lesson.address for i, one in enumerate(found) if i in (2, 7)]
    assert addresses(app)[:2] == again and addresses(app)[2] == "", "those two, and then the menu"
    press(app, "self-test.repeat")
    assert link(app) == {"draw": "12", "lang": lang} and len(app.session_state["self-test.sheet"].chosen) == 0


def test_ten_others_are_another_link_and_back_brings_the_first():
    app = visit("self-test", draw=12, lang="en")
    for _ in range(10):
        choose(app, right=True)
        press(app, "self-test.onward")
    assert "10 of 10 right" in words(app)
    press(app, "self-test.others")
    other = link(app)
    assert other["draw"] != "12" and ten(int(other["draw"]))[0].say("en").rich(
        f"ask_{ten(int(other['draw']))[0].question.id}"
    ) in words(app)
    app.query_params["draw"] = "12"
    app.run()
    assert link(app) == {"draw": "12", "lang": "en"} and app.session_state["self-test.sheet"].draw == 12


@pytest.mark.parametrize(("typed", "shown"), [("abc", "1"), ("0", "1"), ("-4", "1"), ("1e9", "999999"), ("9.5", "1")])
def test_a_draw_that_cannot_be_read_is_said(typed, shown):
    app = visit("self-test", draw=typed, lang="en")
    assert not app.exception
    [said] = [each.value for each in app.caption if "draw" in each.value]
    assert typed in said and shown in said


def test_the_language_changes_and_the_answer_stays():
    app = visit("self-test", draw=12, lang="en")
    choose(app, right=True)
    press(app, "lang.zh")
    assert catalogue()["frame.right"]["zh"] in words(app) and titles()["self-test"]["zh"] in words(app)


def test_a_link_to_it_brings_a_draw_the_same_in_every_run():
    app = visit("", lang="en")

    def offered() -> list[dict[str, str]]:
        return [query for address, (_, query) in zip(addresses(app), links(app), strict=True) if address == "self-test"]

    before = offered()
    assert len(before) == 2 and before[0] == before[1] and 1 < int(before[0]["draw"]) <= 999_999
    app.run()
    assert offered() == before
