"""K filters of D channels: named kernels or random ones, with weights edited by hand and a bias each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnlib.data import filters
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import check_groups
from pages.frame.state.fields import Cell
from pages.frame.state.settings import cells, choice, place, whole
from pages.shared.inputs import edited

NAMED = ("sobel_x", "sobel_y", "laplacian", "sharpen", "emboss", "box", "gaussian", "identity")
KINDS = (*NAMED, "cross", "random")
MOST = 8


def filter_kind(default: str = "random"):
    return choice(*KINDS, default=default)


def filter_bias(default: int = 0):
    return whole(-9, 9, default)


@dataclass(frozen=True)
class Bank:
    """Weights (K, D/g, F, F): whole `cells` over a precision (1, or 100 where one was typed with decimals) are the
    numbers shown; over a divisor besides (16 of the Gaussian) they are the weights. Biases (K,); the kinds."""

    cells: np.ndarray
    precisions: tuple[int, ...]
    divisors: tuple[int, ...]
    biases: tuple[int, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class FilterBank:
    """The settings of the filters; lessons inherit them. The first filter's fields have no number."""

    F: int = whole(1, 11, 3)
    K: int = whole(1, MOST, 1)
    g: int = whole(1, 8, 1)
    front: int = place(default=0, high=MOST - 1)
    filters: int = whole(0, 9999, 1)
    w: tuple[Cell, ...] = cells(axes=4)
    kind: str = filter_kind("sobel_x")
    kind2: str = filter_kind()
    kind3: str = filter_kind()
    kind4: str = filter_kind()
    kind5: str = filter_kind()
    kind6: str = filter_kind()
    kind7: str = filter_kind()
    kind8: str = filter_kind()
    b: int = filter_bias(1)
    b2: int = filter_bias()
    b3: int = filter_bias()
    b4: int = filter_bias()
    b5: int = filter_bias()
    b6: int = filter_bias()
    b7: int = filter_bias()
    b8: int = filter_bias()

    def of_front(self, name: str) -> str:
        """The field of the filter in front: `kind` of the first, `kind2` of the second."""
        front = min(self.front, self.K - 1)
        return f"{name}{front + 1}" if front else name

    def front_edited(self) -> bool:
        """Whether a weight of the filter in front was set by hand."""
        return any(index[0] == min(self.front, self.K - 1) for index, _ in self.w)

    def make_bank(self, depth: int, alike: bool) -> Bank:
        """All filters for an input of this depth; InvalidSetting where the groups do not divide it.

        A named kernel fills every channel where these are `alike` (the colours of a photograph); elsewhere its further
        channels are random, for the channels of one filter do not share their weights.
        """
        check_groups(depth, self.K, self.g)
        channels = depth // self.g
        rng = np.random.default_rng(self.filters)
        made = [
            self._one(k, channels, alike, filters.random_filters(rng, 1, channels, self.F)[0]) for k in range(self.K)
        ]
        edits = {k: tuple((i[1:], v) for i, v in self.w if i[0] == k) for k in range(self.K)}
        fine = [edited(values, edits[k]) for k, (values, _, _) in enumerate(made)]
        return Bank(
            cells=np.stack([values for values, _ in fine]),
            precisions=tuple(precision for _, precision in fine),
            divisors=tuple(divisor for _, divisor, _ in made),
            biases=tuple(getattr(self, f"b{k + 1}" if k else "b") for k in range(self.K)),
            kinds=tuple(shown for _, _, shown in made),
        )

    def _one(self, k: int, channels: int, alike: bool, random: np.ndarray) -> tuple[np.ndarray, int, str]:
        asked = getattr(self, f"kind{k + 1}" if k else "kind")
        if asked == "random":
            return random, 1, asked
        try:
            named = filters.named_filter(asked, self.F)
        except InvalidSetting:  # no such kernel of this size: a picture all the same, and its name says so
            named, asked = filters.named_filter("identity", self.F), "identity"
        values = random.copy()
        values[: channels if alike else 1] = named.cells
        return values, named.divisor, asked
