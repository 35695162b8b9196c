"""Pooling on the screen: the article's figure, winners, shared cells, a norm's line, the shift's bars, the way back."""

from __future__ import annotations

import pytest

from tests.browser.read import shown, wait_settled
from tests.browser.stage import middle, playing, ready, unfold, wait_index, wait_link

PAGE = "/pooling?lang=en"


def opened(new_page, more: str):
    page = new_page(PAGE + more)
    ready(page)
    return page


def come(page, more: str) -> None:
    """Another link on the same page, as Back brings one."""
    page.evaluate(
        "address => { history.pushState({}, '', address); window.dispatchEvent(new PopStateEvent('popstate')); }",
        PAGE + more,
    )


def data(page, map: str, *names: str) -> list[list[float]]:
    return page.locator(f'.stage [data-map="{map}"]').evaluate_all(
        "(all, names) => all.map(each => names.map(name => Number(each.dataset[name])))", list(names)
    )


def test_windows_winners_and_norms(new_page):
    page = opened(new_page, "&pos=3")
    assert sorted(shown(page, "output").values()) == [3, 4, 6, 8] and len(shown(page, "input")) == 16
    assert shown(page, "output")[0, 0, 0, 1] == 8, "[[6, 8], [3, 4]]"
    assert data(page, "won", "i", "j") == [[1, 1], [1, 3], [2, 0], [3, 3]], "6, 8, 3 and 4 stood here"
    assert "16 values become 4: 75% fewer" in page.locator(".seen").inner_text()
    page.mouse.click(*middle(page, '.stage [data-map="input"][data-i="3"][data-j="2"]'))
    page.locator(".cell-editor").fill("9")
    page.locator(".cell-editor").press("Enter")
    wait_link(page, x="0.3.2~9")
    page.wait_for_function("() => document.querySelector('.stage [data-map=won][data-n=\"3\"]').dataset.j === '2'")
    # 3 x 3 with stride 2: a window shares a column of three with the one at the left, a row with the one above
    come(page, "&input=integers&W=9&F=3&S=2&pos=5")
    wait_index(page, 5)
    wait_settled(page)
    assert data(page, "shared", "v") == [[3], [3]]
    come(page, "&input=integers&how=p&p=1&pos=0")
    page.locator('.stage [data-map="norm"]').wait_for()
    x = [value for (_, _, i, j), value in shown(page, "input").items() if i < 2 and j < 2]
    assert data(page, "norm", "v", "sum", "largest", "mean") == [
        [sum(map(abs, x)), sum(map(abs, x)), max(map(abs, x)), sum(x) / 4]
    ]
    unfold(page)
    row = page.locator(".numbers-table tbody tr").first.inner_text()
    for count in ("290,400", "69,984", "223,948,800", "929,280,000"):
        assert count in row


def test_a_shift_changes_less_of_what_is_pooled_and_the_gradient_goes_back_two_ways(new_page):
    page = opened(new_page, "&part=shift&F=4&S=4&pos=1")
    found = {name: [v for (v,) in data(page, f"changed-{name}", "v")] for name in ("input", "map", "pooled")}
    assert all(bars[0] == 0 and len(bars) == 4 for bars in found.values())
    assert 0 < found["pooled"][1] < found["map"][1] / 2
    assert f"{found['pooled'][1]:g}%" in page.locator(".formula").inner_text()
    come(page, "&part=back&pos=2")
    page.locator('.stage [data-map="beside"]').first.wait_for()
    wait_settled(page)
    back, beside = shown(page, "back"), shown(page, "beside")
    assert {place[2:]: v for place, v in back.items() if v} == {(1, 1): 1, (1, 3): 2, (2, 0): 3}
    assert sum(beside.values()) == pytest.approx(1 + 2 + 3) and beside[0, 0, 2, 1] == pytest.approx(3 / 4)
    assert beside[0, 0, 3, 3] == 0, "the fourth has not been sent yet"


def test_a_move_by_one_is_compared_cell_by_cell(new_page):
    page = opened(new_page, "&part=cells&pos=8")
    assert [v for (v,) in data(page, "compared", "v")] == [1, 0, 1, 1, 0, 0, 0, 0, 1]
    assert page.locator(".stage text.compared").all_text_contents() == list("≠=≠≠====≠"), "what is read, too"
    assert page.locator(".stage .has-changed").count() == 4
    assert (data(page, "tally-changed", "v"), data(page, "tally-kept", "v")) == ([[4]], [[5]])
    assert "4 of 9 cells changed" in page.locator(".formula").inner_text()
    # the last window was 1 3 / 3 4, and is 7 1 / 1 3
    assert (data(page, "won-input", "i", "j"), data(page, "won-moved", "i", "j")) == ([[5, 5]], [[4, 4]])
    come(page, "&part=cells&pos=2&how=mean")
    wait_index(page, 2)
    wait_settled(page)
    # (4 + 4 + 8 + 8) / 4, (5 + 7 + 9 + 2) / 4, (9 + 0 + 3 + 8) / 4; the others have not been compared yet
    assert data(page, "compared", "v") == [[1]] * 3 and list(shown(page, "after").values()) == [6, 5.75, 5]


TIGHT = """addEventListener('DOMContentLoaded', () => document.head.insertAdjacentHTML(
    'beforeend', '<style id="tight">.stage { height: 120px !important; }</style>'))"""


def test_a_stage_waits_for_room_then_stands_where_the_link_says_and_has_room_on_a_page_zoomed_in(new_page):
    page = new_page(f"{PAGE}&pos=3", script=TIGHT)
    page.locator(".stage").wait_for()
    wait_settled(page)
    assert page.locator(".stage[data-index]").count() == 0, "nothing is drawn in no room"
    page.evaluate("() => document.getElementById('tight').remove()")
    wait_index(page, 3)
    assert not playing(page) and len(shown(page, "output")) == 4
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 x 800 zoomed to 200 %
    page.wait_for_function("() => document.querySelector('.stage').clientHeight > 500")
    stuck = "() => [...document.querySelectorAll('.stElementContainer')].map(e => getComputedStyle(e).position)"
    assert "sticky" not in page.evaluate(stuck), "it would hide the sliders below it"
