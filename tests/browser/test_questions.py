"""A question on a phone: a wrong choice bears its sign and its picture, and `show me` takes the page to the stage."""

from __future__ import annotations

from pages.frame.lesson import drawn
from pages.layers.sliding_filter import LESSON
from tests.browser.stage import link, open_lesson, wait_link

[QUESTION] = [question for question in LESSON.questions if question.id == "size"]
NUMBERS, CHOICES = drawn(QUESTION, 3)
WRONG = [mistake for mistake, _ in CHOICES].index("size_padding_once")
CARD, PLACE = ".st-key-question-size", ".st-key-sliding-filter-question-size"
# The stage is on the screen, from its top to its bottom.
IN_VIEW = """() => {
    const { top, bottom } = document.querySelector('.stage').getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
}"""


def test_a_wrong_choice_is_drawn_and_show_me_takes_a_phone_to_the_stage(new_page):
    page = open_lesson(new_page, {"ask": 3, "lang": "en", "W": 20}, width=390)
    page.locator(f"{PLACE}-{WRONG} button").focus()
    page.keyboard.press("Enter")
    verdict = page.locator(f"{CARD} .verdict")
    verdict.wait_for()
    assert verdict.get_attribute("role") == "status" and "✗ Not quite." in verdict.inner_text()
    signs = [page.locator(f"{PLACE}-{i} button").inner_text()[0] for i in range(len(CHOICES))]
    assert [signs.count(sign) for sign in "✓✗"] == [1, 1] and signs[WRONG] == "✗"
    counts = [page.locator(f"{CARD} figure").nth(i).locator("text.window").count() for i in range(2)]
    assert counts == [CHOICES[WRONG][1], dict(CHOICES)[None]]
    focused = f"() => document.activeElement === document.querySelector('{PLACE}-{WRONG} button')"
    page.wait_for_function(focused)  # the keyboard stays where it was
    page.locator(f"{PLACE}-show-me button").click()
    wait_link(page, ask=3, **{letter: n for letter, n in NUMBERS.items() if getattr(LESSON.settings, letter) != n})
    page.wait_for_function(
        "() => document.querySelector('.stMain').scrollTop === 0"
    )  # it is pinned on the way there too
    assert page.evaluate(IN_VIEW)
    assert page.evaluate("() => document.activeElement.className") == "stage"
    page.go_back()
    wait_link(page, W=20)
    assert link(page)["ask"] == "3" and page.locator(f"{CARD} .verdict").count() == 1
