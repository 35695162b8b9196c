"""What is true of the pictures of shared weights: wires counted, and maps computed neuron by neuron."""

from __future__ import annotations

import numpy as np

from tests.lessons.claims import Shown, always


def stops(W: int, F: int, P: int, S: int) -> list[int]:
    """The first cell that each neuron of a row sees; those before 0 are padding."""
    return list(range(-P, W + P - F + 1, S))


def row(s: Shown) -> list[int]:
    return stops(s.W, s.F, s.P, s.S)


def grid(s: Shown, name: str) -> np.ndarray:
    return next(g.values for g in s.picture.scene.grids if g.id == name)


def differences(s: Shown) -> tuple[list[float], list[float]]:
    """Between the map of the moved picture and the map moved along, step by step: of the neurons that see nothing but
    the picture, and of the others; read off the stage's grids."""
    inside, outside = [], []
    for n, (down, right) in enumerate(s.picture.scene.facts["steps"][1:], 1):
        for i, top in enumerate(row(s)):
            for j, left in enumerate(row(s)):
                alone = down <= top <= s.W - s.F and right <= left <= s.W - s.F
                apart = abs(grid(s, "map")[n, i, j] - grid(s, "moved")[n, i, j])
                (inside if alone else outside).append(apart)
    return inside, outside


def wires(s: Shown) -> int:
    """Weights of a row of neurons that are there to be learned, with a bias each or one for all."""
    return {
        "shared": s.F + 1,
        "own": len(row(s)) * (s.F + 1),
        "full": len(row(s)) * (s.W + 1),
    }[s.share]


C1 = 55 * 55 * 96

CLAIMS = {
    "patch": lambda s: grid(s, "output").shape[1:] == (s.size, s.size) == (len(row(s)),) * 2,
    "one_set": lambda s: len(row(s)) > 1 and s.parameters == s.K * (s.F * s.F + 1),
    "column": lambda s: len({w.tobytes() for w in grid(s, "filter")}) == s.K > 1 or s.F == 1,
    "five": lambda s: s.K == 5,
    "tap_neuron": always,
    "now_shared": lambda s: s.share == "shared" and s.parameters == wires(s) and s.size == len(row(s)) > 1,
    "now_own": lambda s: s.share == "own" and s.parameters == wires(s),
    "now_full": lambda s: s.share == "full" and s.parameters == wires(s),
    "c1_parameters": lambda s: (s.c1_own, s.c1_shared, s.times_parameters) == (C1 * 364, 96 * 364, 55 * 55),
    "c1_work": lambda s: s.c1_work == C1 * 11 * 11 * 3,
    "c1_full": lambda s: s.c1_full_work == C1 * 227 * 227 * 3 and s.times_macs == round(227**2 / 11**2),
    "c1_neurons": lambda s: s.c1_neurons == C1,
    "letters": always,
    "choose_way": always,
    "follows": lambda s: differences(s)[0] and not any(differences(s)[0]),
    "breaks": lambda s: max(differences(s)[0]) == s.inside > 0,
    "none_inside": lambda s: not differences(s)[0],
    "because_shared": lambda s: s.share == "shared" and not any(differences(s)[0]),
    "without_sharing": lambda s: s.share != "shared" and any(differences(s)[0]),
    "between_strides": lambda s: s.S > 1,
    "border_differs": lambda s: max(differences(s)[1]) == s.border > 0,
    "border_agrees": lambda s: differences(s)[1] and not any(differences(s)[1]),
    "four_panels": always,
}

PHRASES = {
    "特征图跟着走了|map has moved along": lambda s: not differences(s)[0] or 0 in differences(s)[0],
    "用同一套权重|use one set of weights": lambda s: s.part != "sharing" or s.share == "shared",
}


def _maps(share: bool) -> tuple[np.ndarray, np.ndarray]:
    """A full picture's map moved 2 to the right, and the map of the picture moved so: 9 x 9, a filter of 3 x 3."""
    rng = np.random.default_rng(3)
    x, w = rng.integers(1, 9, (9, 9)), rng.integers(-3, 4, (9, 9, 3, 3))
    w = np.broadcast_to(w[0, 0], w.shape) if share else w
    moved = np.pad(x, ((0, 0), (2, 0)))[:, :9]

    def of(x):
        padded = np.pad(x, 1)
        return np.array([[(padded[i : i + 3, j : j + 3] * w[i, j]).sum() for j in range(9)] for i in range(9)])

    return np.pad(of(x), ((0, 0), (2, 0)))[:, :9], of(moved)


def _alike(share: bool, inside: bool) -> bool:
    """Whether they agree: where only the picture is seen, or everywhere."""
    along, own = _maps(share)
    part = (slice(1, -1), slice(3, -1)) if inside else (slice(None), slice(None))
    return bool((along[part] == own[part]).all())


RIGHT = {
    "shared": lambda F, D, K, **_: K * (F * F * D + 1),
    "work": lambda W, F, P, S, D, K: len(stops(W, F, P, S)) ** 2 * K * F * F * D,
    "shift": {
        "right": lambda **_: _alike(True, True) and not _alike(True, False),
        "shift_invariant": lambda **_: False,
        "shift_always": lambda **_: _alike(True, False),
        "shift_without_sharing": lambda **_: _alike(False, True),
    },
}
