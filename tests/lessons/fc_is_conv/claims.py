"""What is true of the pictures of FC is CONV: cells of the matrix counted one by one, scores of real passes."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from pages.layers.fc_is_conv.passes_and_crops import WORKS
from tests.lessons.claims import Shown, always


@cache
def records(settings) -> dict:
    """What the works of some of the settings gave, half way through for some photographs, and nothing for others."""
    asked = {work.id: _done(work.id, settings.part, settings.net, settings.padded, settings.photo) for work in WORKS}
    return {name: steps for name, steps in asked.items() if steps}


@lru_cache(maxsize=64)
def _done(id: str, part: str, net: str, padded: bool, photo: str) -> tuple:
    [work] = [work for work in WORKS if work.id == id]
    if part not in work.parts or photo not in ("cat", "coffee"):
        return ()
    settings = type("Asked", (), {"part": part, "net": net, "padded": padded, "photo": photo})
    if photo == "coffee":  # as far as the passes, and one crop
        steps = work.begin(settings)
        return tuple(next(steps) for _ in range(work.total(settings) // 2))
    return tuple(work.begin(settings))


@cache
def filled(W: int, F: int, P: int, S: int, D: int, K: int) -> tuple[int, int, int, bool]:
    """Of the matrix: cells filled, rows, products with padded zeros, whether each weight is in each of its rows."""
    starts = range(-P, W + P - F + 1, S)
    inside = [[(i, j) for i in range(a, a + F) for j in range(b, b + F) if 0 <= i < W and 0 <= j < W]
              for a in starts for b in starts]  # fmt: skip
    cells = sum(map(len, inside)) * D * K
    products = len(inside) * F * F * D * K
    return cells, len(inside) * K, products - cells, all(len(each) == F * F for each in inside)


def of(s: Shown) -> tuple[int, int, int, bool]:
    return filled(s.W, s.F, s.P, s.S, s.D, s.K)


def grid(s: Shown, name: str) -> np.ndarray:
    return next(g.values for g in s.picture.scene.grids if g.id == name)


def again(s: Shown) -> np.ndarray:
    """How many of the 36 crops each cell of the last map lies in, counted crop by crop."""
    cells = {"drawn": 7 if s.padded else 5, "trained": 4}[s.net]  # the drawn one loses 2 by its convs without padding
    found = np.zeros((6 + cells - 1, 6 + cells - 1), int)
    for i in range(6):
        for j in range(6):
            found[i : i + cells, j : j + cells] += 1
    return found


def apart(s: Shown) -> float:
    """How far the scores of one pass are from those of the crops, against the largest."""
    one, other = grid(s, "pass"), grid(s, "crops")
    return float(np.abs(one - other).max() / np.abs(other).max())


def all_run(s: Shown) -> bool:
    return s.picture.scene.facts["known"] == s.crops


def maps_apart(s: Shown) -> np.ndarray:
    """(6, 6, H, W): where the last map of each crop differs."""
    found = grid(s, "difference")
    return found.reshape(6, 6, *found.shape[1:]) > 1e-9


def votes(s: Shown) -> tuple[str, int]:
    """The class that is first on average, and in how many crops it is first."""
    scores = grid(s, "pass")
    best = int(scores.reshape(len(scores), -1).sum(axis=1).argmax())
    return s.picture.scene.facts["names"][best], int((scores.argmax(axis=0) == best).sum())


def all_checked(s: Shown) -> bool:
    arrays = s.picture.scene.arrays
    return bool((arrays["checked"] == (arrays["filled"] >= 0)).all())


def score_places(way: str) -> int:
    """Places that so many passes give a score for, on a 384 image with crops of 224 and a stride of 32."""
    shifts = {"two": ((0, 0), (16, 16)), "four": ((0, 0), (16, 0), (0, 16), (16, 16))}[way]
    return sum(len(range(0, 384 - a - 224 + 1, 32)) * len(range(0, 384 - b - 224 + 1, 32)) for a, b in shifts)


CLAIMS = {
    "full": lambda s: of(s)[0] == of(s)[1] * s.W**2 * s.D and of(s)[1] == s.K,
    "shared": lambda s: of(s)[0] == s.count > s.weights == s.K * s.F**2 * s.D,
    "every_row": lambda s: of(s)[3],
    "some_rows": lambda s: not of(s)[3] and s.P > 0,
    "as_many_as_macs": lambda s: of(s)[2] == 0 and of(s)[0] == s.count,
    "fewer_than_macs": lambda s: of(s)[2] == s.lost > 0 and of(s)[0] + s.lost == s.macs,
    "coarse": lambda s: max(of(s)[1], s.W**2 * s.D) > s.most,
    "differ": lambda s: of(s)[0] < of(s)[1] * s.W**2 * s.D,
    "rows_of_a_stop": lambda s: s.K > 1,
    "by_place": always,
    "row_is_filter": lambda s: (grid(s, "fc").ravel() == grid(s, "conv").ravel()).all(),
    "as_large": lambda s: s.F == grid(s, "input").shape[1] > 1,
    "one_by_one": lambda s: grid(s, "input").shape[1:] == (1, 1),
    "next_one_by_one": lambda s: grid(s, "conv").shape[1:] == (1, 1),
    "same_input": always,
    "vgg_first": lambda s: s.vgg_first == 4096 * 7 * 7 * 512 and s.vgg_size == 1,
    "middle_again": lambda s: s.most_times == again(s).max() and again(s)[0, 0] == again(s)[-1, -1] == 1,
    "cells_saved": lambda s: (s.crop_cells, s.pass_cells) == (again(s).sum(), again(s).size),
    "all_layers": lambda s: s.fc_ratio == 1 < s.ratio < 36,
    "running": lambda s: not all_run(s),
    "identical": lambda s: all_run(s) and apart(s) < 1e-9,
    "not_identical": lambda s: all_run(s) and apart(s) > 1e-6,
    "zeros_at_border": lambda s: s.padded or s.net == "trained",
    "differs_at_border": lambda s: maps_apart(s)[1:-1, 1:-1, 0].all() and not maps_apart(s)[:, :, 2:-2, 2:-2].any(),
    "corner_crops": lambda s: not maps_apart(s)[0, 0, 0, :-1].any() and not maps_apart(s)[0, 0, :-1, 0].any(),
    "every_cell_differs": lambda s: maps_apart(s)[1:-1, 1:-1].all(),
    "other_class": lambda s: (grid(s, "pass").argmax(0) != grid(s, "crops").argmax(0)).sum() == s.others > 0,
    "work": lambda s: s.crops == 36 and abs(s.crops_macs / s.dense_macs - s.ratio) < 1e-9 and 1 < s.ratio < 36,
    "average_winner": lambda s: all_run(s) and votes(s) == (s.picture.names["winner"], s.agree),
    "average": always,
    "meaningless": lambda s: s.net == "drawn",
    "crop": lambda s: len(range(0, s.side - s.crop + 1, s.stride)) == 6,
    "vgg_maps": lambda s: s.map < s.vgg_map == 7 and s.vgg_large == 12 and s.rows == 6 and not s.padded,
    "clock": all_run,
    "checking": lambda s: not all_checked(s),
    "shifts_identical": lambda s: all_checked(s) and not s.padded and grid(s, "difference").max() < 1e-9,
    "shifts_not_identical": lambda s: all_checked(s) and s.padded and grid(s, "difference").max() > 1e-6,
    "passes": lambda s: s.picture.scene.facts["shifts"][0] == (0, 0),
    "fills_all": lambda s: score_places(s.way) == s.all == s.side**2 == 121,
    "fills_some": lambda s: score_places(s.way) == s.count < s.all == s.side**2,
    "dearer": lambda s: 1 < s.dearer < s.passes,
    "cheaper_than_crops": lambda s: s.saved > 1 and s.crops == score_places(s.way),
    "pass_number": always,
}

PHRASES = {
    "每一行里都出现|every row of its filter": lambda s: of(s)[3],
    "得分一样：|scores agree": lambda s: not (s.padded or s.net == "trained"),
    "停一处，就是矩阵的一行|Each stop of the window is one row": lambda s: s.K == 1,
}

VGG = {"conv": 36 / (384 / 224) ** 2, "all": 36 * 15_470_264_320 / (45_100_302_336 + 36 * 123_633_664)}

RIGHT = {
    "filled": lambda W, F, P, S, D, K: filled(W, F, P, S, D, K)[0],
    "differ": {
        "right": lambda **_: filled(5, 3, 0, 1, 1, 1)[:2] == (81, 9) and 81 < 9 * 25 and 81 > 9,
        "differ_wiring_only": lambda **_: 81 == 9,  # filled cells, different weights
        "differ_sharing_only": lambda **_: 81 == 9 * 25,  # filled cells, all cells
        "differ_nothing": lambda **_: 81 == 9 * 25 == 9,
    },
    "as_conv": lambda W, F, D, K, **_: K * (W * W * D) + K,
    "one_by_one": {
        "right": lambda **_: 4096 * (1 * 1 * 4096) == 4096 * 4096,
        "one_by_one_fewer": lambda **_: 4096 * (1 * 1 * 4096) < 4096 * 4096,
        "one_by_one_per_place": lambda **_: 4096 * (1 * 1 * 4096) > 4096 * 4096,
        "one_by_one_shares": lambda **_: 4096 * (1 * 1 * 4096) < 4096 * 4096,
    },
    "any_size": {
        "right": lambda **_: 7 * 7 * 512 != 12 * 12 * 512 and 12 - 7 + 1 == 6,
        "fc_takes_any_size": lambda **_: 7 * 7 * 512 == 12 * 12 * 512,
        "fc_cuts": lambda **_: 7 * 7 * 512 == 12 * 12 * 512,
        "fc_larger_scores": lambda **_: 7 * 7 * 512 == 12 * 12 * 512,
    },
    "saving": {
        "right": lambda vgg_ratio, vgg_conv, **_: np.allclose((vgg_ratio, vgg_conv), (VGG["all"], VGG["conv"])),
        "thirty_six_times": lambda **_: np.isclose(VGG["all"], 36),
        "saves_by_area": lambda vgg_area, **_: np.isclose(VGG["all"], vgg_area),
        "saves_nothing": lambda **_: np.isclose(VGG["all"], 1),
    },
    "shifts": {
        "right": lambda two, all: (two, all) == (score_places("two"), score_places("four")) and two < all,
        "shifts_cheaper": lambda **_: False,  # other weights, another network
        "shifts_two_all": lambda two, all: two == all,
        "shifts_smaller_stride": lambda **_: False,  # the layers after it see other distances
    },
}
