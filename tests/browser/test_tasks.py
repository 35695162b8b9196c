"""Tasks on the screen: done by hand, ticked with a reason, kept over reload, language and tabs, and forgotten."""

from __future__ import annotations

import json

import pytest

from tests.browser.read import wait_settled
from tests.browser.stage import open_lesson, ready, slider, wait_link

TICKED = "name => document.querySelector(`.tasks [data-task=${name}]`)?.classList.contains('done')"


def wait_ticked(page, name: str) -> None:
    page.wait_for_function(TICKED, arg=name, timeout=15_000)


def ticked(page) -> list[str]:
    return page.locator(".tasks .done").evaluate_all("all => all.map(each => each.dataset.task)")


def kept(page) -> dict[str, list[str]]:
    return json.loads(page.evaluate("() => localStorage.getItem('unfolded.done')") or "{}")


def why(page) -> str:
    return page.locator(".tasks .why").inner_text()


def top(page, selector: str) -> float:
    return page.evaluate("selector => document.querySelector(selector).getBoundingClientRect().y + scrollY", selector)


def move(page, name: str, key: str, times: int, **link) -> None:
    slider(page, name).focus()
    for _ in range(times):
        page.keyboard.press(key)
    wait_link(page, **link)


def test_a_task_ticks_itself_says_why_and_is_kept_until_it_is_forgotten(new_page):
    page = open_lesson(new_page, {"pos": 0, "S": 1, "lang": "zh"})
    assert page.locator(".tasks li").count() == 5 and ticked(page) == []
    assert page.locator(".tasks .tick").first.get_attribute("aria-label") == "还没做到"
    assert not page.locator(".tasks .forget").is_visible(), "there is nothing to forget"
    before = top(page, ".st-key-questions")
    move(page, "F", "ArrowRight", 2, F=5)
    assert ticked(page) == []
    move(page, "P", "ArrowRight", 1, P=2)
    wait_ticked(page, "same_size")
    assert "(7 − 5 + 2·2) / 1 + 1 = 7" in why(page)
    assert page.locator(".tasks .why").get_attribute("role") == "status", "it is read out"
    assert page.locator(".tasks .done .tick").get_attribute("aria-label") == "已做到"
    drawn = "mark => getComputedStyle(mark, '::before').content"
    marks = [page.locator(f".tasks li{which} .tick").first.evaluate(drawn) for which in (".done", ":not(.done)")]
    assert marks == ['""', "none"], "told apart by a sign, and not by colour alone"
    assert "same_size" not in page.url
    # the task is still ticked when it is no longer so, and nothing below the list has moved
    move(page, "P", "ArrowRight", 1, P=3)
    page.wait_for_function("() => !document.querySelector('.tasks .why').innerText.includes('=')")
    assert ticked(page) == ["same_size"] and abs(top(page, ".st-key-questions") - before) < 1
    page.reload()
    ready(page)
    wait_ticked(page, "same_size")
    page.get_by_role("button", name="English").click()
    page.wait_for_function("() => document.querySelector('.tasks .title')?.innerText === 'Try it'")
    wait_ticked(page, "same_size")
    assert page.locator(".tasks .done .tick").get_attribute("aria-label") == "done"
    # another tab of the same browser ticks another one: neither loses the other's
    other = page.context.new_page()
    other.goto(page.url.split("?")[0] + "?pos=0&W=8&S=2&P=1&lang=en")
    ready(other)
    wait_ticked(other, "leftover")
    wait_ticked(page, "leftover")
    assert kept(page) == {"sliding-filter": ["same_size", "leftover"]}
    other.close()
    move(page, "P", "ArrowLeft", 1, P=2)
    page.locator(".tasks .forget").focus()
    page.keyboard.press("Enter")
    assert ticked(page) == [] and kept(page) == {}
    move(page, "W", "ArrowRight", 1, W=8)
    wait_settled(page)
    assert ticked(page) == [] and "=" not in why(page), "it was so before, and is forgotten"
    move(page, "P", "ArrowRight", 1, P=3)
    page.reload()
    ready(page)
    assert ticked(page) == []


def test_a_finger_solves_one_on_a_phone_and_is_told_at_once(new_page):
    page = new_page("/alexnet?lang=en&pos=0", width=390, touch=True)
    ready(page)
    assert page.locator(".tasks li").count() == 5 and ticked(page) == []
    page.locator(".st-key-alexnet-groups label", has_text="one").last.tap()
    note = page.locator(".task-note")  # the list is far below
    note.wait_for(timeout=15_000)
    assert "62 million" in note.inner_text() and "62,378,344" in note.inner_text()
    wait_ticked(page, "ungrouped")
    assert "62,378,344" in why(page)
    box = page.locator(".tasks").bounding_box()
    assert 0 <= box["x"] and box["x"] + box["width"] <= 390


@pytest.mark.proof
def test_a_browser_that_keeps_nothing_ticks_until_the_page_is_left(new_page):
    refused = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = new_page("/alexnet?lang=en&pos=0", script=refused)
    ready(page)
    page.locator(".st-key-alexnet-bias label").first.click()
    wait_ticked(page, "no_bias")
    wait_settled(page)


@pytest.mark.proof
def test_what_is_kept_is_read_with_care(new_page):
    page = open_lesson(new_page, {"pos": 0, "lang": "en"})
    for text in (
        "{",
        "null",
        "7",
        '["a"]',
        '{"sliding-filter": 5}',
        '{"sliding-filter": ["<b>", "flat"], "other": []}',
    ):
        page.evaluate("text => localStorage.setItem('unfolded.done', text)", text)
        page.reload()
        ready(page)
        assert ticked(page) == (["flat"] if "flat" in text else [])
