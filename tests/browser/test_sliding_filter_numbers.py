"""The numbers on the screen are cnnlib's: every output cell, every product, their sums, in every kind of scene."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cnnlib.ops.conv import conv2d
from pages.frame.assets import PAGES
from pages.frame.stage import modules
from pages.layers.sliding_filter import Settings
from tests.browser.read import shown
from tests.browser.stage import exact, open_lesson, output_cells, playing, wait_index, wait_seen
from tests.frame.text.number_table import TABLE

MAPS = [
    {"speed": 30},
    {"W": 5, "F": 3, "P": 0, "S": 1, "input": "ufldl", "kind": "cross", "b": 0, "speed": 30},
    {"W": 9, "F": 4, "P": 2, "S": 3, "d": 2, "kind": "box", "b": -2, "speed": 30},
]


def expected(**asked) -> np.ndarray:
    """The output (K, H, W) of the settings, computed here with cnnlib."""
    state = Settings(**{k: v for k, v in asked.items() if k != "speed"})
    given = state.make_input()
    bank = state.make_bank(len(given.values), given.is_photograph)
    return conv2d(
        given.values[None] / given.divisor,
        bank.cells / np.array(bank.divisors)[:, None, None, None],
        np.array(bank.biases, float),
        stride=state.S,
        padding=state.P,
        dilation=state.d,
        groups=state.g,
    )[0]


@pytest.mark.parametrize("asked", MAPS, ids=["defaults", "ufldl", "dilated"])
def test_it_plays_on_arrival_and_every_output_cell_is_the_library_s(new_page, asked):
    page = open_lesson(new_page, asked)
    assert playing(page)
    output = expected(**asked)[0]
    wait_seen(page, output.size)  # the animation went all the way
    assert playing(page)
    cells = output_cells(page)
    assert len(cells) == output.size
    for (i, j), value in cells.items():
        assert value == pytest.approx(output[i, j], rel=1e-12, abs=1e-12)


def test_before_its_turn_an_output_cell_shows_nothing(new_page):
    page = open_lesson(new_page, {"pos": 5})
    assert sorted(output_cells(page)) == [(n // 4, n % 4) for n in range(6)]


SUMS = {
    "defaults": {"pos": 0, "lang": "en"},
    "divisor": {"pos": 0, "kind": "gaussian", "b": -3, "P": 2, "lang": "en"},
    "deep": {"pos": 0, "D": 3, "K": 2, "front": 1, "b2": 4, "lang": "en"},
    "grouped": {"pos": 0, "D": 2, "K": 2, "g": 2, "front": 1, "kind2": "box", "lang": "en"},
}


PROOF = {"divisor", "grouped"}


@pytest.mark.parametrize(
    "asked", [pytest.param(asked, id=name, marks=[pytest.mark.proof] * (name in PROOF)) for name, asked in SUMS.items()]
)
def test_the_products_shown_add_up_to_the_output_at_every_position(new_page, asked):
    page = open_lesson(new_page, asked)
    settings = Settings(**{k: v for k, v in asked.items() if k != "lang"})
    front = settings.front
    output = expected(**{k: v for k, v in asked.items() if k != "lang"})[front]
    bias = settings.b2 if front else settings.b
    stage = page.locator(".stage")
    stage.focus()
    for position in range(output.size):
        wait_index(page, position)
        products = page.evaluate(
            """() => [...document.querySelectorAll('[data-map="product"]')]
                .map(c => ['v', 'x', 'w', 'd'].map(name => Number(c.dataset[name])))"""
        )
        channels = settings.D // settings.g
        assert len(products) == settings.F**2 * channels, "every channel is shown"
        for value, x, w, _ in products:
            assert value == x * w
        divisor = int(page.locator('[data-panel="filter"]').first.get_attribute("data-divisor"))
        i, j = divmod(position, output.shape[1])
        total = Fraction(int(sum(value for value, *_ in products)), divisor) + bias
        assert output_cells(page)[i, j] == float(total) == pytest.approx(output[i, j], rel=1e-12, abs=1e-12)
        for (_, d, _, _), partial in shown(page, "partial").items():
            assert partial == sum(value for value, _, _, slice_ in products if slice_ == d)
        page.keyboard.press("ArrowRight")


def test_the_written_sum_can_be_done_in_the_head_and_is_right(new_page):
    page = open_lesson(new_page, {"pos": 5, "lang": "en"})
    written = page.locator(".written").inner_text()
    left, right = written.replace("−", "-").split("=")
    total = 0
    for term in left.replace(" - ", " + -").split(" + "):
        factors = [int(part) for part in term.replace("(", " ").replace(")", " ").split()]
        total += np.prod(factors)
    assert total == int(right) == expected(pos=5)[0][1, 1]
    assert written in page.locator(".spoken").inner_text(), "those who cannot see it hear it"
    table = page.locator(".as-table")
    table.locator("summary").click()
    table.locator("td").first.wait_for()  # it is filled once it is open
    rows = [[cell.inner_text() for cell in row.locator("td").all()][-4:] for row in table.locator("tr").all()[1:]]
    assert rows == [[str(int(v)).replace("-", "−") for v in row] for row in expected()[0]]


@pytest.mark.parametrize("asked", [{"input": "cat", "pos": 3000, "K": 2, "kind2": "gaussian"}])
def test_a_photograph_is_shown_and_each_number_of_its_map_is_exact(new_page, asked):
    page = open_lesson(new_page, asked)
    output = expected(**{k: v for k, v in asked.items()})
    assert page.locator(".stage image.pixels").count() >= 2, "the photograph and its map"
    assert output.shape == (2, 128, 128)
    size = page.evaluate(
        """() => new Promise(done => {
            const at = new Image();
            at.onload = () => done([at.naturalWidth, at.naturalHeight]);
            at.src = document.querySelector('[data-panel="input"] image').getAttribute('href');
        })"""
    )
    assert size == [256, 256]
    state = Settings(**asked)
    pixels = state.make_input().values
    for d, i, j in [(0, 0, 0), (1, 100, 37), (2, 255, 255)]:
        assert exact(page, "input", d, i, j) == pixels[d, i, j] / 255
    for i, j in [(0, 0), (23, 56), (127, 127)]:
        assert exact(page, "output", 0, i, j) == pytest.approx(output[0, i, j], rel=1e-12)
    row, column = divmod(3000, 128)
    middle = page.locator('.stage [data-map="product"][data-i="1"][data-j="1"]')  # of the window, in its channel 0
    assert float(middle.get_attribute("data-x")) == pixels[0, 2 * row, 2 * column] / 255, "the window has its numbers"


def test_the_stage_writes_numbers_as_the_words_do(new_page):
    """Python's `number` is held to the same table in tests/frame."""
    page = new_page()
    source = modules.read(PAGES / "frame/stage/number.js").text
    values = [value for value, _ in TABLE]
    written = page.evaluate(f"values => {{ {source}; return values.map(formatNumber); }}", values)
    assert written == [text for _, text in TABLE]
