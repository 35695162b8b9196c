"""What a caller may hand over, asked for in one place: each check gives the value back, or raises InvalidSetting.

A whole number is an int, one of numpy's, or a symbol with such a value. 3.0 is none, and is never rounded: a float that
is whole today is mostly a quotient that is not tomorrow, and `//` or `int()` says what is meant. Nor are True and "3".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from numbers import Real
from operator import index
from typing import Any

import numpy as np

from cnnlib.errors import InvalidSetting

LARGEST = 10**100  # of a whole number: beyond it not even the sentence that refuses one can be written
MOST_CELLS = 1 << 31  # of one array
FLOATS = frozenset(map(np.dtype, (np.float32, np.float64)))  # that are computed in; all else is in float64


def shown(value: Any) -> str:
    """A value as a sentence names it: of something long its beginning."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    try:
        text = repr(value)
    except ValueError:  # Python writes no whole number of more than 4,300 digits
        return "a number of thousands of digits"
    return text if len(text) <= 60 else f"{text[:57]}..."


def refuse(name: str, value: Any, needs: str, key: str, *repairs: Any) -> InvalidSetting:
    """The refusal of one argument; repairs are values of it that would work."""
    found = tuple({name: repair} for repair in repairs)
    return InvalidSetting(key, f"{name}={shown(value)}: needs {needs}", found, **{"setting": name, "value": value})


# ---- numbers


def _scalar(value: Any) -> Any:
    """The number in an array without axes."""
    return value.item() if isinstance(value, np.ndarray) and not value.ndim else value


def is_whole(value: Any) -> bool:
    """Whether it is a whole number."""
    if type(value) is int:  # nearly always: convolutions ask for a dozen, thousands of times
        return -LARGEST <= value <= LARGEST
    if isinstance(value, bool):
        return False
    try:
        return -LARGEST <= index(value) <= LARGEST
    except TypeError:
        return False


def is_number(value: Any) -> bool:
    """Whether it is a real number that a float can hold; inf and nan are, True is not."""
    value = _scalar(value)
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    try:
        float(value)
    except OverflowError:
        return False
    return True


def whole_number(
    name: str, value: Any, least: int | None = None, most: int | None = None, key: str = "whole-number"
) -> int:
    """A whole number from `least` to `most` (given with a `least`), as Python's int, which does not overflow."""
    if is_whole(value):
        whole = index(value)
        if (least is None or whole >= least) and (most is None or whole <= most):
            return whole
    nearest = round(float(value)) if is_number(value) and np.isfinite(float(value)) else least or 0
    nearest = nearest if least is None else max(nearest, least)
    if most is not None:
        raise refuse(name, value, f"{least} <= {name} <= {most}, a whole number", key, min(nearest, most))
    raise refuse(name, value, "a whole number" if least is None else f"a whole number >= {least}", key, nearest)


def whole_pair(name: str, value: Any) -> tuple[int, int]:
    """A whole number for both axes, or two of them, (vertical, horizontal)."""
    if type(value) is int and -LARGEST <= value <= LARGEST:  # nearly always, as in is_whole
        return value, value
    parts = tuple(value) if isinstance(value, list | tuple) or np.ndim(value) == 1 else (value, value)
    if len(parts) == 2 and all(map(is_whole, parts)):
        return index(parts[0]), index(parts[1])
    raise refuse(name, value, "a whole number, or two, (vertical, horizontal)", "whole-pair")


# ---- words, switches, kinds


def one_of(name: str, value: Any, options: Collection, key: str = "one-of") -> Any:
    """One of some words."""
    if isinstance(value, str | None) and value in options or is_whole(value) and index(value) in options:
        return value
    raise refuse(name, value, f"one of {', '.join(map(str, options))}", key, *options)


def flag(name: str, value: Any) -> bool:
    """True or False, Python's or numpy's."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    raise refuse(name, value, "True or False", "true-or-false", True, False)


def kind_of(name: str, value: Any, kind: type | tuple[type, ...], needs: str) -> Any:
    """A thing of a class; `needs` says of which, in words."""
    if isinstance(value, kind):
        return value
    raise InvalidSetting("kind", f"{name} is {shown(value)}: needs {needs}", setting=name, value=value)


# ---- arrays


def numbers(name: str, value: Any) -> np.ndarray:
    """An array of real numbers; lists of lists are taken for one, rows of unequal length are not."""
    try:
        found = value if isinstance(value, np.ndarray) else np.asarray(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.dtype.kind not in "biuf":
        raise InvalidSetting("array", f"{name} is {shown(value)}: needs an array of numbers", setting=name)
    return found


def of_shape(name: str, value: Any, shape: tuple[int, ...], key: str = "array-shape") -> np.ndarray:
    """An array of numbers of just this shape: nothing is repeated to fill it."""
    found = numbers(name, value)
    if found.shape != shape:
        raise InvalidSetting(key, f"{name} of shape {found.shape}: needs {shape}", name=name, needed=shape)
    return found


def room_for(*sides: int) -> None:
    """InvalidSetting where an array of such sides would hold more than any machine's memory should."""
    count = 1
    for side in sides:
        count *= side
    if count > MOST_CELLS:
        sizes = " x ".join(map(str, sides))
        raise InvalidSetting("array-large", f"{sizes} cells: needs at most {MOST_CELLS:,} in all", count=count)


def parameters(params: Any, shapes: Mapping[str, tuple[int, ...]]) -> None:
    """InvalidSetting unless `params` has an array of numbers of each name and shape."""
    kind_of("params", params, dict, "arrays by name, as initial_parameters draws them")
    for name, shape in shapes.items():
        array = params.get(name)
        if not isinstance(array, np.ndarray) or array.shape != shape or array.dtype.kind not in "biuf":
            message = f"{name}: needs an array of {shape}, not {shown(array)}"
            raise InvalidSetting("weights-shape", message, name=name, needed=shape)
