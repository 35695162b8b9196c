"""The stage in a visitor's hands: player, keys, window, output, weights, edits, sliders, presentation."""

from __future__ import annotations

import pytest

from tests.browser.read import wait_settled
from tests.browser.stage import (
    cell,
    do,
    edit,
    exact,
    index,
    link,
    middle,
    open_lesson,
    output_cells,
    playing,
    ready,
    slider,
    unfold,
    wait_index,
    wait_link,
)

STILL = {"pos": 5, "lang": "en"}


def test_the_player_steps_plays_and_scrubs(new_page):
    page = open_lesson(new_page, STILL)
    assert not playing(page) and index(page) == 5, "a position in the link stands there, paused"
    do(page, "on")
    wait_index(page, 6)
    do(page, "back")
    do(page, "back")
    wait_index(page, 4)
    wait_link(page, pos=4)
    do(page, "first")
    wait_index(page, 0)
    page.locator(".stage .scrub").fill("11")
    wait_index(page, 11)
    assert not playing(page)
    assert page.locator(".stage .count").inner_text() == "cell 12 of 16"
    do(page, "toggle")
    page.locator('.stage[data-playing="true"]').wait_for()
    wait_link(page, pos=None)
    do(page, "toggle")
    page.locator('.stage[data-playing="false"]').wait_for()
    page.locator(".stage .speed input").fill("20")
    wait_link(page, speed=20)


def test_the_keys_move_it_when_it_has_the_focus(new_page):
    page = open_lesson(new_page, STILL)
    page.keyboard.press("ArrowRight")
    assert index(page) == 5, "without the focus the arrows are the page's"
    page.locator(".stage").focus()
    for press, position in [
        ("ArrowRight", 6),
        ("ArrowDown", 10),
        ("ArrowLeft", 9),
        ("ArrowUp", 5),
        ("End", 15),
        ("ArrowRight", 15),
        ("Home", 0),
        ("ArrowLeft", 0),
    ]:
        page.keyboard.press(press)
        wait_index(page, position)
    page.keyboard.press(" ")
    page.locator('.stage[data-playing="true"]').wait_for()
    page.keyboard.press(" ")
    page.locator('.stage[data-playing="false"]').wait_for()
    page.keyboard.press("?")
    page.locator(".stage .keys").wait_for(state="visible")
    page.keyboard.press("?")
    page.locator(".stage .keys").wait_for(state="hidden")


def test_window_output_and_weights_answer_the_pointer(new_page):
    page = open_lesson(new_page, STILL)
    # Take the window and drag it: W=7, P=1, S=2, the middle of window (row, column) is the cell (2 row, 2 column).
    page.mouse.move(*middle(page, cell("input", 2, 2)))
    page.mouse.down()
    page.mouse.move(*middle(page, cell("input", 3, 5)), steps=4)
    page.mouse.move(*middle(page, cell("input", 4, 6)), steps=4)
    wait_index(page, 2 * 4 + 3)
    page.mouse.up()
    wait_link(page, pos=11)
    assert not playing(page)
    # Tap an output cell: its window.
    page.mouse.click(*middle(page, cell("output", 1, 0)))
    wait_index(page, 4)
    page.mouse.move(5, 5)
    # Hover an output cell: its window, for as long as the pointer stays.
    frame = ".stage .frame"
    before = middle(page, frame)
    page.mouse.move(*middle(page, cell("output", 0, 1)))
    wait_index(page, 1)
    assert middle(page, frame) != before
    page.mouse.move(5, 5)
    wait_index(page, 4)
    assert middle(page, frame) == before
    # Hover a weight: every input it multiplies, 16 of them.
    page.mouse.move(*middle(page, cell("filter", 0, 1)))
    page.wait_for_function("() => document.querySelector('.stage .reach').getAttribute('d') !== ''")
    reach = page.locator(".stage .reach").get_attribute("d")
    assert reach.count("M") == 16
    left, top = map(float, reach[1:].split("h")[0].split(","))
    first = page.locator('.stage [data-map="input"][data-i="0"][data-j="0"]')
    x, y, side = (float(first.get_attribute(name)) for name in ("x", "y", "height"))
    # weight (0, 1) of the first window meets the ring above cell (0, 0)
    assert (left, top) == pytest.approx((x + 1, y - side + 1))
    page.mouse.move(5, 5)
    page.wait_for_function("() => document.querySelector('.stage .reach').getAttribute('d') === ''")


@pytest.mark.parametrize(("i", "j"), [(0, 1), (1, 2), (3, 3)])
def test_the_frame_stands_around_its_window(new_page, i, j):
    """W = 7, F = 3, P = 1, S = 2: window (i, j) begins at row 2i - 1 and column 2j - 1, and is three cells wide."""
    page = open_lesson(new_page, {"lang": "en", "pos": 4 * i + j})
    drawn = {
        name: [float(page.locator(where).first.get_attribute(side)) for side in ("x", "y", "width", "height")]
        for name, where in (("first", cell("input", 0, 0)), ("frame", ".stage .frame"))
    }
    x, y, side, _ = drawn["first"]
    assert drawn["frame"] == pytest.approx([x + (2 * j - 1) * side, y + (2 * i - 1) * side, 3 * side, 3 * side])


def test_a_handle_in_the_words_lights_its_slider_and_back(new_page):
    page = open_lesson(new_page, STILL)
    control = page.locator(".st-key-sliding-filter-P")
    plain = control.evaluate("node => getComputedStyle(node).backgroundColor")
    page.locator('.handle[data-symbol="P"]').first.hover()
    lit = "([selector, before]) => getComputedStyle(document.querySelector(selector)).backgroundColor !== before"
    page.wait_for_function(lit, arg=[".st-key-sliding-filter-P", plain])
    handle = page.locator('.handle[data-symbol="S"]').first
    dull = handle.evaluate("node => getComputedStyle(node).backgroundColor")
    page.locator(".st-key-sliding-filter-S").hover()
    page.wait_for_function(lit, arg=['.handle[data-symbol="S"]', dull])


def test_cells_are_edited_in_the_grid_and_the_link_carries_them_elsewhere(new_page):
    page = open_lesson(new_page, STILL)
    edit(page, "filter", 1, 1, 5)
    wait_link(page, w="0.0.1.1~5")
    page.locator('.stage [data-map="filter"][data-i="1"][data-j="1"][data-v="5"]').wait_for()
    edit(page, "input", 2, 2, -7)
    wait_link(page, x="0.2.2~-7")
    page.locator('.stage [data-map="input"][data-i="2"][data-j="2"][data-v="-7"]').wait_for()
    wait_settled(page)
    # Position 5 is row 1, column 1: its middle is the input cell (2, 2) under the weight (1, 1).
    product = '[data-map="product"][data-i="1"][data-j="1"]'
    page.locator(f'.stage {product}[data-v="-35"]').wait_for()
    here = output_cells(page)
    assert here[1, 1] == exact(page, "output", 0, 1, 1)
    # What cannot be a number is said, and the box stays.
    page.mouse.click(*middle(page, cell("filter", 0, 0)))
    box = page.locator(".cell-editor")
    box.fill("much")
    box.press("Enter")
    page.locator(".stage .spoken.seen").wait_for()
    assert "much" in page.locator(".stage .spoken").inner_text()
    box.press("Escape")
    box.wait_for(state="detached")
    # The link opened elsewhere.
    other = open_lesson(new_page, link(page))
    assert index(other) == 5 and not playing(other)
    assert output_cells(other) == here
    assert exact(other, "filter", 0, 1, 1) == 5 and exact(other, "input", 0, 2, 2) == -7


def test_editing_a_photographs_kernel_changes_its_map_at_once(new_page):
    page = open_lesson(new_page, {"input": "bricks", "pos": 100, "lang": "en"})
    before = exact(page, "output", 0, 50, 50)
    edit(page, "filter", 1, 1, 9)
    wait_link(page, w="0.0.1.1~9")
    page.wait_for_function("() => document.querySelector('.stage').value('filter', 0, 1, 1) === 9")
    pixel = exact(page, "input", 0, 100, 100)
    assert exact(page, "output", 0, 50, 50) == pytest.approx(before + 9 * pixel, rel=1e-12)


def test_the_picture_follows_the_slider_before_it_is_let_go(new_page):
    page = open_lesson(new_page, STILL)
    page.evaluate(
        """() => {
            window.pictures = new Set();
            const look = () => {
                window.pictures.add(document.querySelectorAll('[data-map="input"]').length);
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    thumb = slider(page, "W")
    rail = page.locator(".st-key-sliding-filter-W").bounding_box()
    x, y = middle(page, ".st-key-sliding-filter-W input[type=range]")
    page.mouse.move(x, y)
    page.mouse.down()
    for share in (0.06, 0.08, 0.1, 0.12, 0.14):
        page.mouse.move(rail["x"] + rail["width"] * share, y, steps=3)
        value = int(thumb.input_value())
        page.wait_for_function(
            """side => document.querySelectorAll('[data-map="input"]').length === side * side""",
            arg=value,
        )
    assert "W" not in link(page), "the link waits until the hand lets go"
    value = thumb.input_value()
    assert int(value) > 7
    page.mouse.up()
    wait_link(page, W=value)
    assert len(page.evaluate("() => [...window.pictures]")) >= 3
    # A preset afterwards is not undone by a value left behind.
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="UFLDL").click()
    wait_link(page, W=5, input="ufldl")
    page.wait_for_function("""() => document.querySelectorAll('[data-map="input"]').length === 25""")


def test_an_impossible_setting_is_a_sentence_over_the_last_picture_and_a_repair_mends_it(new_page):
    page = open_lesson(new_page, {"W": 5, "F": 7, "P": 0, "lang": "en"})
    problem = page.locator(".st-key-problem")
    assert "7" in problem.inner_text() and "5" in problem.inner_text()
    assert slider(page, "F").input_value() == "7"
    assert page.locator(".stage.troubled").count() == 1
    button = problem.get_by_role("button").first
    label = button.inner_text()
    button.click()
    problem.wait_for(state="detached")
    name, value = label.split(" = ")
    wait_link(page, **{name: value})
    page.locator(".stage:not(.troubled)").wait_for()


def test_reduced_motion_never_plays_by_itself(new_page):
    page = open_lesson(new_page, {"lang": "en"}, reduced=True)
    assert not playing(page) and index(page) == 0
    page.locator(".st-key-sliding-filter-S input[type=range]").press("ArrowRight")
    wait_link(page, S=2)
    wait_settled(page)
    assert not playing(page)


def test_a_smaller_output_while_playing_is_drawn_and_said(new_page):
    page = open_lesson(new_page, {"lang": "en"})
    page.wait_for_function("() => Number(document.querySelector('.stage').dataset.index) >= 5")
    slider(page, "W").press("Home")
    wait_link(page, W=3)
    page.wait_for_function("() => document.querySelector('.formula .main').textContent.endsWith('= 3')")


def test_presentation_hides_the_rest_and_shows_large_numbers_and_a_code(new_page):
    page = open_lesson(new_page, {"lang": "en", "pos": 5}, width=1920, height=1080)
    page.locator(".stage").focus()
    page.keyboard.press("p")
    wait_link(page, present=1)
    page.locator(".stage .qr svg").wait_for()
    assert page.locator(".stSidebar").is_hidden()
    # Keyboard only, without touching the stage first.
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    wait_index(page, 6)
    page.keyboard.press("Escape")
    wait_link(page, present=None)
    page.locator(".stSidebar").wait_for(state="visible")
    again = open_lesson(new_page, {"present": 1, "lang": "en"}, width=1920, height=1080)
    assert again.locator(".stSidebar").is_hidden() and again.locator(".stage .qr").is_visible()
    again.set_viewport_size({"width": 390, "height": 844})  # as on the phone of whoever got this link
    again.locator(".idea").wait_for()
    assert again.locator(".stage .qr").is_hidden()


ALL = {"input", "filter", "product", "output"}


@pytest.mark.parametrize(
    ("settings", "maps", "screen"),
    [
        ({}, ALL, (1920, 1080)),
        ({"D": 3, "K": 2}, ALL | {"window"}, (1920, 1080)),
        ({"W": 12, "P": 3, "S": 1}, {"filter", "product"}, (1920, 1080)),
        ({"W": 32, "F": 11}, set(), (1920, 1080)),
        ({"W": 64, "D": 8, "K": 8}, {"window", "filter", "product"}, (1920, 1080)),
        ({"input": "cat"}, {"filter", "product"}, (1920, 1080)),
        ({}, ALL, (1280, 800)),
    ],
)
def test_numbers_are_read_from_the_back_row_or_not_written(new_page, settings, maps, screen):
    """Projected, every number of a grid has 24 px of 1080 lines, on a screen of fewer lines as large a share of them; a
    grid for whose cells that is too much is tinted."""
    width, height = screen
    page = open_lesson(new_page, {**settings, "pos": 5, "present": 1, "lang": "en"}, width=width, height=height)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.stage :is(text.number, text.note, text.zeros)')].map(number =>
            [parseFloat(getComputedStyle(number).fontSize),
             number.parentNode.querySelector('[data-map]')?.dataset.map])"""
    )
    assert all(size >= 24 * height / 1080 for size, _ in sizes), f"the smallest number is {min(sizes)}"
    assert maps <= {map for _, map in sizes}, "what is large enough has its numbers"


DEEP = {"D": 8, "K": 8, "F": 3, "pos": 0}


@pytest.mark.parametrize(
    ("width", "height", "settings"),
    [(390, 844, {}), (390, 844, DEEP), (834, 1112, DEEP), (1280, 800, {}), (1280, 800, DEEP), (1920, 1080, {})],
)
def test_nothing_scrolls_sideways_and_the_lesson_stands_on_one_screen(new_page, width, height, settings):
    page = open_lesson(new_page, {**settings, "lang": "zh"}, width=width, height=height)
    wide = page.evaluate("() => [document.documentElement, document.querySelector('.stMain')].map(n => n.scrollWidth)")
    assert max(wide) <= width
    last = page.locator('.stage [data-do="keys"]').bounding_box()
    assert last["x"] + last["width"] <= width, "the player's last button is cut off"
    if width >= 1280:
        for part in (".stage", ".formula", ".st-key-controls"):
            box = page.locator(part).bounding_box()
            assert box["y"] >= 0 and box["y"] + box["height"] <= height, f"{part} is not on the first screen"
    stage = page.locator(".stage").bounding_box()
    slider(page, "W").press("ArrowRight")
    wait_link(page, W=8)
    wait_settled(page)
    after = page.locator(".stage").bounding_box()
    assert after["height"] == stage["height"]
    if width >= 1280:
        assert after == stage, "a slider never moves the page"
    else:
        assert 0 <= after["y"] and after["y"] + after["height"] <= height, "it stays in sight while a slider moves"


@pytest.mark.parametrize("address", ["", "sliding-filter"])
def test_on_a_phone_the_stage_is_out_of_the_way_of_what_is_read(new_page, address):
    page = new_page(f"/{address}?lang=en&pos=0", width=390)
    ready(page)
    page.evaluate("() => document.querySelector('.stMain').scrollTo(0, 1e6)")
    page.wait_for_function("() => document.querySelector('.stage').getBoundingClientRect().bottom < 0", timeout=5_000)


def test_the_whole_lesson_by_keyboard_alone(new_page):
    """Tab reaches everything: panels, link, stage, player, sliders, words, questions; and each can be used."""
    page = open_lesson(new_page, {"lang": "en", "pos": 0})
    seen = []
    for _ in range(90):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => {
                const at = document.activeElement;
                const key = [...(at.closest('[class*="st-key-"]')?.classList ?? [])].find(c => c.startsWith('st-key-'));
                return [at.tagName, at.className?.baseVal ?? at.className, key ?? '', at.dataset?.do ?? ''];
            }"""
        )
        seen.append(where)
    keys = {key for _, _, key, _ in seen}
    assert any("stage" in name for _, name, *_ in seen)
    assert {"toggle", "on", "back"} <= {what for *_, what in seen}
    for name in "WFPSDK":
        assert f"st-key-sliding-filter-{name}" in keys, f"the slider {name} is not reached"
    assert any("copy-link" in name for _, name, *_ in seen)
    assert any("handle" in name for _, name, *_ in seen)
    assert any("question" in key for key in keys)
    # Use some of it: a slider, then the stage's editor.
    slider(page, "S").focus()
    page.keyboard.press("ArrowLeft")
    wait_link(page, S=1)
    page.locator(".stage").focus()
    page.keyboard.press("e")
    page.locator(".cell-editor").wait_for()
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    wait_link(page, w="0.0.0.0~4_0.0.0.1~3")


def test_three_claims_stand_below_the_stage_and_what_goes_deeper_stays_unfolded(new_page):
    page = open_lesson(new_page, STILL)
    seen, deeper = page.locator('[data-said="seen"] p'), page.locator('[data-said="deeper"] p')
    assert seen.count() == 3 and not deeper.count()
    unfold(page)
    told = seen.all_inner_texts() + deeper.all_inner_texts()
    assert not any("end before" in sentence for sentence in told)
    slider(page, "P").press("ArrowLeft")  # 7 - 3 is even, and so is what P adds: nothing is lost
    wait_link(page, P=0)
    slider(page, "W").press("ArrowRight")  # but now the last row and column are
    wait_link(page, W=8)
    page.wait_for_function("() => document.querySelector('[data-said=seen]').textContent.includes('end before')")
    assert deeper.first.is_visible() and seen.count() == 3
