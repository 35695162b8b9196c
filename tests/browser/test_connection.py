"""The connection is lost and comes back: slider, picture and link agree, and the page says that it was away."""

from __future__ import annotations

import pytest

from pages.frame.text.texts import plain
from tests.browser.network import network
from tests.browser.read import wait_settled
from tests.browser.stage import link, ready

LOST = ["console: ", "WebSocket"]  # while there is no connection, the console may say so in any words


@pytest.fixture
def line(server):
    """The network to the course."""
    with network(server.port) as found:
        yield found


def slider(page, name: str):
    return page.locator(f".st-key-output-size-{name} input[type=range]")


def lose_connection(page, line) -> None:
    """All connections are reset; back when the page has asked the server again and rests."""
    page.watch.expected = LOST
    with page.expect_websocket(timeout=30_000):
        line.tear()
    wait_settled(page, timeout=30_000)


def test_what_was_pressed_on_a_dead_line_counts_when_it_is_back(new_page, line):
    page = new_page("/output-size?lang=en&pos=0&W=8", home=line.url)
    ready(page)
    before = slider(page, "P").input_value()
    formula = page.locator(".formula").inner_text()
    line.hold()
    slider(page, "P").press("ArrowRight")
    lose_connection(page, line)
    after = slider(page, "P").input_value()
    assert int(after) == int(before) + 1
    page.wait_for_function("before => document.querySelector('.formula').innerText !== before", arg=formula)
    assert link(page)["P"] == after and f"2·{after})" in page.locator(".formula").inner_text()
    page.get_by_text(plain("frame.was_away", "en")).wait_for()


def test_a_line_that_was_dead_for_a_moment_leaves_everything_as_it_was(new_page, line):
    page = new_page("/output-size?lang=en&pos=2&W=8&F=4", home=line.url)
    ready(page)
    before, stood = link(page), page.locator(".stage").get_attribute("data-index")
    lose_connection(page, line)
    page.get_by_text(plain("frame.was_away", "en")).wait_for()
    assert link(page) == before and page.locator(".stage").get_attribute("data-index") == stood
    slider(page, "W").press("ArrowRight")
    wait_settled(page)
    assert link(page)["W"] == "9"
