"""A network over a larger picture: in one pass as CONV, crop by crop, or on shifted copies stitched together.

Without zero padding inside the network the three agree to rounding. With padding they do not: at its border a
crop sees zeros where the whole picture has pixels. `compare` returns the differences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from cnnlib.errors import InvalidSetting
from cnnlib.explain.as_conv import convolutional, convolutional_parameters
from cnnlib.formulas.receptive_fields import receptive_field
from cnnlib.network.network import Network

Shifts = Sequence[tuple[int, int]]


def stride_of(network: Network) -> int:
    """Pixels of the picture from one dense score to the next (32 for VGG-16)."""
    return receptive_field(network)[-1].jump


def grid(H: int, W: int, crop: int, step: int) -> tuple[int, int]:
    """(rows, columns) of the crops that fit into a picture of H x W, one each `step` pixels."""
    if min(H, W) < crop:
        raise InvalidSetting(
            "picture-small",
            f"a picture of {W}x{H} is smaller than a crop: needs at least {crop}x{crop}",
            ({"W": max(W, crop), "H": max(H, crop)},),
            W=W,
            H=H,
            crop=crop,
        )
    return (H - crop) // step + 1, (W - crop) // step + 1


def places(rows: int, crop: int, step: int) -> tuple[list[int], list[int]]:
    """Along one side, the first pixel of each crop, and that of the square, a step wide, in its middle: side by side
    these squares are where a grid of scores lies on the picture."""
    starts = [i * step for i in range(rows)]
    return starts, [start + (crop - step) // 2 for start in starts]


def dense_scores(network: Network, params: dict, picture: np.ndarray, crop: int | None = None) -> np.ndarray:
    """Scores (K, rows, columns) of a picture (D, H, W) in one pass: one for each crop, a stride apart.

    `crop` is the network's own input size, and need not be said.
    """
    crop = crop_of(network, crop)
    rows, cols = grid(*picture.shape[1:], crop, stride_of(network))
    whole = convolutional(network).with_input(*picture.shape)
    scores = whole.forward(convolutional_parameters(network, params), picture[None])[0]
    return scores[:, :rows, :cols]


def crop_steps(
    network: Network, params: dict, picture: np.ndarray, crop: int | None = None, step: int | None = None
) -> Iterator[tuple[int, int, np.ndarray]]:
    """(row, column, scores (K,)) of one crop after the other, for those who want to watch or to stop."""
    crop, step = crop_of(network, crop), step or stride_of(network)
    rows, cols = grid(*picture.shape[1:], crop, step)
    for i, j in np.ndindex(rows, cols):
        y, x = i * step, j * step
        yield i, j, network.forward(params, picture[None, :, y : y + crop, x : x + crop]).reshape(-1)


def crop_scores(
    network: Network, params: dict, picture: np.ndarray, crop: int | None = None, step: int | None = None
) -> np.ndarray:
    """The scores (K, rows, columns) of all crops, each run by itself; `step` pixels apart, or the stride."""
    rows, cols = grid(*picture.shape[1:], crop_of(network, crop), step or stride_of(network))
    scores = [score for _, _, score in crop_steps(network, params, picture, crop, step)]
    return np.stack(scores, axis=1).reshape(-1, rows, cols)


# ---- shifted copies


def fine_step(stride: int, shifts: Shifts) -> int:
    """Pixels between two places of the grid that the shifted passes fill: the largest that holds them all."""
    return gcd(stride, *(part for shift in shifts for part in shift))


def coverage(H: int, W: int, crop: int, stride: int, shifts: Shifts = ((0, 0),), step: int | None = None) -> np.ndarray:
    """Which pass fills each position of the finer grid: (rows, columns) of indices into shifts, -1 for none.

    A shift (down, right) cuts the picture's first rows and columns away: it is cropped, never padded. The
    grid's step is the largest that holds every position, unless said.
    """
    step = step or fine_step(stride, shifts)
    filled = np.full(grid(H, W, crop, step), -1)
    for index, (down, right) in enumerate(shifts):
        if down < 0 or right < 0 or down % step or right % step or stride % step:
            raise InvalidSetting(
                "shift",
                f"shift ({down}, {right}), stride {stride}: needs multiples of {step}, from 0",
                down=down,
                right=right,
                step=step,
            )
        grid(H - down, W - right, crop, stride)
        filled[down // step :: stride // step, right // step :: stride // step] = index
    return filled


def shift_and_stitch(
    network: Network,
    params: dict,
    picture: np.ndarray,
    crop: int | None = None,
    shifts: Shifts = ((0, 0),),
    step: int | None = None,
) -> np.ndarray:
    """Scores (K, rows, columns) on the finer grid, one dense pass a shift; nan where none comes."""
    crop, stride = crop_of(network, crop), stride_of(network)
    filled = coverage(*picture.shape[1:], crop, stride, shifts, step)
    scores = np.full((network.output_shape[0], *filled.shape), np.nan, picture.dtype)
    step = step or fine_step(stride, shifts)
    for down, right in shifts:
        place = np.s_[:, down // step :: stride // step, right // step :: stride // step]
        scores[place] = dense_scores(network, params, picture[:, down:, right:], crop)
    return scores


# ---- differences


@dataclass(frozen=True)
class Comparison:
    """Scores by one pass and by crops, both (K, rows, columns)."""

    dense: np.ndarray
    crops: np.ndarray

    @property
    def differences(self) -> np.ndarray:
        return self.dense - self.crops

    @property
    def largest(self) -> float:
        return float(np.abs(self.differences).max())

    @property
    def relative(self) -> float:
        """The largest difference against the largest score."""
        return self.largest / float(np.abs(self.crops).max())


def compare(network: Network, params: dict, picture: np.ndarray, crop: int | None = None) -> Comparison:
    """One pass against all crops: equal to rounding without padding inside, different with it."""
    return Comparison(dense_scores(network, params, picture, crop), crop_scores(network, params, picture, crop))


def crop_of(network: Network, crop: int | None = None) -> int:
    """The network's own input size; InvalidSetting where it is not square, or not what was asked for."""
    own = network.input_shape
    if len(own) != 3 or own[1] != own[2] or len(network.output_shape) == 3 and network.output_shape[1:] != (1, 1):
        raise InvalidSetting(
            "crop-network",
            f"INPUT {own} to {network.output_shape}: needs a square picture, and one score a class",
            shape=own,
            output=network.output_shape,
        )
    if crop not in (None, own[1]):
        raise InvalidSetting(
            "crop",
            f"crop={crop}: the network reads {own[1]}x{own[1]}: needs crop = {own[1]}",
            ({"crop": own[1]},),
            crop=crop,
            needed=own[1],
        )
    return own[1]
