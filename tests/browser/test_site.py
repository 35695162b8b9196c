"""The static site in Chromium: its recorded pictures, Python's take-over, and all that a page can do without a server.

By `make site-test`, of the site that `make site` has built; below a path of its own, as on GitHub Pages.
"""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from pages.frame.text.texts import plain
from pages.menu import titles
from tests.browser.read import shown, wait_settled
from tests.browser.site import UP
from tests.browser.stage import do, index, link, ready, slider, unfold, wait_index, wait_link
from tests.browser.uploads import png, upload

pytestmark = [pytest.mark.browser, pytest.mark.site]

WITHOUT_STAGE = ("self-test", "glossary")
LOCALES = {"zh": "zh-CN", "en": "en-US"}
# The stage that the recording drew, to be known again.
MARK = "() => { document.querySelector('.stage').fromRecording = true; }"
MARKED = "() => document.querySelector('.stage').fromRecording === true"


@pytest.fixture
def visit(site, new_page):
    """A function that opens a page of the site: `visit("/pooling?K=2", lang="en-US")`."""
    return lambda path, **options: new_page(path, home=site, **options)


def python_up(page) -> None:
    """Wait until Python has drawn the page itself, and answered all that was asked before."""
    page.wait_for_selector(UP, state="attached", timeout=60_000)
    wait_settled(page, 60_000)


@pytest.mark.parametrize(("name", "lang"), [*product(("", *titles()), LOCALES)])
def test_a_page_is_drawn_from_its_recording_and_taken_over(visit, name, lang):
    page = visit(f"/{name}", lang=LOCALES[lang])
    if name in WITHOUT_STAGE:
        page.get_by_role("heading", level=1, name=plain(f"{name.replace('-', '_')}.title", lang)).wait_for()
        python_up(page)
        return
    page.wait_for_function("() => document.querySelector('.stage[data-index]')")
    assert not page.locator(UP).count(), "the picture comes before Python"
    page.evaluate(MARK)
    assert page.locator(":root").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    python_up(page)
    assert page.evaluate(MARKED), "the same stage as before"
    assert not page.locator(".stException, .trouble").count()


def test_the_place_on_the_stage_is_kept_when_python_takes_over(visit):
    page = visit("/pooling")
    page.wait_for_function("() => document.querySelector('.stage[data-index]')")
    do(page, "toggle")
    do(page, "on")
    stands = index(page)
    assert stands > 0 and not page.locator(UP).count()
    before = shown(page, "output")
    python_up(page)
    wait_index(page, stands)
    assert shown(page, "output") == before


def test_a_slider_moved_before_python_counts(visit):
    page = visit("/sliding-filter")
    page.wait_for_function("() => document.querySelector('.stage[data-index]')")
    thumb = slider(page, "F")
    thumb.focus()
    thumb.press("ArrowRight")
    assert not page.locator(UP).count()
    python_up(page)
    wait_link(page, F=4)


def test_a_language_chosen_before_python_counts(visit):
    page = visit("/pooling", lang="en-US")
    page.wait_for_function("() => document.querySelector('.stage[data-index]')")
    page.get_by_role("button", name="中文").click()
    python_up(page)
    page.get_by_role("heading", level=1, name=plain("pooling.title", "zh")).wait_for()


def test_a_link_with_settings_opens_them_and_says_meanwhile_what_is_loading(visit):
    page = visit("/sliding-filter?W=9&F=5&pos=3&lang=en")
    page.locator(".python-comes").wait_for()
    python_up(page)
    wait_index(page, 3)
    assert link(page) == {"W": "9", "F": "5", "pos": "3", "lang": "en"}
    assert page.locator(".python-comes").count() == 0


@pytest.mark.parametrize(("why", "lang"), [*product(("no_webassembly", "no_memory", "no_network", "broken"), LOCALES)])
def test_what_went_wrong_is_said_and_the_picture_stays(visit, why, lang):
    failing = """window.Worker = class {
        postMessage({ type }) {
            if (type === 'begin') setTimeout(() => this.onmessage({ data: { type: 'failed', why: 'WHY', error: '' } }));
        }
    };"""
    page = visit("/pooling", lang=LOCALES[lang], script=failing.replace("WHY", why))
    page.watch.expected.append("console:")
    page.get_by_role("alert").get_by_text(plain(f"site.{why}", lang)).wait_for()
    assert page.locator(".stage[data-index]").count() == 1


def test_addresses_end_without_a_slash_and_back_and_forward_work(visit, site):
    page = visit("/pooling?lang=en")
    python_up(page)
    assert page.url == f"{site}/pooling?lang=en"
    page.get_by_role("link", name=plain("output_size.title", "en")).first.click()
    page.get_by_role("heading", level=1, name=plain("output_size.title", "en")).wait_for()
    wait_settled(page)
    assert page.url.startswith(f"{site}/output-size?")
    page.go_back()
    page.get_by_role("heading", level=1, name=plain("pooling.title", "en")).wait_for()
    page.go_forward()
    page.get_by_role("heading", level=1, name=plain("output_size.title", "en")).wait_for()
    page.reload()
    ready(page)


def test_an_address_that_is_none_names_the_lesson_that_is_meant(visit, site):
    page = visit("/Fc_Is_Conv/more?lang=en")
    page.watch.expected.append("404")
    page.locator(".near a").click()
    ready(page)
    assert page.url.startswith(f"{site}/fc-is-conv")


@pytest.mark.parametrize("switches", [True, False], ids=["JSPI", "without JSPI"])
def test_a_slider_an_upload_and_a_state_file_work(visit, switches):
    page = visit("/sliding-filter?lang=en&pos=0", script=f"window.withoutJSPI = {json.dumps(not switches)};")
    python_up(page)
    slider(page, "S").focus()
    page.keyboard.press("ArrowRight")
    wait_link(page, S=2)
    pixels = np.random.default_rng(0).integers(0, 256, (256, 256, 3), np.uint8)
    upload(page, "mine.png", png(pixels))
    wait_link(page, input="own")
    value = "([d, i, j]) => document.querySelector('.stage').value('input', d, i, j)"
    page.wait_for_function("() => document.querySelector('.stage image.pixels')")
    for d, i, j in [(0, 0, 0), (1, 17, 200), (2, 255, 255)]:
        assert page.evaluate(value, [d, i, j]) == pytest.approx(pixels[i, j, d] / 255)
    page.keyboard.press("Escape")
    unfold(page)
    page.get_by_text(plain("frame.file_title", "en")).click()
    wait_settled(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name=plain("frame.file_save", "en")).click()
    assert caught.value.suggested_filename == "sliding-filter.json"
    assert json.loads(Path(caught.value.path()).read_text(encoding="utf-8"))["settings"]["S"] == "2"


def test_a_training_is_stopped_within_half_a_second(visit):
    page = visit("/live-training?lang=en")
    python_up(page)
    page.locator('[class*="-work-train-start"] button').click()
    stop = page.locator('[class*="-work-train-stop"] button')
    stop.wait_for()
    page.evaluate("""() => document.addEventListener('click', () => {
        const began = performance.now();
        const look = () => document.querySelector('[class*="-work-train-stop"] button')
            ? requestAnimationFrame(look) : (window.stoppedAfter = performance.now() - began);
        look();
    }, { once: true, capture: true })""")
    stop.click()
    page.wait_for_function("() => window.stoppedAfter")
    took = page.evaluate("() => window.stoppedAfter")
    assert took < 1500, "a slice at most, and the drawing of it, on a busy machine"


def test_a_second_visit_needs_no_network(visit, site):
    page = visit("/pooling?lang=en")
    python_up(page)
    page.wait_for_function(
        """async () => {
            const cache = await caches.open('cnn-unfolded');
            const kept = (await cache.keys()).map(each => each.url);
            return ['packages', 'course', 'worker', 'pyodide.asm.wasm'].every(name => kept.some(u => u.includes(name)))
                && kept.some(url => url.endsWith('/pooling/'));
        }""",
        timeout=60_000,
    )
    page.context.set_offline(True)
    page.goto(f"{site}/pooling?lang=en&S=3")
    python_up(page)
    assert page.locator(".st-key-pooling-S input[type=range]").input_value() == "3"
    page.context.set_offline(False)
