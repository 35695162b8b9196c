"""Screenshots of every page for people to look at: pages x languages x themes x widths x states, into screenshots/.

Run as `make shots`; ARGS="--lessons pooling --states defaults F-high --widths 1280" takes fewer.
"""

from __future__ import annotations

import argparse
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from cnnlib.network.zoo import alexnet, lenet5, vgg16
from pages.frame.lesson import Lesson
from pages.frame.state.fields import Steps, Whole
from pages.frame.state.settings import fields_of
from pages.menu import LESSONS
from tests.browser import chromium
from tests.browser.read import wait_settled
from tests.browser.server import ROOT, running

# Beside the defaults, the parts and the ends of every control, which all lessons have: what is worth a look.
STATES = {
    "sliding-filter": {
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
    },
    "fc-is-conv": {
        "density": {"W": 20, "F": 5, "P": 2, "D": 3, "K": 3},
        "padded": {"part": "larger", "padded": 1},
        "trained": {"part": "larger", "net": "trained"},
        "two": {"part": "shifts", "way": "two"},
    },
    "alexnet": {
        "torchvision": {"variant": "torchvision"},
        "floor": {"size": "s224", "groups": "one", "bias": 0},
        "counted": {"count": "flop", "dtype": "int8", "unit": "MiB"},
    },
    "builder": {
        "vgg": {"line": str(vgg16())},
        "lenet": {"line": str(lenet5(1998))},
        "towers": {"part": "field", "line": str(alexnet()), "row": 0, "column": 0},
        "alone": {"line": "INPUT 8x8x3"},
        "impossible": {"line": "INPUT 8x8x3 - CONV 4 F11 - RELU - FC 10"},
        "mistyped": {"line": "INPUT 8x8x3 - KONV 4 - POOL 2 P2 - FC 10"},
        "depth-first": {"line": "INPUT 3x224x224 - CONV 8"},
        "too-long": {"line": "INPUT 32x32x3" + " - RELU" * 190 + " - FC 1000"},
    },
    "cifar10": {
        "deep": {"part": "map", "layer": "C4", "front": 7},
        "pooled": {"part": "map", "layer": "P1"},
        "score": {"part": "map", "layer": "FC1", "front": 3},
        "edited": {"part": "map", "front": 6, "slice": 2, "w": "1.6.2.0.2~0"},
        "checked": {"part": "table", "checked": 1, "filled": "0.0~1_0.1~1_1.0~0_2.0~1"},
    },
}
WIDTHS = {390: 844, 1280: 800, 1920: 1080}


def states(lesson: Lesson) -> dict[str, dict[str, object]]:
    """Name -> settings of all that a lesson is photographed in."""
    found: dict[str, dict[str, object]] = {"defaults": {}, "present": {"present": 1}}
    declared = fields_of(lesson.settings)
    parts = [{"part": option} for option in declared["part"].options] if "part" in declared else [{}]
    for part in parts:
        before = "-".join(part.values()) + "-" if part else ""
        if part:
            found[part["part"]] = part
        for name in lesson.controls(lesson.settings(**part)):
            match declared[name]:
                case Whole(low=low, high=high) | Steps(values=(low, *_, high)):
                    found |= {f"{before}{name}-low": part | {name: low}, f"{before}{name}-high": part | {name: high}}
    return found | STATES.get(lesson.address, {})


def main() -> int:
    lessons = {lesson.address: states(lesson) for lesson in LESSONS}
    lessons = {"home": {"defaults": {}}, "self-test": {"defaults": {}}} | lessons
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lessons", nargs="*", choices=lessons, default=list(lessons))
    parser.add_argument("--states", nargs="*", help="their names; where a lesson has none of them, none is taken")
    parser.add_argument("--widths", nargs="*", type=int, choices=WIDTHS, default=list(WIDTHS))
    parser.add_argument("--langs", nargs="*", choices=("zh", "en"), default=["zh", "en"])
    parser.add_argument("--themes", nargs="*", choices=("light", "dark"), default=["light", "dark"])
    parser.add_argument("--to", type=Path, default=ROOT / "screenshots")
    asked = parser.parse_args()
    path = chromium.find()
    if path is None:
        print("no Chromium on this machine: install chromium or google-chrome")
        return 1
    from playwright.sync_api import sync_playwright

    wanted = [(a, s) for a in asked.lessons for s in lessons[a] if not asked.states or s in asked.states]
    asked.to.mkdir(exist_ok=True)
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for theme, width in product(asked.themes, asked.widths):
            page = browser.new_page(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=theme)
            for lang, (address, state) in product(asked.langs, wanted):
                query = urlencode({**lessons[address][state], "lang": lang, "pos": 0})
                page.goto(f"{server.url}/{'' if address == 'home' else address}?{query}")
                _shoot(page, asked.to / f"{address}-{state}-{lang}-{theme}-{width}.png")
            page.close()
        browser.close()
    print(f"{len(list(asked.to.glob('*.png')))} pictures in {asked.to}")
    return 0


def _shoot(page, file: Path) -> None:
    page.locator(".stage[data-index]").wait_for()
    wait_settled(page)
    page.locator(".stage .scrub").fill(str(min(5, int(page.locator(".stage .scrub").get_attribute("max")))))
    wait_settled(page)
    page.screenshot(path=file)


if __name__ == "__main__":
    raise SystemExit(main())
