"""What is true of the network that is typed: what a neuron sees, by walking back from it cell by cell."""

from __future__ import annotations

import re

from tests.lessons.claims import Shown, always


def windows(s: Shown) -> list[tuple[int, int, int]]:
    """(F, P, S) of the layers up to that of the chosen neuron, off the typed line; FC covers all that comes in."""
    first, *words = [part.split() for part in re.split(r"\s+-\s+", s.settings.line)]
    side, found, rows = int(first[1].split("x")[0]), [], 0
    for kind, *given in words:
        numbers = {part[0]: int(part[1:]) for part in given if part[0] in "FPS" and part[1:].isdigit()}
        if kind in ("CONV", "POOL", "SUBSAMPLE"):
            F = numbers.get("F") or int(given[0])
            F, P, S = F, numbers.get("P", 0), numbers.get("S", 1 if kind == "CONV" else F)
        elif kind in ("FC", "RBF"):
            F, P, S, rows = side, 0, 1, rows + 1
        else:
            continue
        side = (side + 2 * P - F) // S + 1
        found.append((F, P, S))
    last = len(found) - rows  # where nothing is chosen, of the last that is not a row of numbers
    return found[: last if s.layer is None else min(s.layer, len(found))]


def walked(s: Shown, at: int) -> range:
    """The columns of the image that the neuron `at` of the chosen layer sees, padding included."""
    first, last = at, at
    for F, P, S in reversed(windows(s)):
        first, last = first * S - P, last * S - P + F - 1
    return range(first, last + 1)


CLAIMS = {
    "window": always,
    "pools": lambda s: "POOL" in s.settings.line,
    "line_and_cards": always,
    "nothing_lost": always,
    "sees": lambda s: len(walked(s, 3)) == s.field,
    "overlap": lambda s: walked(s, 3)[-1] >= walked(s, 4)[0] and walked(s, 4)[0] - walked(s, 3)[0] == s.jump,
    "no_overlap": lambda s: walked(s, 3)[-1] < walked(s, 4)[0] and walked(s, 4)[0] - walked(s, 3)[0] == s.jump,
    "outside": always,
    "choose_neuron": always,
}

PHRASES = {"互相重叠|which overlap": lambda s: walked(s, 3)[-1] >= walked(s, 4)[0]}

RIGHT = {
    "field": lambda n, F: 1 + n * (F - 1),
    "larger": {
        "right": lambda **_: 32 * 32 != 64 * 64,
        "parameters_grow_with_picture": lambda **_: False,
        "fc_takes_any_size": lambda **_: 32 * 32 == 64 * 64,
    },
}
