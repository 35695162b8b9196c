"""What a larger picture costs: dense passes against one crop for every score.

The CONV layers save what neighbouring crops share; the FC layers, read as CONV, save nothing.
"""

from dataclasses import dataclass
from typing import Any

from cnnlib.explain.as_conv import convolutional
from cnnlib.explain.sliding import Shifts, coverage, crop_of, stride_of
from cnnlib.network.cost import summarize, total
from cnnlib.network.network import Network


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
        return self.crops_macs / self.dense_macs

    @property
    def conv_ratio(self) -> float:
        return self.crops * self.crop_conv / self.conv

    @property
    def fc_ratio(self) -> float:
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


# ---- the savings as formulas, on numbers or symbols


def conv_saving(side: Any, crop: Any, large: Any) -> Any:
    """What padded CONV layers save over side·side crops: their work grows with the area, so it is
    side²/(large/crop)²."""
    return side**2 / (large / crop) ** 2


def saving(crops: Any, crop_conv: Any, crop_fc: Any, conv: Any) -> Any:
    """What one pass saves over all crops: the FC layers, read as CONV, work as often as there are crops."""
    return crops * (crop_conv + crop_fc) / (conv + crops * crop_fc)


def times_dearer(passes: Any, one: Any) -> Any:
    """The MACs of several passes in those of one."""
    return passes / one
