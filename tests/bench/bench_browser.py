"""The lesson in Chromium against an empty Streamlit app with one slider, in the same run, turn about.

Rates and bytes have no opponent: there `theirs` is what is asked for, and the ratio says how far we are from it.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import sync_playwright

from tests.bench.race import Row
from tests.browser import chromium
from tests.browser.read import wait_settled
from tests.browser.server import ROOT, running
from tests.browser.stage import middle, query, ready, unfold

EMPTY = "import streamlit as st\nst.markdown(f\"value {st.slider('P', 0, 10, 1, key='P')}\")\n"
ROUNDS = 12
SECONDS = 4
CHANGES = [("W = 8", {"W": 8}, 1.6), ("W = 32", {"W": 32}, 2.0), ("a photograph", {"input": "cat"}, 2.5)]
# The other lessons at their defaults: the address, and the slider that is moved. Where moving one sets a training
# going, the time is told and nothing is promised.
OTHERS = [
    ("output-size", "P"),
    ("shared-weights", "P"),
    ("pooling", "S"),
    ("fc-is-conv", "P"),
    ("steps-and-epochs", "E"),
    ("batch-size", "B"),
    ("live-training", "B"),
]
# Those whose picture has switches instead of sliders: what is pressed by turns.
PRESSED = [
    ("alexnet", "groups", ".st-key-alexnet-groups label:has(input:not(:checked))"),
    ("builder", "another K", "[data-testid=stNumberInputStepUp] >> nth=0"),
    ("cifar10", "another part", ".st-key-cifar10-part label:has(input:not(:checked)) >> nth=0"),
]
BYTES = [("W = 32, D = K = 1", {"W": 32}, 12), ("W = 64, D = K = 8", {"W": 64, "D": 8, "K": 8}, 60)]

# From the key or the click to the frame after the page shows what came of it: another picture, where there is to be one
# (`picture`), and other words.
WATCH_CHANGE = """({ event, picture, words }) => {
    const empty = !document.querySelector('.stage');
    const find = selector => document.querySelector(selector);
    const drawn = () => find('.stage .frame') ?? find('.stage svg').firstElementChild;
    const written = () => words && [...document.querySelectorAll(words)].map(node => node.textContent).join();
    const value = () => document.body.textContent.match(/value (\\d+)/)?.[1];
    const state = () => empty ? [null, value()] : [picture ? drawn() : null, written()];
    window.took = null;
    document.addEventListener(event, () => {
        const begin = performance.now(), [before, said] = state();
        const look = () => {
            const [newer, saying] = state();
            if ((empty || !picture || newer !== before) && (!words || saying !== said)) {
                requestAnimationFrame(() => { window.took = performance.now() - begin; });
            } else requestAnimationFrame(look);
        };
        look();
    }, { once: true, capture: true });
}"""

# Milliseconds from the start of the page's life to its first moving picture, or the empty app's word.
WATCH_ARRIVAL = """
const look = () => {
    const there = document.querySelector('.stage[data-playing="true"][data-index]')
        || /value \\d/.test(document.body?.textContent);
    if (there) window.arrived = performance.now(); else requestAnimationFrame(look);
};
look();
"""

COUNT = """what => {
    window.counted = 0;
    const turn = window.turn = (window.turn ?? 0) + 1;  // what counted before has had its turn
    const count = () => { window.counted += turn === window.turn; };
    const stage = document.querySelector('.stage');
    if (what === 'positions') new MutationObserver(count).observe(stage, { attributeFilter: ['data-index'] });
    else if (what === 'pictures') new MutationObserver(count).observe(stage.querySelector('svg'), { childList: true });
    else { const tick = () => { count(); if (turn === window.turn) requestAnimationFrame(tick); }; tick(); }
    window.since = performance.now();
}"""
RATE = "() => 1000 * window.counted / (performance.now() - window.since)"


def rows():
    with _empty_app() as folder, running(folder / "app.py") as empty, running() as course, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        still = browser.new_page(viewport={"width": 1280, "height": 800})
        still.goto(empty.url)
        still.get_by_text("value 1").wait_for()
        for name, settings, limit in CHANGES:
            page = _lesson(browser, course.url, **settings, pos=0)
            ours, theirs = (lambda page=page: change(page)), (lambda: change(still))
            yield turn_about(f"slider to painted, {name}", ours, theirs, limit)
            page.close()
        for address, slider in OTHERS:
            page = opened(browser, f"{course.url}/{address}?lang=en&pos=0")
            ours, theirs = (lambda page=page, slider=slider: change(page, slider)), (lambda: change(still))
            limit = None if address == "live-training" else 2.0
            yield turn_about(f"slider to painted, {address}, {slider}", ours, theirs, limit)
            page.close()
        page = opened(browser, f"{course.url}/alexnet?lang=en&pos=0")
        unfold(page)
        # It changes no picture: how long a processor of that speed takes is said in a section below.
        words = ".stMarkdown"
        ours, theirs = (lambda: change(page, "rate", picture=False, words=words)), (lambda: change(still))
        yield turn_about("slider to painted, alexnet, rate", ours, theirs, 2.0)
        page.close()
        for address, what, switch in PRESSED:
            page = opened(browser, f"{course.url}/{address}?lang=en&pos=0")
            ours, theirs = (lambda page=page, switch=switch: _press(page, switch)), (lambda: change(still))
            yield turn_about(f"switch to painted, {address}, {what}", ours, theirs, 2.0)
            page.close()
        for name, settings, kilobytes in BYTES:
            page = _lesson(browser, course.url, **settings, pos=0)
            yield _asked(f"KB a change, {name}", _bytes(page) / 1000, kilobytes, "KB", most=True)
            page.close()
        for name, settings in (("W = 32", {"W": 32}), ("W = 32, D = 3", {"W": 32, "D": 3, "K": 2})):
            page = _lesson(browser, course.url, **settings, speed=20)
            yield _asked(f"positions a second at 20, {name}", _rate(page, "positions", _wait), 19.5, "/s")
            page.close()
        for name, settings in (("W = 8", {"W": 8}), ("W = 32", {"W": 32})):
            page = _lesson(browser, course.url, **settings, pos=0)
            # 59.5: what a counter of a 60 Hz screen's frames shows of 60.
            yield _asked(f"frames a second, window dragged, {name}", _rate(page, "frames", _drag_window), 59.5, "/s")
            yield _asked(f"pictures a second, slider dragged, {name}", _rate(page, "pictures", _drag_slider), 8, "/s")
            page.close()
        ours, theirs = (lambda: arrival(browser, course.url + query())), (lambda: arrival(browser, empty.url))
        yield turn_about("first moving picture", ours, theirs, 1.5, rounds=6)
        browser.close()


@contextmanager
def _empty_app():
    folder = Path(tempfile.mkdtemp(prefix="unfolded-empty-"))
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit/config.toml", folder / ".streamlit/config.toml")
    (folder / "app.py").write_text(EMPTY, encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def _lesson(browser, url: str, **settings):
    return opened(browser, url + query(**settings, lang="en"))


def opened(browser, url: str):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(url)
    ready(page)
    return page


def turn_about(name: str, ours: Callable, theirs: Callable, limit: float, rounds: int = ROUNDS) -> Row:
    """Both in turn; each gives its own milliseconds. The first round, which is slower, is not counted."""
    times = [(ours(), theirs()) for _ in range(rounds + 1)][1:]
    ratios = [mine / other for mine, other in times]
    low, _, high = quantiles(ratios, n=4)
    a, b = (median(column) for column in zip(*times, strict=True))
    return Row(name, a, b, median(ratios), (low, high), limit)


def _asked(name: str, ours: float, asked: float, unit: str, most: bool = False) -> Row:
    ratio = ours / asked if most else asked / max(ours, 1e-9)
    return Row(name, ours, asked, ratio, (ratio, ratio), 1.0, unit)


def change(page, name: str = "P", picture: bool = True, words: str = ".formula") -> float:
    """Move the slider one step; milliseconds to the picture and the words of it.

    Up to its end, ten steps at most, and down again: of a value seen two changes ago Streamlit would send no more
    than its name.
    """
    thumb = page.locator(f":is([class*='-{name} '], [class$='-{name}']) input[type=range]")
    thumb.focus()
    value, least, most = int(thumb.input_value()), *(int(thumb.get_attribute(end)) for end in ("min", "max"))
    page.upward = value == least or (getattr(page, "upward", True) and value < min(most, least + 10))
    page.evaluate(WATCH_CHANGE, {"event": "keydown", "picture": picture, "words": words})
    page.keyboard.press("ArrowRight" if page.upward else "ArrowLeft")
    return _took(page)


def _press(page, switch: str) -> float:
    """Press a switch; milliseconds to the picture of it."""
    page.locator(switch).scroll_into_view_if_needed()
    page.evaluate(WATCH_CHANGE, {"event": "click", "picture": True, "words": None})
    page.locator(switch).click()
    return _took(page)


def _took(page) -> float:
    page.wait_for_function("() => window.took !== null")
    took = page.evaluate("() => window.took")
    wait_settled(page)
    return took


def _bytes(page) -> float:
    """Bytes over the websocket, both ways, for one move of the slider P: the median of six."""
    counted = [0]

    def frame(event):
        text = event["response"]["payloadData"]
        counted[0] += len(base64.b64decode(text)) if event["response"]["opcode"] == 2 else len(text)

    session = page.context.new_cdp_session(page)
    session.on("Network.webSocketFrameReceived", frame)
    session.on("Network.webSocketFrameSent", frame)
    session.send("Network.enable")
    found = []
    for _ in range(6):
        counted[0] = 0
        change(page)
        found.append(counted[0])
    return median(found)


def _rate(page, what: str, during: Callable) -> float:
    page.evaluate(COUNT, what)
    during(page)
    return page.evaluate(RATE)


def _wait(page) -> None:
    page.wait_for_timeout(1000 * SECONDS)


def _wander(page, path=((400, 300), (600, 500))) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for x, y in path:
            page.mouse.move(x, y, steps=25)


def _drag_window(page) -> None:
    x, y = middle(page, ".stage [data-panel=input] .sheet")
    page.mouse.move(x, y)
    page.mouse.down()
    _wander(page, ((x - 80, y - 80), (x + 80, y + 60), (x - 60, y + 80)))
    page.mouse.up()


def _drag_slider(page) -> None:
    """Take the thumb of W and move it to and fro, to another value every other step.

    (The `input` is as wide as the track but begins at the thumb: its middle is elsewhere, past the end for a large W.)
    """
    x, y = middle(page, ".st-key-sliding-filter-W :has(> * > input[type=range])")
    page.mouse.move(x, y)
    page.mouse.down()
    _wander(page, ((x + 25, y), (x - 5, y)))
    page.mouse.up()


def arrival(browser, url: str) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    page = context.new_page()
    page.add_init_script(WATCH_ARRIVAL)
    page.goto(url)
    page.wait_for_function("() => window.arrived", timeout=60_000)
    took = page.evaluate("() => window.arrived")
    context.close()
    return took
