"""The static site beside the served app, in the same run, turn about: `make site-bench`. The site is `ours`."""

from collections.abc import Iterator

from builder.serve import serving
from playwright.sync_api import sync_playwright

from pages.menu import titles
from tests.bench.bench_browser import arrival, change, opened, turn_about
from tests.bench.race import Row
from tests.browser import chromium
from tests.browser.read import AWAIT_ANSWERS, wait_settled
from tests.browser.server import running
from tests.browser.site import UP
from tests.browser.stage import query

ROUNDS = 3
WITHOUT_MOTION = (
    "self-test",
    "glossary",
    "steps-and-epochs",
    "batch-size",
    "live-training",
)  # or it begins by itself later
CHANGES = [("W = 8", {"W": 8}, 1.5), ("W = 32", {"W": 32}, 1.5), ("a photograph", {"input": "cat"}, 2.0)]
OTHERS = [("output-size", "P"), ("pooling", "S"), ("fc-is-conv", "P")]


def rows() -> Iterator[Row]:
    with serving() as site, running() as course, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        for name in ("", *(each for each in titles() if each not in WITHOUT_MOTION)):
            ours, theirs = (
                (lambda n=name: arrival(browser, f"{site}/{n}")),
                (lambda n=name: arrival(browser, f"{course.url}/{n}")),
            )
            yield turn_about(f"first moving picture, {name or 'home'}", ours, theirs, 1.5, rounds=ROUNDS)
        ours, theirs = (
            (lambda: answered(browser, f"{site}/pooling")),
            (lambda: arrival(browser, f"{course.url}/pooling")),
        )
        yield turn_about("Python answers, beside served's first picture", ours, theirs, 6.0, rounds=ROUNDS)
        for name, settings, limit in CHANGES:
            yield both(
                browser, site, course.url, f"slider to painted, {name}", query(**settings, pos=0, lang="en"), "P", limit
            )
        for address, slider in OTHERS:
            yield both(
                browser, site, course.url, f"slider to painted, {address}", f"/{address}?lang=en&pos=0", slider, 1.5
            )
        trained = "/live-training?lang=en&epochs=1"
        ours, theirs = (lambda: training(browser, site + trained)), (lambda: training(browser, course.url + trained))
        yield turn_about("a training of one epoch", ours, theirs, 2.5, rounds=ROUNDS)
        browser.close()


def both(browser, site: str, course: str, name: str, path: str, slider: str, limit: float) -> Row:
    """A slider moved on the site's page and on the served one."""
    mine, other = (opened(browser, home + path) for home in (site, course))
    mine.wait_for_selector(UP, state="attached")
    wait_settled(mine)
    row = turn_about(name, lambda: change(mine, slider), lambda: change(other, slider), limit)
    mine.close()
    other.close()
    return row


def answered(browser, url: str) -> float:
    """Milliseconds from the start of a new visitor's page until Python has drawn it itself."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(UP, state="attached", timeout=60_000)
    took = page.evaluate("() => performance.now()")
    context.close()
    return took


def training(browser, url: str) -> float:
    """Milliseconds from the press that begins a training anew to its end."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    page = context.new_page()
    page.add_init_script(AWAIT_ANSWERS)
    page.goto(url)
    start = page.locator('[class*="-work-train-start"] button')
    stop = page.locator('[class*="-work-train-stop"] button')
    start.wait_for(timeout=60_000)
    stop.wait_for(state="detached", timeout=60_000)
    page.evaluate("() => { window.began = performance.now(); }")
    start.click()
    stop.wait_for(timeout=60_000)
    stop.wait_for(state="detached", timeout=60_000)
    took = page.evaluate("() => performance.now() - window.began")
    context.close()
    return took
