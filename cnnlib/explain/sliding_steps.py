"""One pass against all crops, step by step and by the clock: for those who want to watch, compare, or stop.

A pass goes layer by layer, a crop is one step. Only the network's own work is timed, not the comparing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from cnnlib.explain.as_conv import convolutional, convolutional_parameters
from cnnlib.explain.sliding import Shifts, coverage, crop_of, fine_step, grid, stride_of
from cnnlib.network.layers import Fc
from cnnlib.network.network import Network


@dataclass(frozen=True)
class Step:
    """A layer of a pass, or a crop: what it took, and, where it ended in scores, those."""

    kind: str  # "layer" or "crop"
    seconds: float
    shift: int | None = None  # of a layer: the index of its pass
    place: tuple[int, int] | None = None  # of a crop: its row and column on the finer grid
    scores: np.ndarray | None = None  # of a pass (K, rows, columns), at its last layer; of a crop (K,)
    apart: np.ndarray | None = None  # of a crop: how far each place (H, W) of its last map is from the pass's


def steps_of_race(network: Network, H: int, W: int, shifts: Shifts = ((0, 0),), times: int = 1) -> int:
    """How many steps `race` has."""
    filled = coverage(H, W, crop_of(network), stride_of(network), shifts)
    return times * len(shifts) * (len(network) - 1) + int((filled >= 0).sum())


def race(
    network: Network, params: dict, picture: np.ndarray, shifts: Shifts = ((0, 0),), times: int = 1
) -> Iterator[Step]:
    """First the passes over the picture (D, H, W), one a shift, then every crop for which they gave a score.

    All passes are run `times` over, for those who take a mean of their times.
    """
    crop, stride, own = crop_of(network), stride_of(network), convolutional_parameters(network, params)
    filled = coverage(*picture.shape[1:], crop, stride, shifts)
    step, last = fine_step(stride, shifts), last_map(network)
    network.forward(params, picture[None, :, :crop, :crop])  # untimed: the first call of all is slower than the others
    maps = {}
    for index, (down, right) in list(enumerate(shifts)) * times:
        seen = picture[:, down:, right:]
        volumes = convolutional(network).with_input(*seen.shape).walk(own, seen[None])
        rows, columns = grid(*seen.shape[1:], crop, stride)
        next(volumes)
        for layer in range(1, len(network)):
            begin = perf_counter()
            volume = next(volumes)
            seconds = perf_counter() - begin
            if layer == last:
                maps[index] = volume[0]
            end = layer == len(network) - 1
            yield Step("layer", seconds, shift=index, scores=volume[0][:, :rows, :columns] if end else None)
    for i, j in np.argwhere(filled >= 0):
        y, x = int(i) * step, int(j) * step
        begin = perf_counter()
        for layer, volume in enumerate(network.walk(params, picture[None, :, y : y + crop, x : x + crop])):
            if layer == last:
                seen = volume
        seconds = perf_counter() - begin
        index = int(filled[i, j])
        at = [(place - cut) // stride for place, cut in zip((y, x), shifts[index], strict=True)]
        apart = _apart(maps[index], seen[0], at) if last else None
        yield Step("crop", seconds, place=(int(i), int(j)), scores=volume.reshape(-1), apart=apart)


def last_map(network: Network) -> int:
    """The index of the layer before the first FC."""
    return next((i for i, layer in enumerate(network.layers) if isinstance(layer, Fc)), 1) - 1


def _apart(of_pass: np.ndarray, of_crop: np.ndarray, at: list[int]) -> np.ndarray:
    """Over the channels the largest |difference| at each place of the crop's map, laid where it belongs."""
    _, H, W = of_crop.shape
    window = of_pass[:, at[0] : at[0] + H, at[1] : at[1] + W]
    return np.abs(window - of_crop).max(axis=0)
