"""Hostile links by the thousand, drawn by plain chance: hypothesis would need a minute for what takes a second here."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pages.frame.state.fields import Amount, Cells, Choice, Flag, Line, Place, Steps, Whole
from pages.frame.state.settings import fields_of

NONSENSE = (
    "",
    " ",
    "NaN",
    "inf",
    "-0",
    "1e3",
    "0x1f",
    "٣",
    "７",
    "1_000",
    "true",
    "null",
    "[[W]]",
    "{n}",
    "<script>",
    "../..",
    "%00",
    "\x00",
    "9" * 400,
    "-" + "9" * 400,
    "9" * 5000,
    "0." * 300,
    "~".join("1" * 50),
    "🙂",
    "1.5",
    "+3",
    "池化",
    "'",
    '"',
    "a&b=c",
    "#",
    "?",
    "\\",
    "\n",
    "\ud800",
    "-1e-9",
    "1e400",
)
STRANGE = ("w0", "q", "utm_source", "__proto__", "W[]", "", "état", "embed_options_", "x" * 300)


def drawn_links(kind: type, count: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """So many queries for a settings class, the same at every run: as people, programs and vandals write them."""
    chance = random.Random(seed)
    for _ in range(count):
        share = chance.choice((0.15, 0.5, 0.95))
        query = {name: _asked(control, chance) for name, control in fields_of(kind).items() if chance.random() < share}
        if chance.random() < 0.2:
            query[chance.choice(STRANGE)] = _nonsense(chance)
        yield query


def _asked(control, chance: random.Random) -> str:
    """What a link might say for one control: half of it good."""
    what = chance.random()
    if what < 0.25:
        return _nonsense(chance)
    if what < 0.45:
        return _number(chance)
    match control:
        case Whole(low=low, high=high) | Amount(low=low, high=high):
            return str(chance.randint(low, high))
        case Choice(options=options) | Steps(values=options):
            return str(chance.choice(options))
        case Place():
            return str(chance.randint(0, 100))
        case Flag():
            return chance.choice("01")
        case Line(default=default):
            return _torn(default, chance)
        case Cells(axes=axes):
            return "_".join(_cell(axes, chance) for _ in range(chance.randint(0, 8)))
    raise TypeError(f"say here how a link asks for a {type(control).__name__}")


def _nonsense(chance: random.Random) -> str:
    if chance.random() < 0.7:
        return chance.choice(NONSENSE)
    return "".join(chr(chance.choice((chance.randint(32, 126), chance.randint(0, 0x2FFF)))) for _ in range(12))


def _number(chance: random.Random) -> str:
    reach = chance.choice((20, 100, 10**6, 10**30, 10**310))
    return str(chance.randint(-reach, reach))


def _torn(text: str, chance: random.Random) -> str:
    """A text as it is, cut off, or with a piece of it replaced."""
    at, to = sorted(chance.randint(0, len(text)) for _ in range(2))
    return chance.choice((text, text[:at], text[:at] + _nonsense(chance) + text[to:], text[:at] + text[to:]))


def _cell(axes: int, chance: random.Random) -> str:
    if chance.random() < 0.1:
        return _nonsense(chance)
    axes += chance.random() < 0.05
    inside = 400 if chance.random() < 0.1 else 8
    number = chance.choice((str(chance.randint(-99, 99)), f"{chance.uniform(-99, 99):.2f}", _number(chance)))
    return f"{'.'.join(str(chance.randint(0, inside)) for _ in range(axes))}~{number}"
