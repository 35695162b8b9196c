"""How large an output is, which inputs each output sees, and what to change where a size does not come out.

Everything here is along one axis; width and height follow the same formulas. W is the input's size, F the
filter's, P the zeros added on each side, S the stride; with dilation d a filter covers a field of d(F-1)+1.
Formulas: Stanford cs231n, "Convolutional Networks"; with dilation: PyTorch, `torch.nn.Conv2d`.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from cnnlib.checks import one_of, whole_number
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.symbols import is_symbolic

ROUNDINGS = {"floor": math.floor, "ceil": math.ceil, "exact": math.floor}


def field_size(F: Any, dilation: Any = 1) -> Any:
    """Cells from the first to the last that a filter touches: d(F-1)+1. Numbers or symbols."""
    return F if not is_symbolic(dilation) and dilation == 1 else dilation * (F - 1) + 1


def same_padding(F: Any, dilation: Any = 1) -> Any:
    """Zeros on each side with which a filter of stride 1 keeps the size, (F - 1)/2; a fraction where F is even.

    Numbers or symbols.
    """
    reach = field_size(F, dilation) - 1 if not is_symbolic(dilation) and dilation == 1 else dilation * (F - 1)
    return reach / 2 if is_symbolic(reach) else Fraction(reach, 2)


def _moves(W: Any, F: Any, zeros: Any, S: Any, dilation: Any = 1) -> Any:
    """(W - F + zeros)/S, exact: how many times the window can move on, given the zeros of both ends together."""
    if not is_symbolic(dilation) and dilation == 1:
        room = W - F + zeros
    else:
        room = W - dilation * (F - 1) - 1 + zeros
    return room / S if is_symbolic(room, S) else Fraction(room, S)


def output_size(W: Any, F: Any, P: Any = 0, S: Any = 1, *, dilation: Any = 1, rounding: str = "floor") -> Any:
    """(W - F + 2P)/S + 1, the number of positions of a filter along one axis.

    Args:
        W, F, P, S, dilation: whole numbers or symbols.
        rounding: of (W - F + 2P)/S where it is not whole: "floor" (PyTorch's convolutions), "ceil", or "exact".

    Returns:
        an int; with a symbol among the arguments an expression, rounded only where that changes it.

    Raises:
        InvalidSetting: the field is larger than W + 2P; with "exact", the size is not whole; no whole number.

    >>> output_size(7, 3, P=1, S=2), output_size(227, 11, S=4)
    (4, 55)
    """
    one_of("rounding", rounding, ROUNDINGS, "rounding")
    w, f, p, s, d = check_fits(W, F, P, S, dilation)
    rest = leftover(w, f, p, s, d)
    if rest and rounding == "exact":
        raise _not_whole(w, f, p, s, d, rest)
    if not is_symbolic(W, F, P, S, dilation):
        return ROUNDINGS[rounding](_moves(w, f, 2 * p, s, d)) + 1
    moves = _moves(W, F, 2 * P, S, dilation)
    return (ROUNDINGS[rounding](moves) if rest else moves) + 1


def exact_size(W: Any, F: Any, P: Any = 0, S: Any = 1) -> Any:
    """(W - F + 2P)/S + 1 unrounded: a fraction where no whole number of windows fits. Numbers or symbols.

    Raises:
        InvalidSetting: as `output_size`.
    """
    check_fits(W, F, P, S)
    return _moves(W, F, 2 * P, S) + 1


def size_of_total(W: Any, F: Any, p: Any, S: Any = 1) -> Any:
    """(W - F + p)/S + 1 where p counts the zeros of both ends together, as in the formulas of Dive into Deep Learning.

    Rounded down only where that changes it. Numbers or symbols.
    """
    moves = _moves(W, F, p, S)
    return (math.floor(moves) if (int(W) - int(F) + int(p)) % int(S) else moves) + 1


def _not_whole(W: int, F: int, P: int, S: int, dilation: int, rest: int) -> InvalidSetting:
    """The refusal of "exact", with the nearest settings that leave nothing over."""
    repairs = nearest_whole(W, F, P, S, dilation)
    field = f", d={dilation}" if dilation > 1 else ""
    works = " or ".join(f"{name}={value}" for repair in repairs for name, value in repair.items())
    return InvalidSetting(
        "size-not-whole",
        f"W={W}, F={F}{field}, P={P}, S={S} leaves {rest} over, the size is not whole: needs {works or 'S=1'}",
        repairs or ({"S": 1},),
        W=W,
        F=F,
        P=P,
        S=S,
        d=dilation,
        rest=rest,
    )


def check_fits(W: Any, F: Any, P: Any, S: Any = 1, dilation: Any = 1) -> tuple[int, int, int, int, int]:
    """The five as plain numbers. Raises InvalidSetting unless they are whole and possible, and the field fits into the
    padded input."""
    letters = (("W", W, 1), ("F", F, 1), ("P", P, 0), ("S", S, 1), ("d", dilation, 1))
    W, F, P, S, dilation = (whole_number(name, value) for name, value, _ in letters)
    for (name, _, least), value in zip(letters, (W, F, P, S, dilation), strict=True):
        if value < least:
            raise InvalidSetting(
                "too-small",
                f"{name}={value} is too small: needs {name} >= {least}",
                ({name: least},),
                name=name,
                value=value,
                least=least,
            )
    field, room = field_size(F, dilation), W + 2 * P
    if field <= room:
        return W, F, P, S, dilation
    most_F, least_P = (room - 1) // dilation + 1, -(-(field - W) // 2)
    repairs = [{"F": most_F}, {"P": least_P}, {"W": field - 2 * P}]
    covers = f", d={dilation} (a field of {field})" if dilation > 1 else ""
    message = f"F={F}{covers} does not fit W={W}, P={P}: needs F <= {most_F}, or P >= {least_P}"
    if room > F - 1:  # then the same filter with its cells closer together does
        repairs.insert(0, {"d": (room - 1) // (F - 1)})
        message += f", or d <= {repairs[0]['d']}"
    raise InvalidSetting(
        "filter-too-large",
        message,
        repairs,
        W=W,
        F=F,
        P=P,
        d=dilation,
        field=field,
        room=room,
        most_F=most_F,
        least_P=least_P,
    )


def leftover(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> int:
    """Cells at the far end of the padded input that no window reaches when the size is rounded down.

    Beyond the last window's field, that is: with a stride larger than the field others lie between the windows.
    """
    return (W - field_size(F, dilation) + 2 * P) % S


def nearest_whole(
    W: int, F: int, P: int, S: int, dilation: int = 1, *, P_max: int = 10, S_max: int = 8, F_max: int = 11
) -> list[dict[str, int]]:
    """The nearest P, S and F, each changed alone, with which the size comes out whole; the nearest first.

    Of two equally near the larger one. Empty where nothing within 0 to P_max, 1 to S_max, 1 to F_max does.
    """

    def whole(F: int = F, P: int = P, S: int = S) -> bool:
        return field_size(F, dilation) <= W + 2 * P and not leftover(W, F, P, S, dilation)

    found = []
    for name, now, least, most in (("P", P, 0, P_max), ("S", S, 1, S_max), ("F", F, 1, F_max)):
        fitting = [n for n in range(least, most + 1) if n != now and whole(**{name: n})]
        if fitting:
            nearest = min(fitting, key=lambda n: (abs(n - now), -n))
            found.append((abs(nearest - now), {name: nearest}))
    return [repair for _, repair in sorted(found, key=lambda pair: pair[0])]


def torch_ceil_mode(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> int:
    """The size of PyTorch's `ceil_mode=True`: rounded up, but a last window must start inside the input or its left
    padding (source: `pooling_output_shape` in PyTorch's Pool.h)."""
    size = output_size(W, F, P, S, dilation=dilation, rounding="ceil")
    return size - 1 if (size - 1) * S >= W + P else size


def taps(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> np.ndarray:
    """Which input cells each output sees along one axis: int array (outputs, F).

    Counted from the input's own first cell: a negative index, or one of W and more, is padding.
    """
    outputs = output_size(W, F, P, S, dilation=dilation)
    return np.arange(outputs)[:, None] * S + np.arange(F)[None, :] * dilation - P


def use_counts(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> np.ndarray:
    """How many windows use each input cell along one axis: int array (W,); zeros where no window fits."""
    if field_size(F, dilation) > W + 2 * P:
        return np.zeros(W, dtype=int)
    used = taps(W, F, P, S, dilation)
    return np.bincount(used[(used >= 0) & (used < W)], minlength=W)


def lost_at_the_end(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> int:
    """Of the cells at the far end that no window reaches, those that are the input's own, and not padding."""
    return min(max(leftover(W, F, P, S, dilation) - P, 0), W)


def unread_cells(W: int, F: int, P: int = 0, S: int = 1, dilation: int = 1) -> int:
    """Cells of the W x W input that no window reads: at the far ends, and between windows that leave gaps."""
    read = int(np.count_nonzero(use_counts(W, F, P, S, dilation)))
    return W * W - read * read
