"""An expression of `symbols` as LaTeX: with its letters, or with the numbers put in."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cnnlib.formulas.symbols import Expression, Number, Operation, Symbol, plain

TIGHTNESS = {
    "add": 1,
    "sub": 1,
    "mul": 2,
    "neg": 2,
    "div": 3,
    "pow": 4,
}  # a letter or a floor is tighter still
SIGNS = {"add": " + ", "sub": " - ", "mul": r" \cdot "}


def written(node: Expression, numbers: bool = False) -> str:
    """The whole expression: `\\frac{W - F}{S} + 1`, or `\\frac{7 - 3}{2} + 1` with the numbers put in."""
    return _latex(node, numbers, 0)


def _number(value: Any) -> str:
    """A number as LaTeX, a fraction as one, thousands apart."""
    if isinstance(value, Fraction) and value.denominator != 1:
        sign = "-" if value < 0 else ""
        return rf"{sign}\frac{{{abs(value.numerator):,}}}{{{value.denominator:,}}}".replace(",", "{,}")
    return f"{plain(value):,}".replace(",", "{,}")


def _latex(node: Expression, numbers: bool, outer: int, first: bool = True) -> str:
    """The node as LaTeX; in brackets where `outer`, the tightness around it, needs them, and where a minus would
    follow another sign, not being the `first` on its line: a - (-b)."""
    text, tight = _written(node, numbers)
    if tight < outer or (text.startswith("-") and not first):
        return rf"\left({text}\right)"
    return text


def _written(node: Expression, numbers: bool) -> tuple[str, int]:
    """The node without brackets around it, and how tightly it holds together."""
    if isinstance(node, Symbol) and not numbers:
        return node.name, 5
    if not isinstance(node, Operation):
        text = _number(node.value)
        return text, TIGHTNESS["div"] if r"\frac" in text else TIGHTNESS["neg"] if text[0] == "-" else 5
    if node.op in ("div", "floordiv"):
        above, below = (_latex(arg, numbers, 0) for arg in node.args)
        fraction = rf"\frac{{{above}}}{{{below}}}"
        return (fraction, TIGHTNESS["div"]) if node.op == "div" else (rf"\left\lfloor {fraction} \right\rfloor", 5)
    if node.op in ("floor", "ceil"):
        return rf"\left\l{node.op} {_latex(node.args[0], numbers, 0)} \right\r{node.op}", 5
    tight = TIGHTNESS[node.op]
    if node.op == "neg":
        return "-" + _latex(node.args[0], numbers, tight, first=False), tight
    if node.op == "pow":
        return f"{_latex(node.args[0], numbers, 5)}^{{{_latex(node.args[1], numbers, 0)}}}", tight
    # To the right of a minus a sum needs brackets: a - (b + c).
    right = tight + 1 if node.op == "sub" else tight
    left, right = _latex(node.args[0], numbers, tight), _latex(node.args[1], numbers, right, first=False)
    # In letters 2 times P is 2P; with the numbers put in it needs its sign.
    beside = node.op == "mul" and not numbers and isinstance(node.args[0], Number) and right[0].isalpha()
    return left + ("" if beside else SIGNS[node.op]) + right, tight
