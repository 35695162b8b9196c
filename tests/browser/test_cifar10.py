"""The living network on the screen: numbers are cnnlib's, a weight changed by hand, keys, a map opened by a tap."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cnnlib.data.images import open_square
from cnnlib.network.cifar_net import load_trained, prepare
from cnnlib.ops.activations import softmax
from pages.frame.assets import ASSETS
from pages.network.cifar10.forward_pass import WEIGHTS
from tests.browser.lesson_numbers import face
from tests.browser.read import shown
from tests.browser.stage import edit, index, playing, ready, wait_index, wait_link

TRAINED = load_trained(WEIGHTS)
CAT = prepare(open_square(ASSETS / "images/cat.jpg"))

CORNER = """selector => {
    const { x, y } = document.querySelector(selector).getBoundingClientRect();
    return [x + 3, y + 3];
}"""


def opened(new_page, more: str):
    page = new_page(f"/cifar10?lang=en{more}")
    ready(page)
    return page


def of(page, name: str) -> list[float]:
    """The values of a map that has one a class, in order."""
    return [value for _, value in sorted(shown(page, name).items())]


def chances(params) -> np.ndarray:
    return softmax(TRAINED.network.forward(params, CAT).astype(float))[0]


def test_it_flows_to_the_scores_and_a_tap_takes_a_map_apart(new_page):
    page = opened(new_page, "")
    assert playing(page)
    assert page.locator(".stage .speed span").inner_text() == "1.5 steps/s", "6 ticks a second, of which a step lasts 4"
    page.locator(".stage").press("End")
    wait_index(page, 15)
    scores = TRAINED.network.forward(TRAINED.params, prepare(face()))[0]
    assert of(page, "chance") == pytest.approx(softmax(scores.astype(float)), abs=1e-5)
    page.locator(".stage").press("ArrowLeft")
    wait_index(page, 14)
    assert of(page, "score") == pytest.approx(scores, abs=1e-4)
    wait_link(page, pos=14)
    x, y = page.evaluate(CORNER, '.flow-block[data-layer="C2"] image')  # in one go: the stage may be redrawn
    page.mouse.move(x, y)
    assert page.locator(".lens-said").text_content().startswith("C2, map 1 of 40 · ±")
    page.mouse.click(x, y)
    wait_link(page, part="map", layer="C2", pos=None)
    page.locator('[data-map="total"]').wait_for()
    page.wait_for_function("() => document.querySelector('.stage').dataset.playing === 'true'")


def test_one_pixel_is_worked_out_and_a_changed_weight_changes_the_chances(new_page):
    page = opened(new_page, "&part=map&layer=C1&front=6&slice=2&pos=301")
    i, j = divmod(301, 32)
    volumes = TRAINED.network.trace(TRAINED.params, CAT).volumes
    w, b = (TRAINED.params[f"C1.{letter}"][6] for letter in "wb")
    window = np.pad(CAT[0], ((0, 0), (1, 1), (1, 1)))[:, i : i + 3, j : j + 3]
    products = shown(page, "product")
    for (_, d, r, c), value in products.items():
        assert d == 2 and value == pytest.approx(float(window[2, r, c]) * float(w[2, r, c]), abs=1e-6)
    total = page.locator('[data-map="total"]')
    score = float((window * w).sum() + b)
    assert sum(products.values()) == pytest.approx(float(page.locator('[data-map="sum"]').get_attribute("data-v")))
    assert float(total.get_attribute("data-v")) == pytest.approx(score, abs=1e-4)
    assert score == pytest.approx(volumes[1][0, 6, i, j], abs=1e-4)
    activation = page.locator('[data-map="activation"]').get_attribute("data-v")
    assert float(activation) == pytest.approx(max(score, 0), abs=1e-4)
    assert of(page, "chance") == pytest.approx(chances(TRAINED.params), abs=1e-5)

    edit(page, "filter", 0, 2, 0)
    wait_link(page, w="1.6.2.0.2~0")
    changed = {**TRAINED.params, "C1.w": TRAINED.params["C1.w"].copy()}
    changed["C1.w"][6, 2, 0, 2] = 0
    page.locator(".score .was").first.wait_for()
    assert of(page, "chance") == pytest.approx(chances(changed), abs=1e-5)
    page.wait_for_function("() => document.querySelector('.formula').innerText.includes('before your edits: frog')")

    page.locator('[data-chip="front-on"]').press("Enter")
    wait_link(page, front=7, pos=301)
    assert page.evaluate("document.activeElement.dataset.chip") == "front-on", "the button keeps the focus"
    page.keyboard.press("ArrowDown")
    wait_index(page, 333)


def test_the_counts_are_the_record_and_the_table_is_filled_in_by_keyboard(new_page):
    page = opened(new_page, "&part=sorted&pos=3")
    record = json.loads(WEIGHTS.with_suffix(".json").read_text(encoding="utf-8"))
    cells = shown(page, "confusion")
    assert [[cells[0, 0, i, j] for j in range(10)] for i in range(10)] == record["confusion"]
    assert f"{record['right']:,} of 10,000" in page.locator(".formula").inner_text()
    assert f"{100 * record['accuracy']:.2f}%" in page.locator(".formula").inner_text()

    page.get_by_text("Who has parameters", exact=True).click()
    cell = '.fillin-cell[data-i="{}"][data-j="{}"]'
    page.locator(cell.format(0, 0)).press("Enter")  # CONV learns: yes
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # and has hyper-parameters
    relu = page.locator(cell.format(1, 0))
    relu.press("Enter")
    assert relu.get_attribute("data-v") == "1"
    relu.press("Enter")  # no, RELU learns nothing
    assert relu.get_attribute("data-v") == "0"
    page.locator(cell.format(2, 0)).press("Enter")  # wrong: POOL learns nothing
    wait_link(page, filled="0.0~1_0.1~1_1.0~0_2.0~1")
    page.locator(".fillin-check").press("Enter")
    page.locator('[data-map="right"]').wait_for()
    assert page.locator('[data-map="right"]').get_attribute("data-v") == "3"
    assert page.locator(".fillin-cell.wrong").count() == 1 and page.locator(".fillin-cell.right").count() == 3
    assert index(page) >= 0
