"""Nothing looks wrong: no text too small, over another or cut off; no empty half; the arrow within the stage. All parts
in both languages, at every width, light and dark; what is put in on purpose is found."""

from __future__ import annotations

from itertools import product
from urllib.parse import urlencode

import pytest

from pages import menu
from pages.frame.text.catalogue import LANGUAGES
from tests.browser.read import wait_settled
from tests.browser.scan import faults, faults_scrolled, faults_while_it_moves
from tests.browser.scan.numbers import missing, numbers_in, unfilled, words_of_stage
from tests.browser.shots import WIDTHS, states
from tests.browser.stage import STILL, open_lesson

LESSONS = {lesson.address: lesson for lesson in menu.LESSONS}
SCREENS = [*product(WIDTHS, (False, True))]


def opened() -> list:
    """Home, and each lesson's parts, at every width, light and dark; the ends of controls, at one of them in turn."""
    links = {"": {"home": {}}} | {address: states(lesson) for address, lesson in LESSONS.items()}
    return [
        pytest.param(address, lang, links[address], id=f"{address or 'home'}-{lang}")
        for address, lang in product(links, LANGUAGES)
    ]


@pytest.mark.proof
@pytest.mark.parametrize(("address", "lang", "links"), opened())
def test_nothing_looks_wrong(new_page, server, address, lang, links):
    page, found = new_page(), {}
    for n, (name, query) in enumerate(links.items()):
        whole = set(query) <= {"part"}
        if "present" in query:
            continue  # projected, other sizes hold
        page.goto(f"{server.url}/{address}?{urlencode({**query, **STILL, 'lang': lang})}")
        page.locator(".stage[data-index]").wait_for(timeout=30_000)
        numbers = {}
        for width, dark in SCREENS if whole else [SCREENS[n % len(SCREENS)]]:
            page.emulate_media(color_scheme="dark" if dark else "light")
            page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            wait_settled(page, timeout=120_000)  # long work may be going on
            wrong = faults_while_it_moves(page) + faults_scrolled(page)
            found |= {f"{name}, {width} px: {fault}": None for fault in wrong}
            words = words_of_stage(page)
            numbers[width] = numbers_in(words)
            found |= {f"{name}: {raw} is not filled in": None for raw in unfilled(words)}
        hidden = missing(numbers[1280], numbers[390]) if whole else []
        found |= {f"{name}: {number} is nowhere on a phone": None for number in hidden}
    assert not found, "\n".join(found)


# What is put in on purpose -> how the fault is told.
PUT_IN = {
    "a text moved onto another": (
        """() => { const [a, b] = document.querySelectorAll('.stage text.title');
            for (const at of ['x', 'y']) b.setAttribute(at, a.getAttribute(at)); }""",
        ') and "Filter"',
    ),
    "a size of 9": ("() => { document.querySelector('.stage text.number').style.fontSize = '9px'; }", "small: 9.0 px"),
    "an arrow out of the stage": (
        """() => { const wire = document.querySelector('.stage .wire');
            wire.setAttribute('d', `${wire.getAttribute('d')}v900`); }""",
        "outside: sliding-filter-stage: path.wire",
    ),
    "an arrow through a number": (
        """() => { const [cell, wire] = ['.stage [data-map=product] + text', '.stage .wire'].map(name =>
                document.querySelector(name));
            const [x, y] = ['x', 'y'].map(at => Number(cell.getAttribute(at)));
            wire.setAttribute('d', `${wire.getAttribute('d')}M${x - 100},${y}h200`); }""",
        "crossed: ",
    ),
    "a word cut off": (
        "() => [...document.querySelectorAll('.stage text.title')].at(-1).setAttribute('x', -20)",
        "cut: ",
    ),
    "a button over a word": (
        "() => { document.querySelector('.stage .as-table').style = 'position: absolute; left: 20px; top: 10px'; }",
        "and a widget",
    ),
}
SHRUNK = "() => document.querySelector('.stage svg').setAttribute('viewBox', '0 0 3000 1200')"


def test_what_is_put_in_on_purpose_is_found(new_page):
    page = open_lesson(new_page, {**STILL, "lang": "en"})
    assert faults(page) == []
    for put_in, _ in PUT_IN.values():
        page.evaluate(put_in)
    found = faults(page)
    for what, (_, told) in PUT_IN.items():
        assert any(told in fault for fault in found), what
    page.evaluate(SHRUNK)
    assert any(fault.startswith("empty: ") for fault in faults(page)), "half a stage without a picture"


def test_the_menus_button_lies_on_nothing_while_a_phone_scrolls(new_page):
    page = open_lesson(new_page, {**STILL, "lang": "en"}, width=390)
    assert faults_scrolled(page) == []
    page.add_style_tag(content="[data-testid=stExpandSidebarButton] { opacity: 1 !important; }")
    assert any(fault.startswith("floats: ") for fault in faults_scrolled(page))
