"""Every reader: axe-core finds nothing serious where things are open, wrong or answered; the theme may change."""

from __future__ import annotations

import pytest

from tests.browser.axe import findings
from tests.browser.read import wait_settled
from tests.browser.stage import do, open_lesson, query, ready, unfold


@pytest.mark.long
@pytest.mark.parametrize("dark", [True, pytest.param(False, marks=pytest.mark.proof)], ids=["dark", "light"])
def test_axe_finds_nothing_serious_where_things_are_open_wrong_or_answered(new_page, server, dark):
    page = open_lesson(new_page, {"lang": "en", "pos": 5, "D": 3, "K": 2}, dark=dark)
    page.locator('[class*="st-key-sliding-filter-question-size-0"] button').click()
    page.locator('[class*="st-key-sliding-filter-question-size-show-me"]').wait_for()
    page.locator(".as-table summary").click()
    do(page, "keys")
    unfold(page)
    page.get_by_text("How often is each input cell used?").click()
    page.locator(".js-plotly-plot").first.wait_for()
    wait_settled(page)
    assert findings(page) == [], "answered, with table, keys and chart"
    do(page, "keys")
    page.locator(".as-table summary").click()
    page.locator(".st-key-panels button").first.click()
    page.locator('[data-testid="stPopoverBody"]').wait_for()
    wait_settled(page)
    assert findings(page) == [], "with a panel open"
    page.goto(server.url + query(lang="en", W=5, F=7, P=0, present=1))
    ready(page)
    assert findings(page) == [], "impossible, in presentation"
    page.goto(server.url + query(lang="en", input="cat", pos=100))
    ready(page)
    assert findings(page) == [], "a photograph"


def test_a_change_of_theme_repaints_what_is_an_image_and_the_same_picture_is_not_drawn_again(new_page):
    painted = "() => [...document.querySelectorAll('.stage image')].map(image => image.getAttribute('href')).join()"
    settings = {"lang": "en", "W": 64, "pos": 5}
    dark = open_lesson(new_page, settings, dark=True).evaluate(painted)
    page = open_lesson(new_page, settings)
    light = page.evaluate(painted)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({painted})() !== light", arg=light)
    wait_settled(page)
    assert page.evaluate(painted) == dark != light
    page.evaluate("() => { document.querySelector('.stage image').mine = true; }")
    unfold(page)
    page.get_by_text("How often is each input cell used?").click()  # a run of the whole page
    page.locator(".js-plotly-plot").first.wait_for()
    wait_settled(page)
    assert page.evaluate("() => document.querySelector('.stage image').mine")
