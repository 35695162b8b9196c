"""AlexNet on the screen: every figure for every switch, cells opened by a click, the picture flowing."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.browser.read import wait_settled
from tests.browser.stage import come_to, index, middle, playing, ready, unfold, wait_index, wait_link
from tests.lessons.alexnet.table import COVERING, FIRST, as_read, differ, figures

# Of the first table, and of every table: row -> what is seen in its cells, an opened cell's arithmetic left out.
TABLES = """() => [...document.querySelectorAll('.numbers-table table')].map(table => Object.fromEntries(
    [...table.querySelectorAll('tbody tr')].map(row => [row.children[0].textContent, [...row.children].slice(1)
        .map(cell => (cell.querySelector('summary') ?? cell).innerText)])))"""
SHOWS = "total => document.querySelector('.formula')?.innerText.includes(total)"
BARS = "() => document.querySelector('.js-plotly-plot').data.map(bars => [...bars.y])"
VOLUMES = "() => [...document.querySelectorAll('.volume')].map(v => [v.dataset.volume, v.dataset.size])"


@pytest.mark.long
@pytest.mark.parametrize(
    "covering", [COVERING[1:2], pytest.param(COVERING, marks=pytest.mark.proof)], ids=["some", "all"]
)
def test_every_figure_of_the_table_stands_on_the_page_for_every_position_of_every_switch(new_page, covering):
    page = new_page("/alexnet?lang=en&pos=0")
    ready(page)
    unfold(page)
    for asked in covering:
        come_to(page, f"/alexnet?{urlencode({'lang': 'en', 'pos': 0} | asked)}")
        expected = figures(**asked)
        page.wait_for_function(SHOWS, arg=f"{expected['total']['work']:,}")
        assert f"{expected['total']['parameters']:,} parameters" in page.locator(".formula").inner_text()
        tables = page.evaluate(TABLES)
        for name, row in expected.items():
            assert not differ(as_read(tables[0][name]), row), (asked, name)
        _bars(page, expected)
        sizes = dict(page.evaluate(VOLUMES))
        assert len(sizes) == 12 and {name: sizes[name] for name in expected if name in sizes} == {
            name: row["output"] for name, row in expected.items() if name != "total"
        }
        _switches(tables[1], asked)
    _told_elsewhere(page)
    _opened(page)
    _saved(page)


def _bars(page, expected: dict) -> None:
    """Each bar is the share of the whole that the table's numbers give."""
    total, rows = expected["total"], [row for name, row in expected.items() if name != "total"]
    parameters, work = page.evaluate(BARS)
    for row, holds, does in zip(rows, parameters, work, strict=True):
        assert abs(holds - 100 * (row["weights"] + row["biases"]) / total["parameters"]) < 1e-9
        assert abs(does - 100 * row["work"] / total["work"]) < 1e-9


def _switches(table: dict, asked: dict) -> None:
    """The table of switches says where each stands; torchvision's has no towers and one input."""
    paper = asked.get("variant", "paper") == "paper"
    assert len(table) == (7 if paper else 5)
    for switch, name in (("dtype", "type of a number"), ("unit", "memory in")):
        now = [line for line in table[name][0].splitlines() if "(now)" in line]
        assert [line.split(":")[0] for line in now] == [(FIRST | asked)[switch]]


def _told_elsewhere(page) -> None:
    """The article's memory, the exact one, the cost of a picture, the neurons: in the paper's own network."""
    come_to(page, "/alexnet?lang=en&pos=0")
    page.wait_for_function(SHOWS, arg="724,406,816")
    text = page.inner_text("body")
    neurons = ("659,272", "622,312", "650,000")
    for figure in ("228.88 MiB", "232.56 MiB", "243.86 MB", "1,448,813,632", "14.49 ms", *neurons):
        assert figure in text, figure
    assert "FC: 96.17 % of the parameters" in text and "CONV: 91.91 % of the work" in text


def _opened(page) -> None:
    cell = page.locator(".numbers-table").first.locator("tr", has_text="C1").first.locator("details").nth(1)
    cell.locator("summary").click()
    assert cell.locator("rt").all_inner_texts() == ["filters", "window side", "window side", "input depth"]
    assert cell.locator("ruby [data-symbol]").all_inner_texts() == ["96", "11", "11", "3"]


def _saved(page) -> None:
    button = page.get_by_role("button", name="Download this table")
    with page.expect_download() as waiting:
        button.click()
    text = open(waiting.value.path(), encoding="utf-8-sig").read()
    assert "C2,256 of 5×5×48" in text.replace('"', "") and "307200" in text


def test_the_picture_flows_a_volume_can_be_chosen_and_a_switch_keeps_the_place(new_page):
    page = new_page("/alexnet?lang=en")
    ready(page)
    assert playing(page)
    first = index(page)
    page.wait_for_function("n => Number(document.querySelector('.stage').dataset.index) !== n", arg=first)
    page.mouse.click(*middle(page, '.volume[data-volume="C4"]'))
    wait_index(page, 6 * 12 - 12)  # C4 is the sixth after the input, twelve stops each before it and C5 after
    lines = page.locator(".stage text.line").all_text_contents()
    assert "384·3·3·384 / 2 = 663,552" in lines[2]
    assert lines[3].endswith("= 112,140,288")
    written = page.locator(".stage .written").inner_text()
    assert written.endswith("through its own tower only; beyond the edge lie zeros")
    wait_link(page, pos=60)
    page.locator(".st-key-alexnet-groups label", has_text="one").click()
    wait_link(page, groups="one")
    page.wait_for_function(SHOWS, arg="1,135,256,096")
    wait_settled(page)
    assert index(page) == 60
    assert "through its whole depth" in page.locator(".stage .written").inner_text()


def test_on_a_phone_it_is_drawn_flat_and_nothing_is_wider_than_the_screen(new_page):
    page = new_page("/alexnet?lang=en&pos=40", width=390)
    ready(page)
    assert page.locator(".volume path.top").count() == 0
    assert page.locator(".stage text.line").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
