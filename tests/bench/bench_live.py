"""The live training in Chromium against cnnlib's bare generator, and how soon it reads 97 % of unseen digits.

Ours is the page's own clock, from the press of the button to the finished picture, drawing and all; theirs is the same
training in this process, its records thrown away.
"""

from __future__ import annotations

from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from cnnlib.network.zoo import digits_net
from cnnlib.training.loop import train
from pages.frame.state.settings import encode
from pages.shared.digits import training_and_held_out
from pages.training.live_training import Settings
from tests.bench.race import Row
from tests.browser import chromium
from tests.browser.read import wait_settled
from tests.browser.server import running
from tests.browser.stage import ready

THREADS = (1,)  # as `make run` starts the course
ROUNDS = 7
LIMIT = 1.3
WANTED, SECONDS = 97, 2.0  # per cent of the held-out digits, within so many seconds of the press

# From the press of the button: when a dot at the wanted accuracy is drawn, and when the page says that it is done.
WATCH = """({ wanted, epochs }) => {
    window.took = window.reached = null;
    const button = which => document.querySelector(`[class*="-work-train-${which}"] button`);
    let fresh = false, going = false, begin;
    const look = () => {
        const dots = [...document.querySelectorAll('[data-map="held-out"]')];
        fresh ||= dots.length < epochs;  // the old curve is gone
        going ||= fresh && button('stop') !== null;
        if (fresh && window.reached === null && dots.some(dot => Number(dot.dataset.v) >= wanted)) {
            window.reached = performance.now() - begin;
        }
        const drawn = dots.length >= epochs;  // the picture is unpacked beside the page
        const done = going && drawn && button('start');
        requestAnimationFrame(done ? () => { window.took = performance.now() - begin; } : look);
    };
    document.addEventListener('click', () => { begin = performance.now(); look(); }, { once: true, capture: true });
}"""


def rows():
    with running(OPENBLAS_NUM_THREADS="1") as course, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        settings = Settings()
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{course.url}/live-training?" + urlencode(encode(settings) | {"lang": "en"}))
        ready(page)
        rounds = [(*pressed(page, settings), bare(settings)) for _ in range(ROUNDS + 1)][1:]
        ours, reached, theirs = (median(column) for column in zip(*rounds, strict=True))
        yield row("training drawn live", ours, theirs, [took / alone for took, _, alone in rounds], LIMIT)
        yield row(
            f"{WANTED} % of unseen digits", reached, 1e3 * SECONDS, [at / (1e3 * SECONDS) for _, at, _ in rounds], 1.0
        )
        browser.close()


def row(name: str, ours: float, theirs: float, ratios: list[float], limit: float) -> Row:
    low, _, high = quantiles(ratios, n=4)
    return Row(name, ours, theirs, median(ratios), (low, high), limit)


def pressed(page, settings: Settings) -> tuple[float, float]:
    """Milliseconds from the press to the finished picture, and to the first dot at 97 per cent."""
    start = page.locator('[class*="-work-train-start"] button')
    start.wait_for(timeout=120_000)
    wait_settled(page)
    page.evaluate(WATCH, {"wanted": WANTED, "epochs": settings.epochs})
    start.click()
    page.wait_for_function("() => window.took !== null", timeout=60_000)
    return page.evaluate("() => window.took"), page.evaluate("() => window.reached")


def bare(settings: Settings) -> float:
    """Milliseconds of the same training, nobody looking."""
    training, held_out = training_and_held_out()
    begin = perf_counter()
    for _ in train(
        digits_net(),
        training,
        held_out=held_out,
        batch_size=settings.B,
        learning_rate=settings.rate,
        epochs=settings.epochs,
        seed=settings.seed,
        optimizer=settings.optimizer,
    ):
        pass
    return 1e3 * (perf_counter() - begin)
