"""FC is CONV on the screen: counts of the matrix, the fold, one pass against its crops, the shifts, and the stop."""

from __future__ import annotations

import re
from contextlib import suppress

import numpy as np
import pytest

from cnnlib.explain.sliding import dense_scores
from cnnlib.network.cifar_net import normalise
from pages.frame.text.texts import plain
from pages.layers.fc_is_conv.passes_and_crops import crop_network, photograph
from tests.browser.read import shown, wait_settled
from tests.browser.stage import do, middle, ready, unfold, wait_index, wait_link

sync_api = pytest.importorskip("playwright.sync_api")
PAGE = "/fc-is-conv?lang=en"
FRONT = 4  # the class whose scores are shown at first


def opened(new_page, more: str, **options):
    page = new_page(PAGE + more, **options)
    ready(page)
    return page


def computed(page) -> None:
    """Wait until the work is done."""
    page.get_by_text(re.compile(r"done in [\d.]+ s of computing")).wait_for(timeout=60_000)
    wait_settled(page)


def number(page, map: str) -> float:
    return float(page.locator(f'.stage [data-map="{map}"]').first.get_attribute("data-v"))


def text(page, selector: str) -> str:
    return re.sub(r"\s+", " ", page.locator(selector).first.inner_text())


def test_the_matrix_tells_how_full_it_is(new_page):
    page = opened(new_page, "&pos=4")
    assert page.locator('.stage [data-map="matrix"]').count() == 81
    assert "= 81, 36 %" in text(page, ".formula")
    unfold(page)
    assert "0.235 %" in text(page, ".numbers-table") and "105,415,200" in text(page, ".numbers-table")
    window = [v for _, v in sorted(shown(page, "window").items())]
    weights = [v for _, v in sorted(shown(page, "filter").items())]
    assert np.dot(window, weights) == shown(page, "y")[0, 0, 4, 0], "the row is the window"


def test_weights_fold_into_filters_and_back_and_both_ways_give_the_same(new_page):
    page = opened(new_page, "&part=convs&pos=17")
    there = "all => all.map(each => each.dataset.there)"
    assert page.locator(".fold").evaluate_all(there) == ["filter"] * 36, "all folded"
    row = [v for _, v in sorted(shown(page, "row").items())]
    weights = np.array([v for _, v in sorted(shown(page, "weight").items())]).reshape(2, -1)
    by_fc, by_conv = ([v for _, v in sorted(shown(page, map).items())] for map in ("fc", "conv"))
    volume = [v for _, v in sorted(shown(page, "input").items())]
    assert by_fc == by_conv == (weights @ row).tolist() == (weights @ volume).tolist()
    do(page, "on")
    wait_index(page, 18)
    assert page.locator(".fold").evaluate_all(there).count("row") == 2, "one of each row is back"
    unfold(page)
    table = text(page, ".numbers-table")
    assert "102,760,448" in table and "16,777,216" in table and "F = 7, P = 0, S = 1" in table


def test_one_pass_gives_the_scores_of_the_crops_and_a_picked_score_frames_its_crop(new_page):
    page = opened(new_page, "&part=larger&pos=35")
    computed(page)
    used = crop_network("drawn", False)
    dense = dense_scores(used.network, used.params, normalise(photograph("cat", 384)))[FRONT]
    one, crops = ({place[2:]: v for place, v in shown(page, map).items()} for map in ("pass", "output"))
    assert len(one) == len(crops) == 36
    for (i, j), score in one.items():
        assert score == pytest.approx(dense[i, j], rel=1e-12) == pytest.approx(crops[i, j], rel=1e-12)
    assert "= 6, 6 × 6 = 36 scores" in text(page, ".formula") and "11.71 × the MACs" in text(page, ".formula")
    assert re.search(r"difference [\d.]+·10⁻¹[³⁴⁵]", text(page, ".formula"))
    bars = page.locator('.stage [data-map="seconds"]').evaluate_all("all => all.map(bar => Number(bar.dataset.v))")
    assert len(bars) == 2 and min(bars) > 0, "measured on the spot"
    page.mouse.click(*middle(page, '.stage [data-map="pass"][data-i="1"][data-j="4"]'))
    wait_link(page, pos=10)
    place = page.locator('.stage [data-map="crop"]').evaluate("({ dataset: d }) => [d.i, d.j, d.v].map(Number)")
    assert place == [1, 4, 224]
    unfold(page)
    tables = " ".join(page.locator(".numbers-table").all_inner_texts())
    assert "11.24 times" in tables and "12.25 times" in tables and "1 times" in tables
    page.get_by_text("Padding inside", exact=True).click()
    wait_link(page, padded=1)
    computed(page)
    page.wait_for_function("() => document.querySelectorAll('.stage [data-map=difference]').length === 49")
    difference = {place[2:]: v for place, v in shown(page, "difference").items()}
    for (i, j), value in difference.items():
        inside = 0 < i < 6 and 0 < j < 6
        assert value < 1e-12 if inside else value > 0.01, "crop (2, 5) has its border in the picture on all four sides"
    assert float(re.search(r"difference ([\d.]+)", text(page, ".formula"))[1]) > 0.5


def test_the_cells_that_crops_compute_again_are_counted_on_the_map(new_page):
    page = opened(new_page, "&part=larger&look=why&pos=13")
    windows = [(n // 6, n % 6) for n in range(14)]
    for (_, _, i, j), times in shown(page, "times").items():
        assert times == sum(0 <= i - a < 5 and 0 <= j - b < 5 for a, b in windows)
    bars = page.locator('.stage [data-map="cells"]').evaluate_all("all => all.map(bar => Number(bar.dataset.v))")
    assert bars == [10 * 10, 14 * 25]
    written = [text for text in page.locator(".stage [data-panel=times] text").all_text_contents() if text]
    assert written == [str(int(times)) for times in shown(page, "times").values() if times], "what is read, too"
    long = page.locator('.stage [data-map="cells"]').evaluate_all("all => all.map(bar => bar.getBBox().width)")
    assert long[1] / long[0] == pytest.approx(3.5, rel=0.01)
    assert "of its 25 cells 24 had been computed before, 1 new" in page.locator(".stage").inner_text()


def test_the_work_of_one_visitor_holds_up_no_other_can_be_stopped_and_fills_the_grid(new_page):
    other = new_page("/sliding-filter?lang=en&pos=0")
    ready(other)
    page = opened(new_page, "&part=shifts&pos=0")
    slider = other.locator(".st-key-sliding-filter-W input[type=range]")
    stop = page.get_by_role("button", name="Stop")
    for W in (8, 9, 10):  # where the machine is quick the work may be done first: then once more
        computed(page)
        page.get_by_role("button", name="Begin anew").click()
        stop.wait_for()
        slider.press("ArrowRight")
        other.wait_for_function("n => document.querySelectorAll('.stage [data-map=input]').length === n", arg=W * W)
        with suppress(sync_api.TimeoutError):
            stop.click(timeout=1_500)
            page.get_by_role("button", name="Go on").wait_for(timeout=3_000)
            break
    else:
        raise AssertionError("each time the other's picture had to wait until this work was done")
    assert number(page, "filled") == 36 > number(page, "checked")
    page.get_by_role("button", name="Go on").click()
    computed(page)
    for index, filled in enumerate((36, 66, 96, 121)):
        wait_index(page, index)
        assert number(page, "filled") == number(page, "checked") == filled == len(shown(page, "output"))
        assert 0 < number(page, "largest") < 1e-12
        if index < 3:
            do(page, "on")
    assert "36 + 30 + 30 + 25 = 121" in text(page, ".formula")
    assert "3.79 of one pass; its crops 9.96 of that" in text(page, ".formula")
    page.mouse.click(*middle(page, '.stage [data-map="output"][data-i="5"][data-j="4"]'))
    wait_link(page, score=5 * 11 + 4, pos=3)
    assert "(pass 2)" in text(page, ".written")
    page.get_by_text(plain("fc_is_conv.option_two", "en"), exact=True).click()
    page.wait_for_function("() => document.querySelector('.formula').innerText.includes('36 + 25 = 61')")
