"""How a number is written for a reader; the stage's `number.js` does the same, and a test holds them together."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MINUS = "−"


def rounded(value: float | Fraction) -> bool:
    """Whether two decimals are not enough to write the value exactly."""
    hundredfold = Fraction(value).limit_denominator(10**9) * 100
    return hundredfold.denominator != 1


def number(value: float | Fraction, decimals: int = 2) -> str:
    """Thousands separators, a true minus, at most so many decimals: `34,848`, `−1.5`, `0.33`."""
    if isinstance(value, int) or value == int(value):
        text = f"{abs(int(value)):,}"
    else:
        # Halves are rounded up, as a browser does it; Python's own formatting rounds them to even.
        rounded_up = Decimal(abs(float(value))).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)
        text = f"{rounded_up:,}".rstrip("0").rstrip(".")
    return MINUS + text if value < 0 and text != "0" else text


RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def small(value: float) -> str:
    """`number`, but what two decimals would make 0 by its power of ten: `0.25`, `4.4·10⁻¹⁶`, and a true 0 as `0`."""
    if not value or abs(value) >= 0.01:
        return number(value)
    digits, power = f"{abs(value):.1e}".split("e")
    return f"{MINUS if value < 0 else ''}{digits.removesuffix('.0')}·10{str(int(power)).translate(RAISED)}"


def plural(count: float, one: str, many: str) -> str:
    """The English form that goes with the count."""
    return one if count == 1 else many
