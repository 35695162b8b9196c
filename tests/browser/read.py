"""Reads what a page shows: waits until it is settled, takes the numbers out of the stage's cells."""

from collections.abc import Mapping

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'

_CELLS = """map => [...document.querySelectorAll(`[data-map="${map}"]`)]
    .filter(cell => cell.dataset.v !== undefined && cell.dataset.v !== "")
    .map(cell => [cell.dataset.k, cell.dataset.d, cell.dataset.i, cell.dataset.j, cell.dataset.v]
    .map(text => Number(text ?? 0)))"""


def wait_settled(page, timeout: float = 20_000) -> None:
    """Wait until Streamlit has run the script and drawn what came of it, twice in a row 100 ms apart."""
    page.wait_for_selector(SETTLED, timeout=timeout)
    page.wait_for_function(
        """selector => {
            const app = document.querySelector(selector);
            const busy = !app || document.querySelector('[data-stale="true"]');
            const now = performance.now();
            if (busy) { window.unfoldedQuietSince = undefined; return false; }
            window.unfoldedQuietSince ??= now;
            return now - window.unfoldedQuietSince > 100;
        }""",
        arg=SETTLED,
        timeout=timeout,
    )
    page.evaluate("window.unfoldedQuietSince = undefined")


def shown(page, map: str) -> Mapping[tuple[int, int, int, int], float]:
    """The numbers in the cells of one map: (k, d, row, column) -> exact value.

    Cells not yet filled are absent. A cell that has no data-k or data-d counts as 0 there.
    """
    return {(int(k), int(d), int(i), int(j)): v for k, d, i, j, v in page.evaluate(_CELLS, map)}
