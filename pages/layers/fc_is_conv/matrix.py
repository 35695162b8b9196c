"""CONV as one big matrix: its cells, its rows over the window, and its counts for layers too large to draw."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from cnnlib.data.filters import random_filters
from cnnlib.data.patterns import small_integers
from cnnlib.explain import sparse
from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.layers import Conv
from cnnlib.network.network import Network
from cnnlib.network.zoo import alexnet
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Grid, Scene
from pages.frame.text.numbers import number
from pages.frame.text.texts import Say
from pages.layers.fc_is_conv import claims
from pages.shared.symbols import symbols_of

MOST_DRAWN = 300  # rows or columns up to which every cell is drawn; beyond, the share of filled cells


def letters(settings: Any) -> dict[str, Any]:
    """The matrix's counts, worked out on symbols."""
    s = symbols_of(settings, "WFPSDK")
    W, F, P, S, D, K = s.values()
    size = sizes.output_size(W, F, P, S)
    outputs = Symbol("O", size.value, "output")
    macs = counts.conv_macs(outputs, outputs, K, F, D)
    at = {name: getattr(settings, name) for name in "FPSDK"}
    count = sparse.matrix_count(settings.W, settings.W, **at)
    rows, columns = counts.matrix_rows(outputs, K), counts.matrix_columns(W, D)
    filled = counts.filled_cells(macs, macs.value - count)
    return s | {
        "size": size,
        "macs": macs,
        "count": count,
        "rows": rows,
        "columns": columns,
        "weights": counts.conv_weights(K, F, D),
        "filled": filled,
        "lost": macs.value - count,
        "share": in_per_cent(count, rows.value * columns.value),
    }


def in_per_cent(part: int, whole: int) -> str:
    """A share in per cent, with three digits that count where it is below 1."""
    share = counts.percent(part, whole)
    return number(share) if share >= 1 or not share else f"{share:.3g}"


@lru_cache(maxsize=64)
def _scene(W: int, F: int, P: int, S: int, D: int, K: int, seed: int) -> Scene:
    rng = np.random.default_rng(seed)
    x = small_integers(rng, D, W, W)
    w = random_filters(rng, K, D, F)
    matrix = sparse.conv_matrix(w, W, W, S, P)
    side = sizes.output_size(W, F, P, S)
    y = (matrix @ x.ravel()).reshape(K, side, side)
    arrays = {
        "wiring": sparse.wiring(W, W, F, P, S, D=D, K=K),
        "rows": sizes.taps(W, F, P, S),
        "columns": sizes.taps(W, F, P, S),
    }
    if max(matrix.shape) > MOST_DRAWN:
        arrays["density"] = sparse.filled_shares(matrix, MOST_DRAWN).astype(np.float32)
    return Scene(
        view="matrix",
        grids=(
            Grid("input", "input", x, (1,) * D),
            Grid("filter", "filter", w.reshape(-1, F, F), (1,) * (K * D)),
            Grid("output", "output", y, (1,) * K),
        ),
        arrays=arrays,
        facts={"padding": P},
    )


def picture(settings: Any, say: Say) -> Picture:
    """The matrix of the convolution that is set."""
    names = letters(settings)
    scene = _scene(*(getattr(settings, name) for name in "WFPSDK"), settings.seed)
    names["most"] = MOST_DRAWN
    words = {
        "input_size": say("input_size", **names),
        "matrix_size": say("matrix_size", **names),
        "output_size": say("output_size", **names),
        "scene": say("scene_matrix"),
    }
    told = claims.of_matrix(names, coarse="density" in scene.arrays)
    return Picture(scene, names | words, claims=told)


def other_numbers(settings: Any) -> dict[str, dict[str, Any]]:
    """A button for another draw of inputs and weights, of the small cases."""
    part = settings.part if settings.part == "convs" else "matrix"
    return {"other_numbers": {"part": part, "seed": (settings.seed + 1) % 10_000}}


@lru_cache(maxsize=1)
def known_layers() -> tuple[dict[str, Any], ...]:
    """The conv layers of AlexNet as matrices: counted, not built."""
    return tuple(_counts(alexnet(), at) for at, layer in enumerate(alexnet().layers) if isinstance(layer, Conv))


def _counts(network: Network, at: int) -> dict[str, Any]:
    layer, (D, W, _), (K, side, _) = network.layers[at], network.shapes[at - 1], network.shapes[at]
    count = sparse.matrix_count(W, W, layer.F, layer.P, layer.S, D=D, K=K, groups=layer.groups)
    rows, columns = counts.matrix_rows(side, K), counts.matrix_columns(W, D)
    return {
        "name": network.names[at],
        "rows": rows,
        "columns": columns,
        "count": count,
        "macs": counts.conv_macs(side, side, K, layer.F, D, layer.groups),
        "weights": counts.conv_weights(K, layer.F, D, layer.groups),
        "share": in_per_cent(count, rows * columns),
    }
