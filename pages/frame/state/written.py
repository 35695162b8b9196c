"""Numbers as people and programs write them, in a link or a file: 3, 3.0, 1e3, 50,000, full-width digits."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

FAR = 10**30  # beyond what any field holds: larger numbers are this one, so that 1e999999999 costs nothing
THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


def number_written(raw: str) -> int | Decimal:
    """The number of a text, an int where it is whole. Raises ValueError where there is none, or no finite one."""
    text = unicodedata.normalize("NFKC", raw).replace("\N{MINUS SIGN}", "-").strip()
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("no number") from None
    if not number.is_finite():
        raise ValueError("no finite number")
    if number.copy_abs() >= FAR:  # `abs` would overflow
        return FAR if number > 0 else -FAR
    return int(number) if number == number.to_integral_value() else number


def whole_written(raw: str) -> int:
    """The whole number of a text. Raises ValueError where there is none: a fraction is not rounded."""
    number = number_written(raw)
    if not isinstance(number, int):
        raise ValueError("no whole number")
    return number


def as_written(value: Any) -> str:
    """A value of a file of states, as a link would write it; of numbers, yes and no. Others are shown as they stand."""
    if isinstance(value, str):
        return value
    return {True: "1", False: "0"}[value] if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
