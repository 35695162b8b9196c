"""Every reader: axe-core finds nothing serious on any page, in any language, theme and width, zoomed in or out."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tests.browser.read import wait_settled
from tests.browser.stage import do, open_lesson, query, ready

axe = pytest.importorskip("axe_playwright_python")
SCRIPT = files(axe).joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
# Streamlit's own, and out of our reach: what it draws, and we cannot name or mend.
STREAMLITS = '[data-testid="stMainMenu"], [data-testid="stToolbar"], [data-testid="stStatusWidget"]'

FIND = """async ([strange, grave]) => {
    const found = await axe.run({ exclude: [strange] }, { resultTypes: ['violations'] });
    const told = (rule, node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n')[1]}`;
    return found.violations.filter(rule => grave.includes(rule.impact))
        .flatMap(rule => rule.nodes.map(node => told(rule, node)));
}"""


def findings(page) -> list[str]:
    """What axe-core holds against the page as it stands: serious and critical only."""
    page.evaluate(SCRIPT + "; null")
    return page.evaluate(FIND, [STREAMLITS, list(GRAVE)])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(new_page, server, lang, dark):
    page = open_lesson(new_page, {"lang": lang, "pos": 5}, dark=dark)
    for width, height in ((1920, 1080), (640, 400), (1280, 800), (390, 844)):  # 640 x 400: 1280 x 800 zoomed to 200 %
        page.set_viewport_size({"width": width, "height": height})
        wait_settled(page)
        wide = page.evaluate("() => document.querySelector('.stMain').scrollWidth")
        assert wide <= width, f"it scrolls sideways at {width} px"
        if width in (1280, 390):
            assert findings(page) == [], f"{width} px"
    page.goto(f"{server.url}/?lang={lang}")
    page.locator(".st-key-map").wait_for()
    wait_settled(page)
    assert findings(page) == [], "home"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nor_where_things_are_open_wrong_or_answered(new_page, server, dark):
    page = open_lesson(new_page, {"lang": "en", "pos": 5, "D": 3, "K": 2}, dark=dark)
    page.locator('[class*="st-key-sliding-filter-question-size-0"] button').click()
    page.locator('[class*="st-key-sliding-filter-question-size-another"]').wait_for()
    page.locator(".as-table summary").click()
    do(page, "keys")
    page.get_by_text("How often is each input cell used?").click()
    page.locator(".js-plotly-plot").first.wait_for()
    wait_settled(page)
    assert findings(page) == [], "answered, with table, keys and chart"
    do(page, "keys")
    page.locator(".as-table summary").click()
    page.locator(".st-key-panels button").first.click()
    page.locator('[data-testid="stPopoverBody"]').wait_for()
    wait_settled(page)
    assert findings(page) == [], "with a panel open"
    page.goto(server.url + query(lang="en", W=5, F=7, P=0, present=1))
    ready(page)
    assert findings(page) == [], "impossible, in presentation"
    page.goto(server.url + query(lang="en", input="cat", pos=100))
    ready(page)
    assert findings(page) == [], "a photograph"
