"""The glossary in a browser: sifted while one types; and in a lesson, by mouse, keyboard and finger."""

from __future__ import annotations

import pytest

from tests.browser.axe import findings
from tests.browser.read import wait_settled
from tests.browser.stage import link, open_lesson, slider, wait_link

CARD = ".term-card"


def opened(new_page, address: str, **options):
    page = new_page(address, **options)
    page.locator("[data-entry]").first.wait_for(timeout=30_000)
    wait_settled(page)
    return page


def entries(page) -> list[str]:
    return page.locator("[data-entry]").evaluate_all("all => all.map(each => each.dataset.entry)")


def box_of(page, selector: str):
    box = page.locator(selector).bounding_box()
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def term(page, name: str):
    """The one mark of a term that can be reached."""
    return page.locator(f'.term[tabindex][data-term="{name}"]')


def test_the_page_is_sifted_by_any_name_while_one_types(new_page):
    page = opened(new_page, "/glossary?lang=en&term=stride", width=390, dark=True)
    box = page.locator("input[type=search]")
    assert box.input_value() == "stride" and entries(page) == ["stride"]
    for typed, first, count in [
        ("步幅", "stride", 1),
        ("ＳＴＲＩＤＥ ", "stride", 1),
        ("mini batch", "batch", 2),
        ("filters", "filter", 1),
        ("汇聚", "pooling", 3),
        ("1X1", "one_by_one", 1),
        ("轮", "epoch", 1),
    ]:
        box.fill(typed)
        assert (entries(page)[0], len(entries(page))) == (first, count), typed
    assert page.locator("[data-entry=epoch] .term-names").inner_text() == "epoch 回合"
    for typed, offered in [("**zz** <b>zz</b>", "filter"), ("strde", "stride"), ("what is dilation", "dilation")]:
        box.fill(typed)
        assert entries(page) == [] and f'"{typed}"' in page.locator(".terms-found").inner_text()
        assert page.locator(".terms-found button").first.inner_text() == offered
    assert page.locator(".terms-found b").count() == 0
    page.locator(".terms-found button").first.click()
    assert entries(page) == ["dilation"]
    box.fill("")
    assert len(entries(page)) >= 60
    assert page.evaluate("() => document.querySelector('.stMain').scrollWidth") <= 390
    # its place, in the same language, without the course being loaded anew; and back
    page.evaluate("() => { window.same = true; }")
    page.locator("[data-entry=dilation] a").click()
    page.locator("h1", has_text="The sliding filter").wait_for()
    assert link(page) == {"d": "2", "lang": "en"} and page.evaluate("() => window.same")
    page.go_back()
    page.locator("[data-entry=stride]").wait_for()
    assert box.input_value() == "stride"


def test_a_term_explains_itself_to_mouse_and_keyboard_and_nothing_else_moves(new_page):
    page = open_lesson(new_page, {"pos": 0, "lang": "zh"})
    reached = page.locator(".term[tabindex]").evaluate_all("all => all.map(each => each.dataset.term)")
    assert {"filter", "stride", "weight"} <= set(reached) and len(reached) == len(set(reached)), "once each"
    assert page.locator(":is(h1, h2, h3, button, summary, .formula, .handle) .term").count() == 0
    term(page, "stride").hover()
    page.locator(CARD).wait_for()
    assert "窗口从一处到下一处" in page.locator(CARD).inner_text()
    page.locator(f"{CARD} a").hover()  # the mouse may go to it
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0
    term(page, "weight").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert term(page, "weight").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.className") == "term-place"
    page.keyboard.press("Tab")  # and on from the word
    assert page.evaluate("() => document.activeElement.dataset.symbol") == "b"
    assert page.locator(CARD).count() == 0
    # words that come anew take neither the mark nor the keyboard away
    page.keyboard.press("Shift+Tab")
    assert term(page, "weight").get_attribute("aria-expanded") == "true"
    before = term(page, "weight").element_handle()
    page.evaluate("() => document.querySelector('[data-said=seen]').words = ''")
    page.evaluate("() => document.body.append(document.createElement('i'))")
    page.wait_for_function("old => !old.isConnected", arg=before)
    assert page.evaluate("() => document.activeElement.dataset.term") == "weight"
    assert page.locator(CARD).count() == 1 and term(page, "weight").get_attribute("aria-expanded") == "true"
    # and a slider keeps its own
    slider(page, "K").focus()
    assert page.locator(CARD).count() == 0
    page.keyboard.press("ArrowRight")
    wait_link(page, K=2)
    assert page.evaluate("() => document.activeElement.type") == "range"


def test_a_finger_taps_a_term_on_a_phone_and_its_card_stays_on_the_screen(new_page):
    page = open_lesson(new_page, {"pos": 0, "lang": "en"}, width=390, touch=True)
    for name in ("window", "weight", "stride"):
        word = term(page, name)
        word.scroll_into_view_if_needed()
        word.tap()
        page.locator(CARD).wait_for()
        left, top, right, bottom = box_of(page, CARD)
        assert left >= 0 and right <= 390 and top >= 0 and bottom <= 844
        over = word.bounding_box()
        assert bottom <= over["y"] or top >= over["y"] + over["height"], "it never lies on its word"
        word.tap()
        assert page.locator(CARD).count() == 0
    term(page, "stride").tap()
    page.locator(CARD).wait_for()
    page.locator(".tasks .title").tap()
    assert page.locator(CARD).count() == 0
    page.locator("[data-said=idea] .term").first.tap()
    page.locator(f"{CARD} a").tap()
    wait_link(page, F="4")


@pytest.mark.proof
@pytest.mark.parametrize(("lang", "dark"), [("zh", False), ("en", True)])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious_on_the_page_and_beside_an_open_card(new_page, lang, dark, width):
    page = opened(new_page, f"/glossary?lang={lang}", width=width, dark=dark)
    assert findings(page) == []
    page.locator("input[type=search]").fill("zzz")
    assert findings(page) == []
    page = open_lesson(new_page, {"pos": 0, "lang": lang}, width=width, dark=dark)
    term(page, "filter").scroll_into_view_if_needed()
    term(page, "filter").click()
    page.locator(CARD).wait_for()
    assert findings(page) == []
