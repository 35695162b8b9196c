"""The questions of the output's size: how many come out, how many when rounded, which padding keeps them, what a layer
lets one choose, and two layers in a row."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import sizes
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Question, WordQuestion
from pages.shared import mistaken
from pages.shared.questions import SIZE_MISTAKES, WHOLE_MISTAKES, uneven_size, whole_size
from pages.shared.symbols import symbols

UP_MISTAKES = ("size_floor_for_ceil", "size_already_padded", "size_stride_on_padding")
KEEP_MISTAKES = ("padding_total_per_side", "padding_one_forgotten", "padding_of_three")
STACK_MISTAKES = ("stack_first_only", "stack_one_forgotten", "stack_strides_only")
FRESH = {"pos": None, "x": (), "w": (), "front": 0, "K": 1, "b": 0}


def _names(rounding: str) -> Any:
    def names(**numbers: int) -> dict[str, Any]:
        s = symbols(**numbers)
        return s | {"size": sizes.output_size(*s.values(), rounding=rounding)}

    return names


def _in_part(part: str) -> Any:
    return lambda **numbers: FRESH | {"part": part} | numbers


def _rest_by_padding(rng: np.random.Generator) -> dict[str, int]:
    """One that divides but for its padding: so a mistake about the padding is not one about rounding too."""
    F, (P, S) = int(rng.choice([2, 3, 5])), ((2, 3), (3, 4), (3, 5))[rng.integers(3)]
    return {"W": F + int(rng.integers(1, 4)) * S, "F": F, "P": P, "S": S}


def _odd(rng: np.random.Generator) -> dict[str, int]:
    """A filter that has a middle, on a row that is longer."""
    F = int(rng.choice([5, 7, 9]))
    return {"W": F + int(rng.integers(2, 12)), "F": F}


def _padding(F: int, **_: int) -> int:
    return int(sizes.same_padding(F))


def _keeps(W: int, F: int) -> dict[str, Any]:
    s = symbols(W=W, F=F, P=_padding(F), S=1)
    return s | {"padding": sizes.same_padding(s["F"]), "size": sizes.output_size(*s.values())}


def _image(rng: np.random.Generator) -> dict[str, int]:
    """The side of an image that AlexNet's first filter and its first pooling divide without a rest."""
    first = int(rng.choice(range(47, 64, 2)))
    return {"W": (first - 1) * 4 + 11, "F": 11, "S": 4, "f": 3, "s": 2}


def _twice(W: int, F: int, S: int, f: int, s: int) -> int:
    return sizes.output_size(sizes.output_size(W, F, 0, S), f, 0, s)


def _twice_names(W: int, F: int, S: int, f: int, s: int) -> dict[str, Any]:
    side, first = symbols(W=W, F=F, P=0, S=S), Symbol("O", sizes.output_size(W, F, 0, S), "output")
    window = symbols(F=f, P=0, S=s)
    return side | {
        "window": window["F"],
        "stride": window["S"],
        "first": sizes.output_size(*side.values()),
        "second": sizes.output_size(first, *window.values()),
    }


QUESTIONS = (
    Question(
        "size",
        whole_size,
        sizes.output_size,
        WHOLE_MISTAKES,
        _names("floor"),
        part="window",
        shows=_in_part("window"),
        draws=mistaken.size,
    ),
    WordQuestion("hyper", ("hyper_three", "hyper_weights", "hyper_output"), part="window"),
    Question(
        "down",
        uneven_size,
        sizes.output_size,
        SIZE_MISTAKES,
        _names("floor"),
        part="rounding",
        shows=_in_part("rounding"),
        draws=mistaken.size,
    ),
    Question(
        "up",
        _rest_by_padding,
        lambda **n: sizes.output_size(**n, rounding="ceil"),
        UP_MISTAKES,
        _names("ceil"),
        part="rounding",
        shows=_in_part("rounding"),
        draws=mistaken.size_rounded_up,
    ),
    Question(
        "keep",
        _odd,
        _padding,
        KEEP_MISTAKES,
        _keeps,
        part="chart",
        shows=lambda W, F: {"part": "chart", "W": W, "F": F, "P": _padding(F), "S": 1, "pos": None},
    ),
    Question(
        "twice",
        _image,
        _twice,
        STACK_MISTAKES,
        _twice_names,
        part="stack",
        shows=lambda W, **_: {"part": "stack", "side": W, "zeros": 0, "pos": None},
    ),
)
