"""A network over a larger image: in one pass as CONV, crop by crop, or on shifted copies stitched together.

Without zero padding inside the network the three agree to rounding. With padding they do not: at its border a
crop sees zeros where the whole image has pixels. `race` runs pass and crops against each other, step by step and
by the clock; `dense_cost` counts what either multiplies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from time import perf_counter

import numpy as np

from cnnlib.checks import is_whole, kind_of, numbers, shown, whole_number, whole_pair
from cnnlib.errors import InvalidSetting
from cnnlib.explain.as_conv import convolutional, convolutional_parameters
from cnnlib.formulas.receptive_fields import receptive_field
from cnnlib.network.cost import summarize, total
from cnnlib.network.layers import Fc
from cnnlib.network.network import Arrays, Network

Shifts = Sequence[tuple[int, int]]


# ---- where the scores lie


def stride_of(network: Network) -> int:
    """Pixels of the image from one dense score to the next (32 for VGG-16)."""
    return receptive_field(network)[-1].jump


def crop_of(network: Network, crop: int | None = None) -> int:
    """The network's own input size; InvalidSetting where it is not square, or not what was asked for."""
    kind_of("network", network, Network, "a Network, as parse() gives it")
    shape, output = network.input_shape, network.output_shape
    if len(shape) != 3 or shape[1] != shape[2] or len(output) == 3 and output[1:] != (1, 1):
        raise InvalidSetting(
            "crop-network",
            f"INPUT {shape} to {output}: needs a square picture, and one score a class",
            shape=shape,
            output=output,
        )
    side = shape[1]
    if crop is not None and not (is_whole(crop) and crop == side):
        raise InvalidSetting(
            "crop",
            f"crop={shown(crop)}: the network reads {side}x{side}: needs crop = {side}",
            ({"crop": side},),
            crop=crop,
            needed=side,
        )
    return side


def grid(H: int, W: int, crop: int, step: int) -> tuple[int, int]:
    """(rows, columns) of the crops that fit into an image of H x W, one each `step` pixels."""
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
    these squares are where a grid of scores lies on the image."""
    starts = [i * step for i in range(rows)]
    return starts, [start + (crop - step) // 2 for start in starts]


def times_computed(rows: int, cells: int) -> np.ndarray:
    """How often each cell of the last map is computed crop by crop, rows x rows crops of cells x cells of it, each a
    cell on from the one before: (rows * rows, side, side), after the first crop, the second, and so on."""
    rows, cells = whole_number("rows", rows, 1), whole_number("cells", cells, 1)
    at = np.arange(rows + cells - 1)
    along = (np.arange(rows)[:, None] <= at) & (at < np.arange(rows)[:, None] + cells)
    each = along[:, None, :, None] & along[None, :, None, :]
    return each.reshape(rows * rows, len(at), len(at)).cumsum(axis=0)


def checked_shifts(shifts: Shifts) -> list[tuple[int, int]]:
    """Shifts (down, right), one at least."""
    pairs = list(shifts) if isinstance(shifts, list | tuple | np.ndarray) else []
    if not pairs or not all(np.ndim(pair) == 1 and len(pair) == 2 for pair in pairs if not isinstance(pair, dict)):
        needs = "pairs (down, right), one at least"
        raise InvalidSetting("shifts", f"shifts={shown(shifts)}: needs {needs}", ({"shifts": ((0, 0),)},))
    return [whole_pair("shift", tuple(pair)) for pair in pairs]


def fine_step(stride: int, shifts: Shifts) -> int:
    """Pixels between two places of the grid that the shifted passes fill: the largest that holds them all."""
    return gcd(stride, *(part for shift in shifts for part in shift))


def coverage(H: int, W: int, crop: int, stride: int, shifts: Shifts = ((0, 0),), step: int | None = None) -> np.ndarray:
    """Which pass fills each position of the finer grid: (rows, columns) of indices into shifts, -1 for none.

    A shift (down, right) cuts the image's first rows and columns away: it is cropped, never padded. The
    grid's step is the largest that holds every position, unless said.
    """
    shifts = checked_shifts(shifts)
    step = fine_step(stride, shifts) if step is None else whole_number("step", step, 1)
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


# ---- passes over the whole image


def dense_scores(network: Network, params: Arrays, picture: np.ndarray, crop: int | None = None) -> np.ndarray:
    """Scores (K, rows, columns) of an image (D, H, W) in one pass: one for each crop, a stride apart.

    `crop` is the network's own input size, and need not be said. Raises InvalidSetting for an image of another depth or
    smaller than a crop, and a network that reads no square image, or gives no single score a class.
    """
    crop, picture = crop_of(network, crop), _image(network, picture)
    rows, cols = grid(*picture.shape[1:], crop, stride_of(network))
    whole = convolutional(network).with_input(*picture.shape)
    scores = whole.forward(convolutional_parameters(network, params), picture[None])[0]
    return scores[:, :rows, :cols]


def shift_and_stitch(
    network: Network,
    params: Arrays,
    picture: np.ndarray,
    crop: int | None = None,
    shifts: Shifts = ((0, 0),),
    step: int | None = None,
) -> np.ndarray:
    """Scores (K, rows, columns) on the finer grid, one dense pass a shift; nan where none comes.

    Raises InvalidSetting as `dense_scores`, and for shifts that do not fit the image or the step.
    """
    crop, stride = crop_of(network, crop), stride_of(network)
    picture, shifts = _image(network, picture), checked_shifts(shifts)
    filled = coverage(*picture.shape[1:], crop, stride, shifts, step)
    scores = np.full((network.output_shape[0], *filled.shape), np.nan, np.result_type(picture, np.float32))
    step = step or fine_step(stride, shifts)
    for down, right in shifts:
        place = np.s_[:, down // step :: stride // step, right // step :: stride // step]
        scores[place] = dense_scores(network, params, picture[:, down:, right:], crop)
    return scores


def _image(network: Network, picture: np.ndarray) -> np.ndarray:
    """An image as deep as the network's own; its sides are another matter."""
    picture, depth = numbers("picture", picture), network.input_shape[0]
    if picture.ndim != 3 or picture.shape[0] != depth:
        raise InvalidSetting("picture-axes", f"picture of shape {picture.shape}: needs ({depth}, H, W)", depth=depth)
    return picture


# ---- passes against crops, by the clock


@dataclass(frozen=True)
class Step:
    """A layer of a pass, or a crop: the seconds that it took, and the scores where it ended in scores."""

    kind: str  # "layer" or "crop"
    seconds: float
    shift: int | None = None  # of a layer: the index of its pass
    place: tuple[int, int] | None = None  # of a crop: its row and column on the finer grid
    scores: np.ndarray | None = None  # of a pass (K, rows, columns), at its last layer; of a crop (K,)
    differences: np.ndarray | None = None  # of a crop: how far each place (H, W) of its last map is from the pass's


def steps_of_race(network: Network, H: int, W: int, shifts: Shifts = ((0, 0),), times: int = 1) -> int:
    """How many steps `race` has."""
    filled = coverage(H, W, crop_of(network), stride_of(network), shifts)
    return times * len(shifts) * (len(network) - 1) + int((filled >= 0).sum())


def race(
    network: Network, params: Arrays, image: np.ndarray, shifts: Shifts = ((0, 0),), times: int = 1
) -> Iterator[Step]:
    """First the passes over an image (D, H, W), one a shift, then every crop for which they gave a score.

    All passes are run `times` over, for those who take a mean of their times.
    """
    crop, stride, weights = crop_of(network), stride_of(network), convolutional_parameters(network, params)
    filled = coverage(*image.shape[1:], crop, stride, shifts)
    step, last = fine_step(stride, shifts), last_map(network)
    network.forward(params, image[None, :, :crop, :crop])  # untimed: the first call of all is slower than the others
    maps = {}
    for index, (down, right) in list(enumerate(shifts)) * times:
        part = image[:, down:, right:]
        volumes = convolutional(network).with_input(*part.shape).walk(weights, part[None])
        rows, columns = grid(*part.shape[1:], crop, stride)
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
        for layer, volume in enumerate(network.walk(params, image[None, :, y : y + crop, x : x + crop])):
            if layer == last:
                own_map = volume[0]
        seconds = perf_counter() - begin
        index = int(filled[i, j])
        at = [(place - cut) // stride for place, cut in zip((y, x), shifts[index], strict=True)]
        differences = _differences(maps[index], own_map, at) if last else None
        yield Step("crop", seconds, place=(int(i), int(j)), scores=volume.reshape(-1), differences=differences)


def last_map(network: Network) -> int:
    """The index of the layer before the first FC."""
    return next((i for i, layer in enumerate(network.layers) if isinstance(layer, Fc)), 1) - 1


def _differences(of_pass: np.ndarray, of_crop: np.ndarray, at: list[int]) -> np.ndarray:
    """Over the channels the largest |difference| at each place of the crop's map, laid where it belongs."""
    _, H, W = of_crop.shape
    window = of_pass[:, at[0] : at[0] + H, at[1] : at[1] + W]
    return np.abs(window - of_crop).max(axis=0)


# ---- passes against crops, by their multiply-adds


@dataclass(frozen=True)
class DenseCost:
    """MACs of the CONV layers and of the FC layers, in the dense passes and in all the crops."""

    conv: int
    fc: int
    crops: int  # how many
    crop_conv: int  # of one
    crop_fc: int

    @property
    def dense_macs(self) -> int:
        return self.conv + self.fc

    @property
    def crops_macs(self) -> int:
        return self.crops * (self.crop_conv + self.crop_fc)

    @property
    def ratio(self) -> float:
        """How many times dearer all the crops are than the passes."""
        return self.crops_macs / self.dense_macs

    @property
    def fc_ratio(self) -> float:
        """The same for the FC layers alone: 1, they save nothing."""
        return self.crops * self.crop_fc / self.fc


def dense_cost(network: Network, H: int, W: int, shifts: Shifts = ((0, 0),), step: int | None = None) -> DenseCost:
    """Dense passes, one a shift, against one crop for every position that they fill."""
    crop, stride = crop_of(network), stride_of(network)
    filled = coverage(H, W, crop, stride, shifts, step)
    D, names = network.input_shape[0], {row.name for row in summarize(network) if row.kind == "fc"}
    whole = convolutional(network)

    def split(rows) -> tuple[int, int]:
        fc = sum(row.macs for row in rows if row.name in names)
        return total(rows).macs - fc, fc

    passes = [split(summarize(whole.with_input(D, H - down, W - right))) for down, right in shifts]
    return DenseCost(*map(sum, zip(*passes, strict=True)), int((filled >= 0).sum()), *split(summarize(network)))
