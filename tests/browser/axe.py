"""Asks axe-core what readers with other eyes and hands would stumble over on a page."""

from __future__ import annotations

from importlib.resources import files

import pytest

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
    package = pytest.importorskip("axe_playwright_python")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(files(package).joinpath("axe.min.js").read_text(encoding="utf-8") + "; null")
    return page.evaluate(FIND, [STREAMLITS, list(GRAVE)])
