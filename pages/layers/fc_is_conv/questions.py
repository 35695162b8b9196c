"""The questions of FC is CONV: cells and weights counted, and what a larger image really gives and saves."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.explain import sparse
from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from pages.frame.lesson import Question, WordQuestion
from pages.layers.fc_is_conv import passes_and_crops
from pages.shared import mistaken
from pages.shared.symbols import symbols

FILLED = ("filled_weights_once", "filled_all_cells", "macs_filter_2d", "macs_per_input_cell")
AS_CONV = ("parameters_one_by_one", "parameters_filter_2d", "parameters_one_filter", "parameters_times_places")


def _near(rng: np.random.Generator) -> dict[str, int]:
    """A convolution without padding, as large as the page draws cell by cell."""
    F = int(rng.integers(2, 4))
    return {
        "W": F + int(rng.integers(2, 5)),
        "F": F,
        "P": 0,
        "S": 1,
        "D": int(rng.integers(2, 4)),
        "K": int(rng.integers(2, 4)),
    }


def _filled(W: int, F: int, P: int, S: int, D: int, K: int) -> int:
    return sparse.matrix_count(W, W, F, P, S, D=D, K=K)


def _names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    outputs = Symbol("O", sizes.output_size(*(s[n] for n in "WFPS")).value, "output")
    return s | {"macs": counts.conv_macs(outputs, outputs, s["K"], s["F"], s["D"])}


def _first_fc(rng: np.random.Generator) -> dict[str, int]:
    """A small FC layer that reads a volume of a few places."""
    side = int(rng.integers(2, 5))
    return {"W": side, "F": side, "D": int(rng.integers(2, 4)), "K": int(rng.integers(2, 4))}


def _as_conv(W: int, F: int, D: int, K: int) -> int:
    return counts.conv_parameters(K, F, D)


def _kernel_names(**numbers: int) -> dict[str, Any]:
    s = symbols(**numbers)
    return s | {"parameters": counts.conv_parameters(s["K"], s["F"], s["D"])}


def _saved() -> dict[str, Any]:
    """What VGG-16 saves by one pass, in all and in its conv layers, and how much larger the image is."""
    cost, conv = passes_and_crops.vgg_cost(), passes_and_crops.vgg_conv_saved()
    return {
        "vgg_ratio": cost.ratio,
        "vgg_saved": conv,
        "vgg_conv": conv.value,
        "vgg_area": counts.times(cost.conv, cost.crop_conv),
    }


def _filled_by_two() -> dict[str, int]:
    return {"two": passes_and_crops.vgg_cost("two").crops, "all": passes_and_crops.vgg_cost("four").crops}


QUESTIONS = (
    Question(
        "filled",
        _near,
        _filled,
        FILLED,
        _names,
        part="matrix",
        shows=lambda **n: {"part": "matrix", "pos": None} | n,
        draws=mistaken.filters,
    ),
    WordQuestion("differ", ("differ_wiring_only", "differ_sharing_only", "differ_nothing"), part="matrix"),
    Question(
        "as_conv",
        _first_fc,
        _as_conv,
        AS_CONV,
        _kernel_names,
        part="convs",
        shows=lambda F, D, K, **_: {"part": "convs", "F2": F, "D2": D, "K2": K, "pos": None},
        draws=mistaken.filters,
    ),
    WordQuestion(
        "one_by_one",
        ("one_by_one_fewer", "one_by_one_per_place", "one_by_one_shares"),
        part="convs",
        shows=lambda: {"part": "convs", "F2": 1, "D2": 3, "K2": 3, "pos": None},
    ),
    WordQuestion("any_size", ("fc_takes_any_size", "fc_cuts", "fc_larger_scores"), part="larger"),
    WordQuestion("saving", ("thirty_six_times", "saves_by_area", "saves_nothing"), _saved, part="larger"),
    WordQuestion(
        "shifts",
        ("shifts_cheaper", "shifts_two_all", "shifts_smaller_stride"),
        _filled_by_two,
        part="shifts",
        shows=lambda: {"part": "shifts", "way": "two", "pos": None},
    ),
)
