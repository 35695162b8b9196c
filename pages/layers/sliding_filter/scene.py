"""The scene of a filter bank on an input: everything the stage shows, computed by cnnlib in whole numbers."""

from __future__ import annotations

import numpy as np

from cnnlib.formulas.sizes import leftover, taps
from cnnlib.ops.conv import conv2d
from pages.frame.stage.scene import Grid, Scene
from pages.layers.sliding_filter.filter_bank import Bank
from pages.shared.inputs import Input

MOST_NUMBERS = 20_000  # outputs and sums of channels that travel for all filters; beyond, only the front filter's
MOST_OF_A_PHOTOGRAPH = 99.0  # per cent of a photograph's outputs that lie within the colour scale


def scales(given: Input, bank: Bank) -> np.ndarray:
    """What a filter's whole-number output is to be divided by: (K,)."""
    return given.divisor * np.array(bank.precisions) * np.array(bank.divisors)


def output_numerators(given: Input, bank: Bank, **geometry: int) -> np.ndarray:
    """The output (K, H, W) times each filter's and the input's divisor: whole numbers, exact in float64."""
    scaled = np.array(bank.biases) * scales(given, bank)
    x = given.values[None].astype(np.float64)
    return conv2d(x, bank.cells.astype(np.float64), scaled.astype(np.float64), **geometry)[0]


def channel_sums(given: Input, bank: Bank, k: int, groups: int, **geometry: int) -> np.ndarray:
    """For filter k the sum of products over each of its channels alone: (D/g, H, W), before divisor and bias."""
    channels = bank.cells.shape[1]
    first = first_channel(k, bank, groups)
    x = given.values[None, first : first + channels].astype(np.float64)
    return conv2d(x, bank.cells[k][:, None].astype(np.float64), groups=channels, **geometry)[0]


def first_channel(k: int, bank: Bank, groups: int) -> int:
    """The input channel that filter k's first channel multiplies: each group of filters has its own channels."""
    return k * groups // len(bank.cells) * bank.cells.shape[1]


def window_scene(
    given: Input, bank: Bank, *, padding: int, stride: int, dilation: int, groups: int, front: int
) -> Scene:
    """The scene of `conv2d` with these settings; errors of the geometry come from cnnlib."""
    geometry = {"padding": padding, "stride": stride, "dilation": dilation}
    side, field = given.values.shape[1], bank.cells.shape[2]
    output = output_numerators(given, bank, groups=groups, **geometry)
    filters, channels = bank.cells.shape[:2]
    few = channels * output.size <= MOST_NUMBERS or filters == 1
    sent = list(range(filters)) if few else [min(front, filters - 1)]
    partials = np.concatenate([channel_sums(given, bank, k, groups, **geometry) for k in sent])
    over = scales(given, bank)
    sums_over = given.divisor * np.array(bank.precisions)[sent]
    kind = "image" if given.is_photograph else "numbers"
    return Scene(
        view="grids",
        grids=(
            Grid("input", "input", given.values, (given.divisor,) * len(given.values), kind),
            Grid(
                "filter", "filter", bank.cells.reshape(-1, field, field), np.repeat(bank.precisions, channels).tolist()
            ),
            Grid("output", "output", output[sent], tuple(over[sent].tolist()), kind),
            Grid("partial", "window", partials, np.repeat(sums_over, channels).tolist()),
        ),
        arrays={
            "rows": taps(side, field, padding, stride, dilation),
            "columns": taps(side, field, padding, stride, dilation),
        },
        facts={
            "padding": padding,
            # rows and columns of the padded input, at the far end, that no window reaches
            "dropped": leftover(side, field, padding, stride, dilation),
            # for each filter the input channel that its first channel multiplies
            "firstChannels": [first_channel(k, bank, groups) for k in range(filters)],
            "biases": bank.biases,
            "divisors": bank.divisors,  # one a filter: its sum of products is divided by this before the bias
            "filters": filters,
            "only": None
            if few
            else sent[0],  # the one filter whose output and sums of channels are here; None: all are
            # of all filters' outputs: the scale that all maps share
            "largest": _largest(np.abs(output / over[:, None, None]), given.is_photograph),
        },
    )


def _largest(sizes: np.ndarray, is_photograph: bool) -> float:
    """The end of the colour scale: the largest value; of a photograph nearly the largest, or the few extreme cells
    at its border would leave all the rest pale."""
    return float(np.percentile(sizes, MOST_OF_A_PHOTOGRAPH) if is_photograph else sizes.max()) or 1.0
