"""Screenshots of every page for people to look at: languages x themes x widths x states, into screenshots/.

Run as `make shots`; ARGS="--states defaults deep --widths 1280" takes fewer.
"""

from __future__ import annotations

import argparse
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from tests.browser import chromium
from tests.browser.read import wait_settled
from tests.browser.server import ROOT, running

STATES = {
    "defaults": {},
    "small": {"W": 3, "F": 1, "P": 0, "S": 1},
    "large": {"W": 64, "F": 11, "P": 10, "S": 8, "D": 8, "K": 8},
    "wide": {"W": 64, "S": 1},
    "field": {"F": 11, "W": 20},
    "deep": {"D": 8, "K": 8},
    "three": {"D": 3, "K": 2},
    "dilated": {"W": 12, "F": 3, "d": 3, "S": 1},
    "photograph": {"input": "cat"},
    "grey": {"input": "bricks", "kind": "gaussian"},
    "impossible": {"W": 5, "F": 7, "P": 0},
    "present": {"present": 1},
}
WIDTHS = {390: 844, 1280: 800, 1920: 1080}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--states", nargs="*", choices=STATES, default=list(STATES))
    parser.add_argument("--widths", nargs="*", type=int, choices=WIDTHS, default=list(WIDTHS))
    parser.add_argument("--langs", nargs="*", choices=("zh", "en"), default=["zh", "en"])
    parser.add_argument("--to", type=Path, default=ROOT / "screenshots")
    asked = parser.parse_args()
    path = chromium.find()
    if path is None:
        print("no Chromium on this machine: install chromium or google-chrome")
        return 1
    from playwright.sync_api import sync_playwright

    asked.to.mkdir(exist_ok=True)
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for theme, width in product(("light", "dark"), asked.widths):
            size = {"width": width, "height": WIDTHS[width]}
            page = browser.new_page(viewport=size, color_scheme=theme)
            for lang, state in product(asked.langs, asked.states):
                _shoot(page, server.url, lang, state, asked.to / f"{state}-{lang}-{theme}-{width}.png")
            page.close()
        browser.close()
    print(f"{len(list(asked.to.glob('*.png')))} pictures in {asked.to}")
    return 0


def _shoot(page, home: str, lang: str, state: str, file: Path) -> None:
    page.goto(f"{home}/sliding-filter?{urlencode({**STATES[state], 'lang': lang, 'pos': 0})}")
    page.locator(".stage[data-index]").wait_for()
    wait_settled(page)
    page.locator(".stage .scrub").fill("5")  # where there are so many places; else the last one
    wait_settled(page)
    page.screenshot(path=file)


if __name__ == "__main__":
    raise SystemExit(main())
