"""A visitor's hands and eyes on the stage: opens a lesson, reads its position, presses, drags, edits."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.browser.read import shown, wait_settled

LESSON = "/sliding-filter"
STILL = {"pos": 0}  # a link with a position stands there, paused

# Another link on the same page, as the browser's Back button brings one.
COME_TO = """address => {
    history.pushState({}, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
}"""

# Where a stage stands first, and the frames from the first in which it has a place to go to until it goes there by
# itself. Frames, and not milliseconds: on a busy machine they come late, and so does all else. Of work that is only
# beginning there may be a single picture; how soon the next one comes is the server's part.
NOTE_MOTION = """(() => {
    let first, frames = 0;
    const look = () => {
        const now = document.querySelector('.stage[data-index]')?.dataset.index;
        first ??= now;
        if (now !== undefined && now !== first) window.unfoldedMotion = { first: Number(first), frames };
        else {
            frames += Number(document.querySelector('.stage .scrub')?.max) > 0;
            requestAnimationFrame(look);
        }
    };
    look();
})()"""


def query(**settings) -> str:
    return f"{LESSON}?{urlencode(settings)}"


def open_lesson(new_page, settings: Mapping | None = None, **options):
    """A page at the lesson with these settings, its stage drawn."""
    page = new_page(query(**(settings or {})), **options)
    ready(page)
    return page


def ready(page) -> None:
    """Wait until the stage shows a position and the page has settled."""
    page.wait_for_function("() => document.querySelector('.stage[data-index]')", timeout=30_000)
    wait_settled(page)


def unfold(page) -> None:
    """Open what goes deeper, at the end of the lesson."""
    page.locator('[class*="-deeper"] summary').click()
    page.locator(".deeper").wait_for()
    # It opens slowly: what is pressed before it stands still has moved on when it is let go.
    page.wait_for_function("() => !document.querySelector('[class*=\"-deeper\"] details').getAnimations().length")
    wait_settled(page)


def link(page) -> dict[str, str]:
    """The query of the address bar."""
    return dict(parse_qsl(urlsplit(page.url).query))


def wait_link(page, **expected) -> None:
    """Wait until the address bar says these settings; a None must not be in it."""
    page.wait_for_function(
        """expected => {
            const now = new URLSearchParams(location.search);
            return Object.entries(expected).every(([name, value]) => now.get(name) === value);
        }""",
        arg={name: None if value is None else str(value) for name, value in expected.items()},
        timeout=30_000,
    )


def index(page) -> int:
    return int(page.locator(".stage").get_attribute("data-index"))


def playing(page) -> bool:
    return page.locator(".stage").get_attribute("data-playing") == "true"


def wait_index(page, position: int) -> None:
    page.wait_for_function("n => document.querySelector(`.stage[data-index='${n}']`)", arg=position, timeout=5_000)


def wait_seen(page, count: int) -> None:
    """Wait until so many cells of the output show their number."""
    page.wait_for_function(
        """count => [...document.querySelectorAll('[data-map="output"]')]
            .filter(cell => cell.dataset.v !== '').length === count""",
        arg=count,
        timeout=15_000,
    )


def do(page, what: str) -> None:
    """Press a button of the player."""
    page.locator(f".stage [data-do={what}]").click()


def cell(map: str, i: int, j: int) -> str:
    """The selector of a cell, by its map, row and column."""
    return f'.stage [data-map="{map}"][data-i="{i}"][data-j="{j}"]'


def box_of(page, selector: str) -> dict[str, float]:
    """x, y, width and height of the first such element, asked in one go: the stage redraws its cells at any time."""
    return page.evaluate("selector => document.querySelector(selector).getBoundingClientRect().toJSON()", selector)


def middle(page, selector: str) -> tuple[float, float]:
    box = box_of(page, selector)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def edit(page, map: str, i: int, j: int, value: object) -> None:
    """Click a cell of the input or of the filter in front, type, Enter."""
    page.mouse.click(*middle(page, cell(map, i, j)))
    box = page.locator(".cell-editor")
    box.fill(str(value))
    box.press("Enter")


def exact(page, map: str, plane: int, i: int, j: int) -> float:
    """The number behind a place of a grid, drawn or not."""
    return page.evaluate(
        "([map, plane, i, j]) => document.querySelector('.stage').value(map, plane, i, j)", [map, plane, i, j]
    )


def output_cells(page) -> dict[tuple[int, int], float]:
    """(row, column) -> number shown, of the filter in front."""
    return {(i, j): value for (_, _, i, j), value in shown(page, "output").items()}


def slider(page, name: str):
    """The range input of a control."""
    return page.locator(f".st-key-sliding-filter-{name} input[type=range]")


def come_to(page, address: str) -> None:
    """Another link on the same page, and what it shows."""
    page.evaluate(COME_TO, address)
    wait_settled(page)
