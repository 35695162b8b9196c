"""The way through the course on the screen: from home by the short path to the self-test, and the marks of what was
done."""

from __future__ import annotations

import json

import pytest

from tests.browser.read import wait_settled
from tests.browser.stage import link, ready

STOPS = ("sliding-filter", "output-size", "pooling", "cifar10")
FOCUSED = "() => document.activeElement.closest('a')?.getAttribute('href') ?? ''"
TOP = "() => document.querySelector('.stMain').scrollTop"


def go_by_mouse(page, link) -> None:
    link.click()


def go_by_finger(page, link) -> None:
    link.tap()


def go_by_keyboard(page, link) -> None:
    """From where the focus is, tab by tab, and Enter."""
    wanted = link.get_attribute("href")
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == wanted:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way by the keyboard to {wanted}")


def _walk(page, go) -> None:
    """Home, the four stops, and the first answer of the test; each page begins at its top."""
    onward = page.locator(".st-key-paths a").first
    for n, address in enumerate(STOPS, 1):
        go(page, onward)
        page.wait_for_url(f"**/{address}?*")
        ready(page)
        assert link(page) == {"lang": "en", "path": "15"} | ({"stop": str(n)} if n > 1 else {})
        assert page.evaluate(TOP) == 0
        assert page.evaluate("() => document.activeElement.tagName") == "H1", "and Tab goes on from there"
        assert f"stop {n} of 4" in page.locator(".st-key-next").inner_text()
        onward = page.locator(".st-key-next a")
    go(page, onward)
    page.wait_for_url("**/self-test?*")
    wait_settled(page)
    assert set(link(page)) == {"draw", "lang"}
    first = page.locator(".st-key-self-test button").first
    first.focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-onward").wait_for()
    assert page.locator(".st-key-self-test").inner_text().count("✓") == 1


def test_home_begins_with_one_button_and_marks_what_is_done(new_page):
    page = new_page("/?lang=en")
    wait_settled(page)
    done = {"sliding-filter": ["same_size", "copy", "flat", "work_alone", "leftover", "of_old"], "pooling": ["overlap"]}
    page.evaluate("text => localStorage.setItem('unfolded.done', text)", json.dumps(done))
    page.locator("h1").click()
    for place in (".stSidebar", ".st-key-course"):
        marks = page.locator(f"{place} .progress")
        named = marks.evaluate_all("all => all.map(each => [each.closest('a').getAttribute('href'), each.ariaLabel])")
        assert named == [["sliding-filter?lang=en", "all tasks done"], ["pooling?lang=en", "begun"]]
    signs = marks.evaluate_all("all => all.map(each => getComputedStyle(each, '::before').content)")
    assert signs == ['""', "none"], "told apart by a sign, and not by colour alone"
    start = page.locator(".st-key-start a")
    assert start.bounding_box()["y"] < 300, "seen at once"
    start.click()
    page.wait_for_url("**/sliding-filter?lang=en")
    ready(page)
    assert page.locator(".stSidebar .progress").count() == 2
    assert page.evaluate(TOP) == 0 and page.evaluate("() => document.activeElement.tagName") == "H1"


@pytest.mark.proof
def test_a_newcomer_walks_the_short_path_by_mouse(new_page):
    page = new_page("/?lang=en")
    wait_settled(page)
    _walk(page, go_by_mouse)


@pytest.mark.proof
def test_and_by_keyboard(new_page):
    page = new_page("/?lang=en")
    wait_settled(page)
    _walk(page, go_by_keyboard)


@pytest.mark.proof
def test_and_by_touch_on_a_phone(new_page):
    page = new_page("/?lang=en", width=390, touch=True)
    wait_settled(page)
    _walk(page, go_by_finger)


def test_the_link_to_the_next_part_opens_it_as_its_tab_does(new_page):
    """With the sliders of now, which have moved since the link was drawn."""
    page = new_page("/output-size?lang=en&pos=0&S=2")
    ready(page)
    page.locator(".st-key-output-size-F input[type=range]").press("ArrowRight")
    page.wait_for_function("() => location.search.includes('F=4')")
    page.locator(".st-key-next-part a").click()
    page.wait_for_function("() => location.search.includes('part=rounding')")
    wait_settled(page)
    assert link(page)["F"] == "4" and page.evaluate(TOP) == 0
    assert page.locator(".st-key-next-part a").inner_text().endswith("Every F and S")
