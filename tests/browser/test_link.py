"""Link and page in step in a real browser: deep links, Back and Forward, menu, language, copies, drawn links."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from cnnlib.errors import InvalidSetting
from pages.frame.state.settings import decode
from pages.layers.sliding_filter import LESSON, Settings
from tests.browser.read import wait_settled
from tests.browser.server import running
from tests.browser.stage import (
    COME_TO,
    index,
    link,
    open_lesson,
    output_cells,
    playing,
    query,
    ready,
    slider,
    wait_link,
)
from tests.frame.state.drawn import drawn_links
from tests.load.student import Student

DRAWN, CHUNKS = 200, 10
IMPOSSIBLE = {"W": "4", "F": "9", "P": "0"}

SHOWS = """({ sliders, trouble, first }) => {
    const shown = name => document.querySelector(`.st-key-sliding-filter-${name} input[type=range]`)?.value;
    const stage = document.querySelector('.stage[data-index]');
    return Object.entries(sliders).every(([name, value]) => shown(name) === String(value))
        && Boolean(document.querySelector('.st-key-problem')) === trouble
        && stage && stage.classList.contains('troubled') === trouble
        && (trouble || stage.value('output', 0, 0, 0) === first);
}"""

# What was typed stands in the line that names what could not be read, [[W]] too.
UNSOUND = """() => {
    const quoted = document.querySelector('.st-key-misread')?.textContent ?? '';
    const text = document.body.textContent.replace(quoted, '');
    return [...document.querySelectorAll('.stException, .stAlert')].map(box => box.textContent)
        .concat(['Traceback', 'went wrong', '[['].filter(word => text.includes(word)));
}"""


def test_a_first_deep_link_on_a_fresh_server_shows_the_lesson_and_no_dialog(new_page):
    with running() as server:
        page = new_page(query(W=9, F=5, lang="en"), home=server.url)
        page.evaluate(
            """() => {
                window.dialogs = 0;
                new MutationObserver(() => { window.dialogs += document.querySelectorAll('[role=dialog]').length; })
                    .observe(document.body, { childList: true, subtree: true });
            }"""
        )
        ready(page)
        assert page.evaluate("() => window.dialogs") == 0
        assert page.locator('[role="dialog"], .stException').count() == 0
        assert page.locator("h1").inner_text().strip() == "The sliding filter"
        assert slider(page, "W").input_value() == "9"
        assert page.evaluate("() => document.documentElement.lang") == "en"


async def _late_report(url: str) -> list[int]:
    """P drawn after it was set to 2, and after a report that left before the browser heard of that link."""
    async with Student(url, "sliding-filter", {"lang": "en"}) as student:
        await student.arrive()
        before, found = dict(student.query), []
        for _ in range(2):
            await student.change("P", 2)
            found.append(student.picture[0]["padding"])
            student.query = before
        return found


def test_a_report_that_left_before_the_link_came_does_not_undo_a_move(server):
    with ThreadPoolExecutor() as beside:  # the browser's driver has an event loop of its own in this thread
        assert beside.submit(asyncio.run, _late_report(server.url)).result() == [2, 2]


def test_back_and_forward_undo_and_redo(new_page):
    page = open_lesson(new_page, {"lang": "en", "pos": 3})
    slider(page, "W").press("ArrowRight")
    wait_link(page, W=8)
    wait_settled(page)
    slider(page, "F").press("ArrowRight")
    wait_link(page, W=8, F=4)
    wait_settled(page)
    page.go_back()
    page.wait_for_function("() => document.querySelector('.st-key-sliding-filter-F input[type=range]').value === '3'")
    wait_settled(page)
    assert link(page)["W"] == "8" and "F" not in link(page)
    page.go_back()
    page.wait_for_function("() => document.querySelector('.st-key-sliding-filter-W input[type=range]').value === '7'")
    wait_settled(page)
    page.go_forward()
    page.wait_for_function("() => document.querySelector('.st-key-sliding-filter-W input[type=range]').value === '8'")
    page.wait_for_function("""() => document.querySelectorAll('[data-map="input"]').length === 64""")
    assert index(page) == 3 and not playing(page), "the position is part of every link"


def test_the_language_switch_keeps_settings_and_position(new_page):
    page = open_lesson(new_page, {"W": 8, "K": 2, "pos": 5, "kind2": "box", "lang": "zh"})
    before = output_cells(page)
    assert page.evaluate("() => document.documentElement.lang") == "zh-CN"
    page.get_by_role("button", name="English").click()
    wait_link(page, lang="en", W=8, K=2, pos=5, kind2="box")
    page.get_by_role("heading", name="The sliding filter").wait_for()
    wait_settled(page)
    assert page.evaluate("() => document.documentElement.lang") == "en"
    assert output_cells(page) == before and index(page) == 5
    assert page.locator(".stage .count").inner_text().startswith("cell 6 of")


def test_a_first_visit_speaks_the_browsers_language(new_page):
    page = open_lesson(new_page, {}, lang="en-GB")
    page.get_by_role("heading", name="The sliding filter").wait_for()
    assert "lang" not in link(page)


def test_the_menu_keeps_what_was_set(new_page):
    page = open_lesson(new_page, {"W": 9, "pos": 2, "lang": "en"})
    slider(page, "S").press("ArrowLeft")
    wait_link(page, S=1)
    wait_settled(page)
    page.locator(".stSidebar").get_by_role("link", name="CNN Unfolded").click()
    page.get_by_role("heading", name="CNN Unfolded").wait_for()
    wait_settled(page)
    assert link(page) == {"lang": "en"}
    page.locator(".stSidebar").get_by_role("link", name="The sliding filter").click()
    ready(page)
    assert link(page) == {"W": "9", "S": "1", "pos": "2", "lang": "en"}
    assert slider(page, "S").input_value() == "1"
    page.go_back()
    page.get_by_role("heading", name="CNN Unfolded").wait_for()
    page.go_back()
    ready(page)
    assert link(page)["W"] == "9"


def test_copy_link_opens_the_very_same_elsewhere(new_page):
    page = open_lesson(new_page, {"W": 8, "pos": 4}, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".copy-link").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "lang=zh" in copied, "a link shows everyone the same"
    other = new_page(lang="en-US")
    other.goto(copied)
    ready(other)
    assert output_cells(other) == output_cells(page)
    assert index(other) == 4
    other.get_by_role("heading", name="滑动的卷积核").wait_for()


def test_a_copied_link_holds_the_address_that_the_host_names(browser):
    """And on this computer alone, where the course cannot be reached from outside, the page says so."""
    with running(UNFOLDED_ADDRESS="https://cnn.example/course") as named:
        page = browser.new_page()
        page.goto(f"{named.url}/sliding-filter?W=8&lang=en")
        ready(page)
        page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
        page.locator(".copy-link").click()
        page.wait_for_function("() => window.copied")
        assert page.evaluate("() => window.copied") == "https://cnn.example/course/sliding-filter?W=8&lang=en"
        assert page.locator(".only-here").count() == 0
        page.close()


def test_on_this_computer_alone_copying_says_so(new_page):
    page = open_lesson(new_page, {"lang": "en"})
    note = page.get_by_text("This address opens on this computer alone.")
    assert note.is_hidden()
    page.locator(".copy-link").click()
    note.wait_for()
    assert "HOST=0.0.0.0" in note.inner_text()


def test_where_no_clipboard_is_granted_the_link_is_shown_and_selected(new_page):
    page = new_page(
        query(W=8, pos=4, lang="en"),
        script="Object.defineProperty(navigator, 'clipboard',"
        " { value: { writeText: () => Promise.reject(new Error('no')) } })",
    )
    ready(page)
    page.locator(".copy-link").click()
    box = page.locator(".link-shown")
    box.wait_for()
    assert "W=8" in box.input_value() and "lang=en" in box.input_value()
    assert box.evaluate("box => box.selectionEnd - box.selectionStart === box.value.length")


@pytest.mark.long
@pytest.mark.parametrize("chunk", [0, *(pytest.param(n, marks=pytest.mark.proof) for n in range(1, CHUNKS))])
def test_two_hundred_drawn_links_are_a_picture_or_a_sentence(new_page, server, chunk):
    """As people, programs and vandals write them: some opened, most come to as by Back, on two pages at a time."""
    pages = [new_page(reduced=True) for _ in range(2)]
    drawn = [IMPOSSIBLE, *({n: v[:300] for n, v in q.items()} for q in drawn_links(Settings, DRAWN - 1, seed=30))]
    mine = drawn[chunk::CHUNKS]
    for n in range(0, len(mine), len(pages)):
        two = list(zip(pages, mine[n : n + len(pages)], strict=True))
        for page, asked in two:
            address = "/sliding-filter?" + urlencode({**asked, "lang": "en"}, errors="replace")
            if n == 0:
                page.goto(server.url + address, wait_until="commit")
            else:
                page.evaluate(COME_TO, address)
        for page, asked in two:
            page.wait_for_function(SHOWS, arg=meant(decode(Settings, asked)), timeout=30_000)
            assert page.evaluate(UNSOUND) == [], asked


def meant(state: Settings) -> dict:
    """What a link's settings must show: the sliders, whether it is a sentence, else the first number of the map."""
    found = {"sliders": {name: getattr(state, name) for name in "FPSK"}, "trouble": False, "first": None}
    try:
        picture = LESSON.picture(state, lambda key, **_: key)
    except InvalidSetting:
        return found | {"trouble": True}
    output = next(grid for grid in picture.scene.grids if grid.id == "output")
    return found | {"first": float(output.values[0, 0, 0] / output.divisors[0])}
