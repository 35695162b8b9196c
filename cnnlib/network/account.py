"""What counts amount to: bytes in MB or MiB, milliseconds at a given speed, shares, totals so far.

Every function takes numbers or symbols, so that a page can print the arithmetic.
"""

from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from cnnlib.formulas.symbols import is_symbolic
from cnnlib.network.cost import Row, total

UNITS = {"kB": (1000,), "MB": (1000, 1000), "MiB": (1024, 1024)}  # what bytes are divided by
# C1 to C5 and R1 to R3, as section 3.5 of Krizhevsky, Sutskever, Hinton (2012) lists the neurons of each layer.
PAPER_NEURONS = (253_440, 186_624, 64_896, 64_896, 43_264, 4096, 4096, 1000)
PAPER_ABSTRACT = 650_000  # neurons, as its abstract says
ARTICLE_PARAMETERS = 60_000_000  # the round number that the article multiplies by 32 bits


def flops(macs: Any) -> Any:
    """A multiply-add is two floating-point operations."""
    return 2 * macs


def nbytes(values: Any, value_bytes: Any) -> Any:
    """Bytes of so many values."""
    return values * value_bytes


def bits_to_bytes(bits: Any) -> Any:
    """Eight bits a byte."""
    return bits / 8 if is_symbolic(bits) else bits // 8


def in_unit(size: Any, unit: str) -> Any:
    """Bytes as kB (a thousand), MB (a million) or MiB (1024 x 1024)."""
    for part in UNITS[unit]:
        size = size / part
    return size


def milliseconds(operations: Any, rate: Any) -> Any:
    """Time of so many FLOP at `rate` GFLOP/s: one GFLOP/s is a million FLOP in a millisecond."""
    return operations / (rate * 1_000_000)


def percent(part: Any, whole: Any) -> Any:
    """part / whole in per cent; 0 of nothing."""
    return 100 * part / whole if int(whole) else 0


def times(whole: float, part: float) -> float:
    """How many times `part` goes into `whole`; 0 where there is none of it."""
    return whole / part if part else 0.0


def so_far(counts: Iterable[int]) -> list[int]:
    """The running totals."""
    return list(accumulate(counts))


def macs_of(rows: tuple[Row, ...], kind: str) -> int:
    """The multiply-adds of all layers of a kind ("conv", "fc")."""
    return sum(row.macs for row in rows if row.kind == kind)


def shares(rows: tuple[Row, ...], kind: str) -> tuple[float, float]:
    """Per cent of the parameters, and of the multiply-adds, that layers of this kind ("conv", "fc") have."""
    whole, part = total(rows), [row for row in rows if row.kind == kind]
    return (
        float(percent(sum(row.parameters for row in part), whole.parameters)),
        float(percent(macs_of(rows, kind), whole.macs)),
    )
