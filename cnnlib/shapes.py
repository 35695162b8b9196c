"""How large an output is, which inputs each output sees, and what to change where a size does not come out.

Everything here is along one axis; width and height follow the same formulas. W is the input's size, F the
filter's, P the zeros added on each side, S the stride; a filter of dilation d covers a field of d(F-1)+1 cells.
Formulas: Stanford cs231n, "Convolutional Networks"; with dilation: PyTorch, `torch.nn.Conv2d`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from cnnlib.errors import InvalidSetting
from cnnlib.symbols import is_symbolic

ROUNDINGS = ("floor", "ceil", "exact")


def field_size(F: Any, dilation: Any = 1) -> Any:
    """Cells from the first to the last that a filter touches: d(F-1)+1. Numbers or symbols."""
    return F if not is_symbolic(dilation) and dilation == 1 else dilation * (F - 1) + 1


def _steps(W: Any, F: Any, P: Any, S: Any, dilation: Any) -> Any:
    """(W - F + 2P)/S, unrounded: how many times the window can move on."""
    if not is_symbolic(dilation) and dilation == 1:
        room = W - F + 2 * P
    else:
        room = W - dilation * (F - 1) - 1 + 2 * P
    return room / S if is_symbolic(room, S) else room


def output_size(W: Any, F: Any, P: Any = 0, S: Any = 1, *, dilation: Any = 1, rounding: str = "floor") -> Any:
    """(W - F + 2P)/S + 1, the number of positions of a filter along one axis.

    Args:
        W, F, P, S, dilation: whole numbers or symbols.
        rounding: of (W - F + 2P)/S where it is not whole: "floor" (PyTorch's convolutions), "ceil", or "exact".

    Returns:
        an int; with a symbol among the arguments an expression, rounded only where that changes it.

    Raises:
        InvalidSetting: the field is larger than W + 2P; or, with "exact", the size is not whole.

    >>> output_size(7, 3, P=1, S=2), output_size(227, 11, S=4)
    (4, 55)
    """
    if rounding not in ROUNDINGS:
        raise InvalidSetting("rounding", f"rounding={rounding!r} is none of {', '.join(ROUNDINGS)}", rounding=rounding)
    w, f, p, s, d = (int(n) for n in (W, F, P, S, dilation))
    check_fits(w, f, p, s, d)
    rest = leftover(w, f, p, s, d)
    if rest and rounding == "exact":
        repairs = nearest_whole(w, f, p, s, d)
        shown = " or ".join(", ".join(f"{k}={v}" for k, v in repair.items()) for repair in repairs)
        raise InvalidSetting(
            "size-not-whole",
            f"(W - F + 2P)/S is not whole for W={w}, F={f}, P={p}, S={s}: {rest} left over" + (f"; try {shown}" if shown else ""),
            repairs, W=w, F=f, P=p, S=s, dilation=d, rest=rest,
        )  # fmt: skip
    if is_symbolic(W, F, P, S, dilation):
        steps = _steps(W, F, P, S, dilation)
        return {"floor": math.floor, "ceil": math.ceil}[rounding](steps) + 1 if rest else steps + 1
    room = _steps(w, f, p, s, d)
    return (room // s if rounding == "floor" else -(-room // s)) + 1


def check_fits(W: int, F: int, P: int, S: int = 1, dilation: int = 1) -> None:
    """Raise InvalidSetting unless the numbers are possible and the field fits into the padded input."""
    for name, value, least in (("W", W, 1), ("F", F, 1), ("P", P, 0), ("S", S, 1), ("d", dilation, 1)):
        if value < least:
            raise InvalidSetting(
                "too-small", f"{name}={value} is too small: needs {name} >= {least}", ({name: least},),
                name=name, value=value, least=least,
            )  # fmt: skip
    field, room = field_size(F, dilation), W + 2 * P
    if field <= room:
        return
    most_F, least_P = (room - 1) // dilation + 1, -(-(field - W) // 2)
    repairs = [{"F": most_F}, {"P": least_P}, {"W": field - 2 * P}]
    if dilation > 1 and F > 1 and (room - 1) // (F - 1) >= 1:
        repairs.insert(0, {"d": (room - 1) // (F - 1)})
    covers = f", d={dilation} (a field of {field})" if dilation > 1 else ""
    raise InvalidSetting(
        "filter-too-large",
        f"F={F}{covers} does not fit W={W}, P={P}: needs F <= {most_F}, or P >= {least_P}",
        repairs, W=W, F=F, P=P, d=dilation, field=field, room=room, most_F=most_F, least_P=least_P,
    )  # fmt: skip


def check_groups(D: int, K: int, groups: int) -> None:
    """Raise InvalidSetting unless `groups` divides the input depth D and the number of filters K."""
    if groups >= 1 and D % groups == 0 and K % groups == 0:
        return
    fitting = [g for g in range(1, max(D, K) + 1) if D % g == 0 and K % g == 0]
    nearest = min(fitting, key=lambda g: (abs(g - groups), g))
    up = [{"D": -(-D // max(groups, 1)) * groups, "K": -(-K // max(groups, 1)) * groups}] if groups > 0 else []
    raise InvalidSetting(
        "groups",
        f"g={groups} does not divide both D={D} and K={K}: nearest is g={nearest}",
        ({"g": nearest}, *up), g=groups, D=D, K=K, nearest=nearest,
    )  # fmt: skip


def leftover(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> int:
    """Cells at the far end of the padded input that no window reaches, the size being rounded down."""
    return (W - field_size(F, dilation) + 2 * P) % S


def nearest_whole(
    W: int, F: int, P: int, S: int, dilation: int = 1, *, P_max: int = 10, S_max: int = 8, F_max: int = 11
) -> list[dict[str, int]]:
    """The nearest P, S and F, each changed alone, with which the size comes out whole; the nearest first."""

    def whole(**changed: int) -> bool:
        now = {"F": F, "P": P, "S": S} | changed
        return field_size(now["F"], dilation) <= W + 2 * now["P"] and not leftover(W, now["F"], now["P"], now["S"], dilation)

    found = []
    for name, value, ends in (("P", P, (0, P_max)), ("S", S, (1, S_max)), ("F", F, (1, F_max))):
        fitting = [n for n in range(ends[0], ends[1] + 1) if n != value and whole(**{name: n})]
        if fitting:
            found.append((name, min(fitting, key=lambda n: (abs(n - value), -n))))
    now = {"F": F, "P": P, "S": S}
    return [{name: n} for name, n in sorted(found, key=lambda pair: abs(pair[1] - now[pair[0]]))]


def same_padding(F: int, dilation: int = 1) -> int:
    """The P with which stride 1 keeps the size: (field - 1)/2.

    Raises:
        InvalidSetting: the field is even, so that no equal padding on both sides does.
    """
    field = field_size(F, dilation)
    if field % 2 == 0:
        raise InvalidSetting(
            "same-padding-even", f"F={F}, d={dilation} covers {field} cells, an even number: needs an odd F",
            ({"F": F + 1}, {"F": F - 1}), F=F, d=dilation, field=field,
        )  # fmt: skip
    return (field - 1) // 2


def torch_ceil_mode(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> int:
    """The size of PyTorch's `ceil_mode=True`: rounded up, but a last window must start inside the input or its
    left padding (source: `pooling_output_shape` in PyTorch's Pool.h)."""
    size = output_size(W, F, P, S, dilation=dilation, rounding="ceil")
    return size - 1 if (size - 1) * S >= W + P else size


def taps(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> np.ndarray:
    """Which input cells each output sees along one axis: int array (outputs, F).

    Counted from the input's own first cell: a negative index, or one of W and more, is padding.
    """
    outputs = output_size(W, F, P, S, dilation=dilation)
    return np.arange(outputs)[:, None] * S + np.arange(F)[None, :] * dilation - P


def use_counts(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> np.ndarray:
    """How many windows use each input cell along one axis: int array (W,). In two dimensions: the outer product."""
    try:
        used = taps(W, F, P, S, dilation)
    except InvalidSetting:  # the field does not fit: no window stands anywhere
        return np.zeros(W, dtype=int)
    return np.bincount(used[(used >= 0) & (used < W)], minlength=W)


def use_counts_2d(size: Sequence[int], F: int, P: int = 0, S: int = 1, dilation: int = 1) -> np.ndarray:
    """How many windows use each cell of an input of (H, W): int array (H, W)."""
    return np.outer(*(use_counts(side, F, P, S, dilation) for side in size))
