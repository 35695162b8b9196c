"""Which numbers a stage shows, so that none of a wide screen is missing on a phone.

In the picture, in the line below it, spoken, or in its table.
"""

from __future__ import annotations

import re

# All words of the stage, the table's too, which is filled a moment after it is opened. Of an axis or a scale of colours
# more ticks have room on a wide screen; they are no numbers of the picture.
_WORDS = """async () => {
    const stage = document.querySelector('.stage'), table = stage.querySelector('.as-table');
    table.open = !table.hidden;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const texts = [...stage.querySelectorAll('.scene text:not(.tick, .zeros, .legend *)')]
        .filter(text => text.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
    const cells = table.querySelectorAll('caption, td, th'), said = stage.querySelectorAll('.written, .spoken');
    const words = [...texts, ...cells, ...said].map(one => one.textContent);
    table.open = false;
    return words.join(' | ');
}"""
_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")


def words_of_stage(page) -> str:
    """What is written on the stage and in its table, at its position of now."""
    return page.evaluate(_WORDS)


def numbers_in(words: str) -> set[float]:
    return {float(n.replace("−", "-").replace(",", "")) for n in _NUMBER.findall(words)}


def unfilled(words: str) -> list[str]:
    """Names in braces that nothing was put in for."""
    return re.findall(r"\{\w+\}", words)


def missing(wide: set[float], phone: set[float]) -> list[float]:
    """Those of a wide screen that a phone shows nowhere, not even with one decimal."""
    return sorted(n for n in wide if not any(abs(n - other) <= 0.0501 for other in phone))
