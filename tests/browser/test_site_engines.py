"""The static site in Firefox and WebKit: each lesson shows the numbers that the served app shows there, and follows a
slider. By `make site-test`."""

from __future__ import annotations

import pytest

from pages import menu
from tests.browser.lesson_numbers import maps
from tests.browser.site import UP
from tests.browser.test_three_engines import DONE, LONG, SLIDER, THERE, moved, settled

pytestmark = [pytest.mark.browser, pytest.mark.site]
# Two trainings differ in the last digits, which grow.
TRAINING = ("steps-and-epochs", "batch-size", "live-training")
LESSONS = [lesson.address for lesson in menu.LESSONS if lesson.address not in TRAINING]


def opened(engine, url: str) -> None:
    engine.open(url)
    if "/cnn-unfolded/" in url:
        engine.wait_for_function(THERE, UP, timeout=LONG)
    settled(engine)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_shows_the_served_numbers_and_follows_a_slider(engine, site, server, name):
    path = f"/{name}?lang=en&pos=0"
    opened(engine, site + path)
    shown = maps(engine)
    if engine.evaluate(THERE, SLIDER):
        moved(engine, SLIDER)
    assert engine.errors() == []
    opened(engine, server.url + path)
    assert shown == maps(engine)


@pytest.mark.parametrize("name", TRAINING)
def test_a_training_page_comes_to_its_end(engine, site, name):
    opened(engine, f"{site}/{name}?lang=en&epochs=1")
    engine.wait_for_function(DONE, timeout=LONG)
    assert engine.errors() == []
