"""Numbers with names: a formula computed on them returns itself, ready to be printed.

    >>> W, F = Symbol("W", 7), Symbol("F", 3)
    >>> size = W - F + 1
    >>> size.value, size.latex(), size.latex(numbers=True)
    (5, 'W - F + 1', '7 - 3 + 1')

The functions of `sizes`, `counts` and `training.schedule` take numbers or symbols. So a formula that a reader sees
is the code that computed the number beside it.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from numbers import Integral
from typing import Any


def plain(value: Fraction | int | float) -> Fraction | int | float:
    """A whole fraction as an int, as the same formula on numbers gives it."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def _remembered(op: str) -> tuple[Callable[..., Operation], Callable[..., Operation]]:
    """The two methods of an operator: with the expression at its left, and at its right."""
    return (
        lambda self, other: Operation(op, (self, wrap(other))),
        lambda self, other: Operation(op, (wrap(other), self)),
    )


class Expression:
    """What symbols, numbers and operations on them have in common: arithmetic that remembers itself."""

    value: Any

    __add__, __radd__ = _remembered("add")
    __sub__, __rsub__ = _remembered("sub")
    __mul__, __rmul__ = _remembered("mul")
    __truediv__, __rtruediv__ = _remembered("div")
    __floordiv__, __rfloordiv__ = _remembered("floordiv")
    __pow__, _ = _remembered("pow")

    def __neg__(self) -> Operation:
        return Operation("neg", (self,))

    def __floor__(self) -> Operation:
        return Operation("floor", (self,))

    def __ceil__(self) -> Operation:
        return Operation("ceil", (self,))

    def __int__(self) -> int:
        return int(self.value)

    def __index__(self) -> int:
        """Of a whole number alone: Python raises TypeError for a fraction."""
        return operator.index(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __eq__(self, other: Any) -> bool:
        """Two expressions are equal when written alike; an expression and a number, when the value is."""
        if isinstance(other, Expression):
            return type(self) is type(other) and vars(self) == vars(other)
        return self.value == other

    def __hash__(self) -> int:
        return hash(self.value)

    def latex(self, numbers: bool = False) -> str:
        """The formula with its letters, or with the numbers put in."""
        return _latex(self, numbers)

    def _repr_latex_(self) -> str:
        """For a notebook: formula = numbers = value."""
        return f"${self.latex()} = {self.latex(numbers=True)} = {wrap(self.value).latex()}$"


@dataclass(frozen=True, eq=False)
class Symbol(Expression):
    """A named number. `role` says what it belongs to (input, filter, ...), so that a page can colour it."""

    name: str
    value: Any
    role: str | None = None


@dataclass(frozen=True, eq=False)
class Number(Expression):
    """A number that stands in a formula by itself, as the 1 in `(W - F + 2P)/S + 1`."""

    value: Any


@dataclass(frozen=True, eq=False)
class Operation(Expression):
    """An operation on expressions; `op` is a name in OPERATIONS."""

    op: str
    args: tuple[Expression, ...]

    @cached_property
    def value(self) -> Any:
        """The exact value: int where it is whole, else Fraction."""
        whole = Fraction if self.op in DIVIDING else int
        values = (arg.value for arg in self.args)
        return plain(OPERATIONS[self.op](*(whole(int(v)) if isinstance(v, (int, Integral)) else v for v in values)))


DIVIDING = ("div", "pow")  # what may leave the whole numbers: done on fractions, so that nothing is lost


OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "pow": operator.pow,
    "neg": operator.neg,
    "floor": math.floor,
    "ceil": math.ceil,
}


def wrap(thing: Any) -> Expression:
    """An expression as it is, a number as a `Number`."""
    return thing if isinstance(thing, Expression) else Number(thing)


def is_symbolic(*things: Any) -> bool:
    """Whether any of the arguments of a formula is more than a number."""
    return any(isinstance(thing, Expression) for thing in things)


# ---- an expression as LaTeX

PRECEDENCE = {"add": 1, "sub": 1, "mul": 2, "neg": 2, "div": 3, "pow": 4}
ATOM = 5  # the precedence of what never needs brackets: a letter, a number, a floor
SIGNS = {"add": " + ", "sub": " - ", "mul": r" \cdot "}


def _latex(node: Expression, numbers: bool, outer: int = 0, first: bool = True) -> str:
    """The node as LaTeX, in brackets where the precedence around it, `outer`, is higher than its own, and where a
    minus would follow another sign, as in a - (-b): unless it stands `first` in its line."""
    text, precedence = _without_brackets(node, numbers)
    if precedence < outer or (text.startswith("-") and not first):
        return rf"\left({text}\right)"
    return text


def _without_brackets(node: Expression, numbers: bool) -> tuple[str, int]:
    """The node as LaTeX, and its precedence."""
    if isinstance(node, Symbol) and not numbers:
        return node.name, ATOM
    if not isinstance(node, Operation):
        text = _number(node.value)
        return text, PRECEDENCE["div"] if r"\frac" in text else PRECEDENCE["neg"] if text[0] == "-" else ATOM
    if node.op in ("div", "floordiv"):
        above, below = (_latex(arg, numbers) for arg in node.args)
        fraction = rf"\frac{{{above}}}{{{below}}}"
        return (fraction, PRECEDENCE["div"]) if node.op == "div" else (rf"\left\lfloor {fraction} \right\rfloor", ATOM)
    if node.op in ("floor", "ceil"):
        return rf"\left\l{node.op} {_latex(node.args[0], numbers)} \right\r{node.op}", ATOM
    precedence = PRECEDENCE[node.op]
    if node.op == "neg":
        return "-" + _latex(node.args[0], numbers, precedence, first=False), precedence
    if node.op == "pow":
        return f"{_latex(node.args[0], numbers, ATOM)}^{{{_latex(node.args[1], numbers)}}}", precedence
    left = _latex(node.args[0], numbers, precedence)
    # To the right of a minus a sum needs brackets: a - (b + c).
    right = _latex(node.args[1], numbers, precedence + (node.op == "sub"), first=False)
    # In letters 2 times P is 2P; with the numbers put in it needs its sign.
    no_sign = node.op == "mul" and not numbers and isinstance(node.args[0], Number) and right[0].isalpha()
    return left + ("" if no_sign else SIGNS[node.op]) + right, precedence


def _number(value: Any) -> str:
    """A number as LaTeX: thousands apart, a fraction as a fraction."""
    if isinstance(value, Fraction) and value.denominator != 1:
        sign = "-" if value < 0 else ""
        return rf"{sign}\frac{{{abs(value.numerator):,}}}{{{value.denominator:,}}}".replace(",", "{,}")
    return f"{plain(value):,}".replace(",", "{,}")
