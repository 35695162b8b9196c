"""Scans a page as it stands for what looks wrong: words too small, over each other or cut off; a stage half empty, or
with something outside of it; an arrow through words. `faults(page)` gives a sentence for each."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

LEAST = {390: 8, 1280: 11, 1920: 11}  # px of a text on a screen so wide
EMPTY = 0.42  # of the stage, in one strip from edge to edge; on a phone what stands below needs the rest more

# What the scan passes by -> why.
PASSED = {".task-note": "comes over what is there when a task is done, and goes by itself"}

_FAULTS = """([least, most]) => {
    const stage = document.querySelector('.stage[data-index] .scene'), svg = stage?.querySelector('svg');
    const texts = textsIn(document.body), shapes = svg ? shapesIn(svg) : [];
    const found = [...small(texts, least), ...overlaps(texts, shapes), ...hidden(texts), ...cut(texts)];
    if (!stage) return found;
    const place = stage.getBoundingClientRect(), drawn = texts.filter(({ element }) => svg.contains(element));
    return [...found, ...outside(shapes, place), ...crossed(svg, texts), ...empty(shapes, drawn, place, most)];
}"""

# Words that come by under what floats, at several places of the page.
_SCROLLED = """async shares => {
    const main = document.querySelector('.stMain'), found = [];
    const frame = () => new Promise(requestAnimationFrame);
    for (const share of [...shares, 0]) {
        main.scrollTo({ top: share * (main.scrollHeight - main.clientHeight), behavior: 'instant' });
        await frame();
        await frame();
        found.push(...floating(textsIn(document.body)));
    }
    return found;
}"""

# The places of the animation: the stage shows each at once, and the arrow a frame later.
_GO = """share => new Promise(done => {
    const scrub = document.querySelector('.stage .scrub');
    scrub.value = Math.round(share * scrub.max);
    scrub.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
})"""


@cache
def _script() -> str:
    here = files(__package__)
    return "\n".join(here.joinpath(name).read_text(encoding="utf-8") for name in ("seen.js", "faults.js"))


def faults(page) -> list[str]:
    """What looks wrong on the page as it stands, each fault once."""
    width = page.viewport_size["width"]
    return _found(page, _FAULTS, [LEAST[width], EMPTY if width >= 1280 else 1])


def faults_while_it_moves(page, places=(0, 0.5, 1)) -> list[str]:
    """The same at several places of the animation, as shares of its length."""
    found: dict[str, float] = {}
    for share in places:
        page.evaluate(_GO, share)
        for fault in faults(page):
            found.setdefault(fault, share)
    return [f"{fault} [at {share}]" for fault, share in found.items()]


def faults_scrolled(page) -> list[str]:
    """What floats over words that come by while the page is scrolled."""
    return _found(page, _SCROLLED, [0.1, 0.3, 0.6])


def _found(page, ask: str, given: object) -> list[str]:
    passed = f"const PASSED = {json.dumps(', '.join(PASSED))};"
    return list(dict.fromkeys(page.evaluate(f"given => {{ {passed}\n{_script()}\nreturn ({ask})(given); }}", given)))
