"""Depth, touch and projection: filters and channels brought to the front, fingers, the pin, the QR code's very link."""

from __future__ import annotations

from urllib.parse import urlencode

import segno

from tests.browser.read import shown, wait_settled
from tests.browser.stage import (
    box_of,
    cell,
    do,
    exact,
    index,
    link,
    middle,
    open_lesson,
    playing,
    wait_index,
    wait_link,
)


def test_each_filter_and_each_slice_is_brought_to_the_front(new_page):
    page = open_lesson(new_page, {"lang": "en", "pos": 5, "D": 2, "K": 3, "kind2": "box", "b3": 4, "P": 0, "S": 1})
    for k in (2, 1, 0):
        page.locator(f'.stage [data-choose="front"][data-n="{k}"]').first.click()
        page.locator(f'.stage [data-map="output"][data-k="{k}"]').first.wait_for()
        wait_link(page, front=k or None)
        wait_settled(page)
        i, j = divmod(5, 5)
        assert shown(page, "output")[k, 0, i, j] == exact(page, "output", k, i, j)
    page.locator('.stage [data-choose="slice"][data-n="1"]').first.click()
    page.locator('.stage [data-map="input"][data-d="1"]').first.wait_for()
    wait_link(page, slice=1)
    cells = shown(page, "input")
    assert all(d == 1 and value == exact(page, "input", 1, i, j) for (_, d, i, j), value in cells.items())
    other = open_lesson(new_page, link(page))
    assert shown(other, "input") == cells
    # The drawer beside the title now speaks of the filter in front.
    page.locator('.stage [data-choose="front"][data-n="1"]').first.click()
    page.wait_for_function("() => document.querySelector('.st-key-panels').textContent.includes('box')")


def test_a_large_scene_fetches_a_filters_numbers_when_it_comes_to_the_front(new_page):
    page = open_lesson(new_page, {"lang": "en", "pos": 0, "W": 64, "D": 8, "K": 8, "S": 1})
    first = page.locator(".written").inner_text()
    page.locator('.stage [data-choose="front"][data-n="5"]').first.click()
    wait_link(page, front=5)
    page.wait_for_function("first => document.querySelector('.written').textContent !== first", arg=first)
    wait_settled(page)
    written = page.locator(".written").inner_text()
    assert "NaN" not in written and "undefined" not in written
    assert page.locator(".stage text", has_text="NaN").count() == 0


def test_fingers_tap_and_drag(new_page):
    page = open_lesson(new_page, {"lang": "zh", "pos": 0}, width=390, touch=True)
    page.touchscreen.tap(*middle(page, cell("input", 3, 3)))  # opens the editor: a finger can edit, too
    page.locator(".cell-editor").wait_for()
    page.keyboard.press("Escape")
    output = box_of(page, '.stage [data-panel="output"] .sheet')
    # W=7, F=3, P=1, S=2: 4 x 4; tap the cell of row 2, column 3.
    page.touchscreen.tap(output["x"] + output["width"] * 3.5 / 4, output["y"] + output["height"] * 2.5 / 4)
    wait_index(page, 11)
    wait_link(page, pos=11)
    assert not playing(page)


def test_the_pin_holds_the_position_under_a_wandering_pointer(new_page):
    page = open_lesson(new_page, {"lang": "en", "input": "bricks", "pos": 100})
    assert page.locator(".stage [data-do=pin]").get_attribute("aria-pressed") == "true", "a link with a place is pinned"
    x, y = middle(page, '.stage [data-panel="input"] .sheet')
    page.mouse.move(x, y)
    page.mouse.move(x + 20, y + 10)
    assert index(page) == 100
    do(page, "pin")
    page.mouse.move(x, y)
    page.mouse.move(x + 21, y + 12)
    page.wait_for_function("() => document.querySelector('.stage').dataset.index !== '100'")
    window = shown(page, "window") or shown(page, "product")
    assert window, "the window under the pointer is shown with its numbers"


def test_the_qr_code_is_a_link_to_the_very_same_state(new_page, server):
    page = open_lesson(new_page, {"W": 9, "pos": 4, "present": 1, "lang": "en"}, width=1920, height=1080)
    page.locator(".stage .qr svg").wait_for()
    dots = page.locator(".stage .qr path").get_attribute("d")
    found = {tuple(int(n) - 4 for n in dot.split("h")[0].split(",")) for dot in dots.split("M") if dot}
    address = f"{server.url}/sliding-filter?" + urlencode({"W": 9, "pos": 4, "lang": "en"})
    matrix = segno.make_qr(address, error="l").matrix
    assert found == {(x, y) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}
    page.keyboard.press("?")
    page.locator(".stage .keys").wait_for(state="visible")
