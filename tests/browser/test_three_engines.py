"""Firefox and WebKit beside Chromium: each lesson opens, shows cnnlib's numbers, follows a slider, plays, is silent."""

from __future__ import annotations

from urllib.parse import urlencode

import numpy as np
import pytest

from pages import menu
from pages.frame.lesson import belongs
from pages.frame.state.settings import decode, fields_of
from pages.layers.sliding_filter import Settings as FirstSettings
from tests.browser.lesson_numbers import HOLDS, maps, text
from tests.browser.read import wait_settled
from tests.browser.server import wait_until
from tests.browser.stage import link, middle, wait_index, wait_link

LESSONS = {lesson.address: lesson for lesson in menu.LESSONS}
EACH = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
# A training that is soon over; windows of which there are several at the next size too.
ASKED = {"live-training": {"epochs": 2}, "pooling": {"input": "integers"}}

PARTS = [
    (lesson, {"part": part} if part else {})
    for lesson in LESSONS.values()
    for part in getattr(fields_of(lesson.settings).get("part"), "options", (None,))
]

SAID = (".stage .written", ".stage .count", ".formula")
MEASURED = ("seconds", "time")

STAND = """position => {
    const scrub = document.querySelector('.stage .scrub');
    scrub.value = position;
    scrub.dispatchEvent(new Event('input'));
}"""
LONG = 120_000  # ms
STAGE = "() => document.querySelector('.stage[data-index]')"
FOCUS = "where => document.querySelector(where).focus()"
THERE = "where => document.querySelector(where) !== null"
START = '[class*="-work-train-start"] button[kind=primary]'
CLICK = "where => document.querySelector(where).click()"
GONE = "where => !document.querySelector(where)"
SHOW = "where => document.querySelector(where).scrollIntoView({ block: 'nearest' })"
INDEX = "() => Number(document.querySelector('.stage').dataset.index)"
LAST = "() => Number(document.querySelector('.stage .scrub').max)"
PLAYS = """was => {
    const { playing, index } = document.querySelector('.stage').dataset;
    return playing === 'true' && Number(index) !== was;
}"""
# Nothing is being computed any more.
DONE = """() => !document.querySelector('[class*="st-key-work-"] [class*="-stop"] button')"""
# What can be moved by keys below the stage: the first slider, or where there is none the first switch.
SLIDER, SWITCH = (f".st-key-controls input[type={kind}]:not([disabled])" for kind in ("range", "checkbox"))


def opened(engine, url: str) -> None:
    engine.open(url)
    settled(engine)


def settled(page) -> None:
    """Whatever had to be computed is, and drawn: on a busy machine that takes its time."""
    page.wait_for_function(STAGE, timeout=LONG)
    wait_settled(page, LONG)
    page.wait_for_function(DONE, timeout=LONG)
    wait_settled(page, LONG)


def begin(engine) -> None:
    """The training, where it begins when it is pressed."""
    if engine.evaluate(THERE, START):
        engine.evaluate(CLICK, START)
        engine.wait_for_function(GONE, START, timeout=LONG)
        settled(engine)


def press(engine, where: str, *keys: str) -> None:
    engine.evaluate(FOCUS, where)
    engine.press(*keys)


def moved(engine, where: str) -> None:
    """A slider by one step, or a switch; and all that comes of it."""
    before = engine.url
    press(engine, where, "ArrowRight" if where == SLIDER else " ")
    engine.wait_for_function("before => location.href !== before", before)
    settled(engine)


def reading(page, words: bool) -> dict:
    """All numbers that are seen, and what is said of them where it is not of measured seconds."""
    shown = {name: values for name, values in maps(page).items() if name not in MEASURED}
    return shown | ({where: text(page, where) for where in SAID} if words else {})


def plays(engine) -> None:
    """The button starts it, and it goes on by itself."""
    was, button = engine.evaluate(INDEX), ".stage [data-do=toggle]"
    engine.evaluate(SHOW, button)
    engine.click(middle(engine, button))
    engine.wait_for_function(PLAYS, was)


@EACH
def test_a_lesson_shows_the_library_s_numbers_and_plays(engine, server, lesson):
    asked = {"lang": "en", "pos": 1} | ASKED.get(lesson.address, {})
    opened(engine, f"{server.url}/{lesson.address}?{urlencode(asked)}")
    begin(engine)

    def holds() -> None:
        if lesson.address in HOLDS:  # a new lesson opens and plays without numbers of its own in lesson_numbers.py
            HOLDS[lesson.address](engine, decode(lesson.settings, link(engine)), engine.evaluate(INDEX))

    holds()
    press(engine, ".stage", "End")
    wait_index(engine, engine.evaluate(LAST))
    holds()
    plays(engine)
    assert engine.errors() == []


@pytest.mark.engines
@pytest.mark.parametrize(
    ("lesson", "part"), PARTS, ids=["-".join([lesson.address, *part.values()]) for lesson, part in PARTS]
)
def test_every_part_shows_what_chromium_shows_at_three_positions_and_after_a_slider(
    engine, server, new_page, lesson, part
):
    works = any(belongs(work, lesson.settings(**part)) for work in lesson.works)

    def shows_as_chromium(link: str) -> None:
        page = new_page(link)
        settled(page)
        begin(page)
        last = engine.evaluate(LAST)
        for position in dict.fromkeys((engine.evaluate(INDEX), last, 0)):
            for each in (engine, page):
                each.evaluate(STAND, position)
                wait_index(each, position)
            assert reading(engine, words=not works) == reading(page, words=not works), (link, position)

    address = f"/{lesson.address}?{urlencode({'lang': 'en', 'pos': 1} | part | ASKED.get(lesson.address, {}))}"
    opened(engine, server.url + address)
    begin(engine)
    shows_as_chromium(address)
    if not works and engine.evaluate(THERE, SLIDER):
        moved(engine, SLIDER)
        shows_as_chromium(engine.url.removeprefix(server.url))
    plays(engine)
    assert engine.errors() == []


def test_home_moves_by_itself_and_shows_the_library_s_numbers(engine, server):
    opened(engine, f"{server.url}/?lang=en")
    engine.wait_for_function(PLAYS, engine.evaluate(INDEX))
    for key, position in (("Home", 0), ("ArrowRight", 1), ("End", 15)):
        press(engine, ".stage", key)
        wait_index(engine, position)
        HOLDS["sliding-filter"](engine, FirstSettings(), position)
    plays(engine)
    assert engine.errors() == []


def test_the_picture_follows_a_slider_while_it_is_dragged(engine, server):
    opened(engine, f"{server.url}/sliding-filter?lang=en&pos=5")
    control, thumb = ".st-key-sliding-filter-W", ".st-key-sliding-filter-W input[type=range]"
    x, y = middle(engine, f"{control} [data-rac][style*=left]")
    rail = engine.evaluate("where => document.querySelector(where).getBoundingClientRect().width", control)
    engine.move((x, y))
    engine.down()
    for share in (0.06, 0.1, 0.14):
        engine.move((x + rail * share, y))
        engine.wait_for_function(
            """thumb => {
                const side = Number(document.querySelector(thumb).value);
                return side > 7 && document.querySelectorAll('[data-map="input"]').length === side * side;
            }""",
            thumb,
            LONG,
        )
    side = engine.evaluate("thumb => document.querySelector(thumb).value", thumb)
    assert "W" not in link(engine), "the link waits until the hand lets go"
    engine.up()
    wait_link(engine, W=side)
    settled(engine)
    assert len(maps(engine)["input"]) == int(side) ** 2
    assert engine.errors() == []


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_nothing_asks_for_what_the_policy_forbids(engine, server):
    opened(engine, f"{server.url}/alexnet?lang=en")
    assert engine.errors() == []


def test_what_goes_wrong_in_a_page_is_heard(engine, server):
    engine.open(server.url + "/_stcore/health")
    assert engine.errors() == []
    engine.evaluate(
        """async () => {
            console.error('said');
            setTimeout(() => { throw new Error('thrown'); });
            Promise.reject(new Error('rejected'));
            await fetch('http://example.invalid/').catch(() => {});
        }"""
    )

    def heard() -> bool:
        """A browser tells in its own time that a name could not be looked up, and that nobody caught a promise."""
        return all(word in " ".join(engine.errors()) for word in ("said", "thrown", "rejected", "example.invalid"))

    wait_until(heard, f"all four are heard by {engine.name}")
    engine.open(server.url + "/_stcore/health")
    assert engine.errors() == [], "another document"


# ---- pictures that change while it plays


# Where each is, and whether there is something to see on it.
PICTURES = """() => Promise.all([...document.querySelectorAll('.stage image, .stage canvas')].map(async picture => {
    const { x, y, width, height } = picture.getBoundingClientRect();
    const context = Object.assign(document.createElement('canvas'), { width: 16, height: 16 }).getContext('2d');
    const drawn = picture.href ? Object.assign(new Image(), { src: picture.href.baseVal }) : picture;
    await drawn.decode?.();
    context.drawImage(drawn, 0, 0, 16, 16);
    const { data } = context.getImageData(0, 0, 16, 16);
    const plain = data.every((value, at) => at < 4 || Math.abs(value - data[at - 4]) < 40);
    return { box: [x, y, width, height].map(Math.round), plain };
}))"""
NEXT_FRAME = f"() => new Promise(requestAnimationFrame).then({INDEX})"


def blank(engine, box: list[int]) -> bool:
    """Whether there is a single colour where a picture is."""
    x, y, width, height = box
    return np.ptp(engine.pixels(x + 2, y + 2, width - 4, height - 4), axis=(0, 1)).max() < 8


# The address of each, and how many of its pictures have something to see on them at once.
CHANGING = [
    ("live-training?epochs=2", 20),
    *(
        pytest.param(*each, marks=pytest.mark.engines)
        for each in (
            ("live-training?epochs=2&part=mistakes", 2),
            ("cifar10?part=map", 5),
            ("cifar10?part=sorted", 4),
            ("pooling?input=cat", 2),
            ("sliding-filter?input=cat", 2),
            ("alexnet?groups=two", 2),
        )
    ),
]


@pytest.mark.parametrize(("address", "count"), CHANGING)
def test_no_picture_goes_blank_while_it_plays(engine, server, address, count):
    """The first time round: what a browser has shown once it keeps."""
    opened(engine, f"{server.url}/{address}&lang=en&speed=20&pos=0")
    begin(engine)
    boxes = [picture["box"] for picture in engine.evaluate(PICTURES) if not picture["plain"]]
    assert len(boxes) >= count
    plays(engine)
    end = min(engine.evaluate(LAST), 40)
    for _ in range(1000):
        seen = engine.evaluate(NEXT_FRAME)
        gone = sum(blank(engine, box) for box in boxes)
        assert gone < len(boxes) / 2, f"{gone} of {len(boxes)} at moment {seen}"
        if seen >= end:
            break
    else:
        raise AssertionError(f"it plays, and stands at moment {seen}")
