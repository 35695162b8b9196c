"""Reads what a page shows: waits until it is settled, takes the numbers out of the stage's cells."""

from collections.abc import Mapping

# Without a connection nothing can be pressed: Streamlit disables its widgets.
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

_CELLS = """map => [...document.querySelectorAll(`[data-map="${map}"]`)]
    .filter(cell => cell.dataset.v !== undefined && cell.dataset.v !== "")
    .map(cell => [cell.dataset.k, cell.dataset.d, cell.dataset.i, cell.dataset.j, cell.dataset.v]
    .map(text => Number(text ?? 0)))"""

# Streamlit says that a script runs when its server has begun, and on a busy machine that is late: from the question to
# the first word that comes back an answer is awaited. For each page, before its own scripts.
AWAIT_ANSWERS = """(() => {
    const heard = () => { window.unfoldedAsked = false; };
    const watch = ({ prototype }) => {
        const { send } = prototype;
        prototype.send = function (data) {
            for (const event of ['message', 'close']) this.addEventListener(event, heard);
            window.unfoldedAsked = true;
            return send.call(this, data);
        };
    };
    let socket = WebSocket;
    watch(socket);
    // The static site puts one of its own in its place.
    Object.defineProperty(window, 'WebSocket', { get: () => socket, set: (other) => watch((socket = other)) });
})()"""

# True once it has been so for 100 ms and six frames: on a busy machine frames come late, and so does the next run.
_QUIET = """selector => {
    // A skeleton stands for what Streamlit draws once its script has come; the stage unpacks a scene beside the page.
    const unfinished = '[data-stale="true"], [data-testid="stSkeleton"], [data-unpacking]';
    const busy = window.unfoldedAsked || !document.querySelector(selector) || document.querySelector(unfinished);
    const now = performance.now();
    const quiet = window.unfoldedQuiet = busy ? undefined : window.unfoldedQuiet ?? { since: now, frames: 0 };
    if (!quiet || ++quiet.frames < 6 || now - quiet.since < 100) return false;
    window.unfoldedQuiet = undefined;
    return true;
}"""


def wait_settled(page, timeout: float = 20_000) -> None:
    """Wait until Streamlit is connected, has run the script and drawn what came of it, and for a moment rests."""
    page.wait_for_function(_QUIET, arg=SETTLED, timeout=timeout)


def shown(page, map: str) -> Mapping[tuple[int, int, int, int], float]:
    """The numbers in the cells of one map: (k, d, row, column) -> exact value.

    Cells not yet filled are absent. A cell that has no data-k or data-d counts as 0 there.
    """
    return {(int(k), int(d), int(i), int(j)): v for k, d, i, j, v in page.evaluate(_CELLS, map)}
