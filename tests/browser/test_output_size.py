"""The lesson on the output's size on the screen: neurons, a tap on the chart, the three roundings, the stack."""

from __future__ import annotations

from tests.browser.read import shown, wait_settled
from tests.browser.stage import middle, ready, wait_link

PAGE = "/output-size?lang=en"


def values(page, map: str) -> list[float]:
    return [value for _, value in sorted(shown(page, map).items())]


def opened(new_page, more: str):
    page = new_page(PAGE + more)
    ready(page)
    return page


def test_the_neurons_are_cs231n_s_and_an_edit_changes_them(new_page):
    page = opened(new_page, "&pos=4")
    assert values(page, "input") == [1, 2, -1, 1, -3]
    assert values(page, "output") == [-2, 2, 1, 2, 1]
    assert values(page, "product") == [1, 0, 0], "the last window: 1·1 + (-3)·0 + 0·(-1)"
    page.mouse.click(*middle(page, '.stage [data-map="input"][data-j="0"]'))
    page.locator(".cell-editor").fill("5")
    page.locator(".cell-editor").press("Enter")
    wait_link(page, x="0~5")
    page.wait_for_function("() => document.querySelector('.stage [data-map=output][data-j=\"1\"]').dataset.v === '6'")


def test_a_tap_on_the_chart_sets_f_and_s_and_a_slider_moved_later_stays(new_page):
    page = opened(new_page, "&part=chart&pos=0")
    page.mouse.click(*middle(page, '.stage [data-map="size"][data-i="2"][data-j="5"]'))
    wait_link(page, F=5, S=2)
    wait_settled(page)  # the slider has followed
    slider = page.locator(".st-key-output-size-S input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    wait_link(page, F=5, S=3)
    page.locator('.stage [data-do="on"]').click()
    wait_link(page, F=5, S=3, pos=1)
    wait_settled(page)
    wait_link(page, F=5, S=3, pos=1)


def test_three_roundings_and_a_button_that_mends(new_page):
    page = opened(new_page, "&part=rounding&W=7&P=0&S=3&pos=2")
    assert len(values(page, "output-floor")) == 2 and len(values(page, "output-ceil")) == 3
    assert not values(page, "output-exact") and page.locator('[data-map="beyond"]').count() == 2
    page.get_by_role("button", name="P = 1", exact=True).click()
    wait_link(page, P=None, W=7, S=3)  # 1 is the default
    page.wait_for_function("() => document.querySelectorAll('[data-map=output-exact]').length === 3")


def test_the_stack_tells_why_not_224(new_page):
    page = opened(new_page, "&part=stack&side=224&pos=7")
    assert page.locator('.stage [data-map="lost"]').count() == 1, "(12 - 3) / 2 leaves one cell of P5's input"
    sides = page.locator('[data-map="side"]').evaluate_all("all => all.map(each => Number(each.dataset.v))")
    assert sides == [224, 54, 26, 26, 12, 12, 12, 12, 5]
    assert "do not fit" in page.locator(".formula").inner_text()
