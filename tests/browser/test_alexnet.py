"""AlexNet on the screen: the volumes and their arithmetic, the table opened by a click, the picture flowing."""

from __future__ import annotations

import pytest

from tests.browser.read import wait_settled
from tests.browser.stage import index, playing, ready, wait_index, wait_link

TOTALS = {  # (parameters, multiply-adds) of each position, from the course's table
    "": ("60,965,224", "724,406,816"),
    "&groups=one": ("62,378,344", "1,135,256,096"),
    "&size=s224": ("49,430,888", "643,026,048"),
    "&variant=torchvision": ("61,100,840", "714,188,480"),
}


def opened(new_page, query: str = "", **options):
    page = new_page(f"/alexnet?lang=en{query}", **options)
    ready(page)
    return page


def drawn(page) -> dict[str, str]:
    """Name -> size of the volumes on the stage."""
    return dict(page.evaluate("[...document.querySelectorAll('.volume')].map(v => [v.dataset.volume, v.dataset.size])"))


@pytest.mark.parametrize("query", TOTALS)
def test_the_totals_and_the_volumes_follow_the_switches(new_page, query):
    page = opened(new_page, query + "&pos=0")
    for figure in TOTALS[query]:
        assert figure in page.locator(".formula").inner_text()
    small = "54×54×96" if "s224" in query else "55×55×64" if "torch" in query else "55×55×96"
    assert drawn(page)["C1"] == small
    assert page.locator(".volume").count() == 12


def test_the_picture_flows_by_itself_and_a_volume_can_be_chosen(new_page):
    page = opened(new_page)
    assert playing(page)
    first = index(page)
    page.wait_for_function("n => Number(document.querySelector('.stage').dataset.index) !== n", arg=first)
    box = page.locator('.volume[data-volume="C4"]').bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_index(page, 6 * 12 - 12)  # C4 is the sixth after the input, twelve stops each before it and C5 after
    lines = page.locator(".stage text.line").all_text_contents()
    assert "384·3·3·384 / 2 = 663,552" in lines[2]
    assert lines[3].endswith("= 112,140,288")
    wait_link(page, pos=60)


def test_a_figure_opens_into_its_named_factors(new_page):
    page = opened(new_page, "&pos=0")
    cell = page.locator(".numbers-table").first.locator("tr", has_text="C1").first.locator("details").nth(1)
    cell.locator("summary").click()
    assert cell.locator("rt").all_inner_texts() == ["filters", "window side", "window side", "input depth"]
    assert cell.locator("ruby [data-symbol]").all_inner_texts() == ["96", "11", "11", "3"]
    assert cell.inner_text().endswith("34,848")


def test_the_table_is_saved_as_it_stands(new_page):
    page = opened(new_page, "&pos=0&groups=one")
    button = page.get_by_role("button", name="Download this table")
    with page.expect_download() as waiting:
        button.click()
    text = open(waiting.value.path(), encoding="utf-8-sig").read()
    assert "C2,256 of 5×5×96" in text.replace('"', "") and "614400" in text


def test_on_a_phone_it_is_drawn_flat_and_nothing_is_wider_than_the_screen(new_page):
    page = opened(new_page, "&pos=40", width=390)
    assert page.locator(".volume path.top").count() == 0
    assert page.locator(".stage text.line").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_another_switch_keeps_the_place_on_the_stage(new_page):
    page = opened(new_page, "&pos=30")
    page.locator(".st-key-alexnet-groups label", has_text="one").click()
    wait_link(page, groups="one")
    wait_settled(page)
    assert index(page) == 30 and "1,135,256,096" in page.locator(".formula").inner_text()
