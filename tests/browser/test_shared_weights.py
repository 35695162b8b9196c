"""Shared weights on the screen: neurons picked, filters chosen, the letters under the inputs, the moved picture."""

from __future__ import annotations

from tests.browser.read import shown
from tests.browser.stage import box_of, middle, ready, wait_index, wait_link

PAGE = "/shared-weights?lang=en"


def opened(new_page, more: str):
    page = new_page(PAGE + more)
    ready(page)
    return page


def test_a_neuron_is_picked_and_a_filter_brought_to_the_front(new_page):
    page = opened(new_page, "&pos=48")
    first = shown(page, "output")
    assert len(first) == 49
    page.mouse.click(*middle(page, '.stage [data-map="output"][data-i="2"][data-j="3"]'))
    wait_index(page, 17)
    column = [value for _, value in sorted(shown(page, "column").items())]
    assert len(column) == 5 and column[0] == first[0, 0, 2, 3]
    page.locator('.stage [data-choose="front"][data-n="3"]').click()
    wait_link(page, front=3, pos=17)
    page.wait_for_function(
        'value => document.querySelector(\'.stage [data-map=output][data-i="2"][data-j="3"]\').dataset.v == value',
        arg=column[3],
    )


def test_letters_tell_which_weights_touch_an_input(new_page):
    page = opened(new_page, "&part=sharing&pos=6")
    touched = "all => all.map(each => [Number(each.dataset.j), Number(each.dataset.v)])"
    found = page.locator('.stage [data-map="touched"]').evaluate_all(touched)
    assert sorted(found) == sorted([o + a - 1, a] for o in range(7) for a in range(3)), "three weights, seven windows"
    assert [value for _, value in sorted(shown(page, "output").items())] == [-2, 2, 1, 2, 1, -3, 0]
    page.mouse.click(*middle(page, '.stage [data-map="filter"][data-j="1"]'))
    lit = page.locator(".stage .reach").get_attribute("d")
    assert lit.count("M") == 7 and "weight-1" in page.locator(".stage .reach").get_attribute("class"), "once a window"
    read = "all => all.map(each => Number(each.dataset.v))"
    parameters, macs = (page.locator(f'.stage [data-map="way-{n}"]').evaluate_all(read) for n in ("parameters", "macs"))
    assert parameters == [34_848 + 96, 290_400 * 364, 290_400 * 154_588]
    assert macs == [105_415_200, 105_415_200, 44_892_064_800], "sharing spares none"
    page.mouse.click(*middle(page, '.stage .way[data-n="own"] .way-paper'))
    wait_link(page, share="own")
    page.wait_for_function("() => document.querySelectorAll('.stage .way.on[data-n=own]').length === 1")
    page.wait_for_function("() => document.querySelector('.formula').innerText.includes('28')")
    assert len({v for _, v in page.locator('.stage [data-map="touched"]').evaluate_all(touched)}) == 21


def test_the_picture_moves_and_the_difference_is_nought_inside(new_page):
    page = opened(new_page, "&part=shift&input=integers&pos=2")
    of_moved, along, difference = (shown(page, name) for name in ("map", "moved", "difference"))
    assert len(difference) == 49
    for place, value in difference.items():
        assert value == of_moved[place] - along[place]
    assert all(difference[0, 0, i, j] == 0 for i in range(1, 6) for j in range(3, 6))
    assert any(difference.values()), "and not at the border"
    cell = box_of(page, '.stage [data-map="image"]')
    page.mouse.move(cell["x"] + 5, cell["y"] + 5)
    page.mouse.down()
    page.mouse.move(cell["x"] + 5 + 3 * cell["width"], cell["y"] + 5, steps=6)
    page.mouse.up()
    wait_link(page, pos=3)
