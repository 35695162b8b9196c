"""What the stage draws: grids of exact numbers, and for each output cell the input cells it came from.

A scene holds whole numbers and divisors, so that nothing is lost on the way: a shown value is `values / divisor`.
It is packed into typed bytes, since a photograph as a JSON list would be twenty times as large.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

SMALL = 6_000  # bytes that are not worth deflating: the browser inflates in several turns of its clock


@dataclass(frozen=True)
class Grid:
    """A volume of numbers: `values` (planes, rows, columns) of whole numbers, one divisor a plane."""

    id: str
    role: str
    values: np.ndarray
    divisors: tuple[float, ...]
    kind: str = "numbers"  # or "image": it keeps its own colours


@dataclass(frozen=True)
class Scene:
    """One picture: `view` is the script that draws it, by its name, in the lesson's folder or a shared one; the rest is
    what that view reads.

    `grids` are volumes of exact numbers, `arrays` further numbers of any shape (taps, curves), `facts` whatever is
    small enough for JSON. A view of moving windows reads `rows` and `columns`: for each output row and column the
    input indices of its taps (positions, field), negative or too large where they are padding.
    """

    view: str
    grids: tuple[Grid, ...] = ()
    arrays: Mapping[str, np.ndarray] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def _narrowest(values: np.ndarray) -> np.ndarray:
    """The smallest whole-number type that holds the values; where they are no whole numbers float64, or float32
    where that is what came."""
    if values.dtype == np.float32:
        return values.astype("<f4")
    whole = values.astype(np.int64)
    if not np.array_equal(whole, values):
        return values.astype("<f8")
    low, high = (int(whole.min()), int(whole.max())) if whole.size else (0, 0)
    for kind in ("|i1", "|u1", "<i2", "<i4"):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return whole.astype(kind)
    return values.astype("<f8")


def pack(scene: Scene, **state: Any) -> bytes:
    """The scene and the stage's state as bytes: four letters for how they are packed, then length of the
    JSON head, the head, the arrays."""
    arrays, body = [], b""
    named = {f"grid.{grid.id}": grid.values for grid in scene.grids}
    for name, values in (named | dict(scene.arrays)).items():
        small = _narrowest(np.asarray(values))
        padding = -len(body) % 8  # a typed array must begin at a multiple of its item's size
        body += b"\0" * padding
        arrays.append({"name": name, "shape": small.shape, "type": small.dtype.str[1:], "at": len(body)})
        body += small.tobytes()
    head = {
        "view": scene.view,
        "grids": [{"id": g.id, "role": g.role, "divisors": g.divisors, "kind": g.kind} for g in scene.grids],
        "arrays": arrays,
        **scene.facts,
        **state,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 4) % 8)
    whole = len(text).to_bytes(4, "little") + text + body
    if len(whole) < SMALL:
        return b"raw " + whole
    # A photograph is large and hardly shrinks: there the fastest level, or packing would cost more than drawing.
    return b"zlib" + zlib.compress(whole, 5 if len(body) < 100_000 else 1)
