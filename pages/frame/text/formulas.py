"""A formula of cnnlib as coloured HTML and as plain text; each symbol in it is a handle.

cnnlib computes with numbers or with symbols; on symbols it returns a tree, which is walked here. So a formula on
a page is the very code that computed the number beside it.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

from cnnlib.formulas.symbols import Number, Operation, Symbol
from pages.frame.text.numbers import number, rounded

TIGHTNESS = {"add": 1, "sub": 1, "mul": 2, "div": 2, "floordiv": 2, "neg": 3, "pow": 4}
FINE = 4  # decimals of numbers that a reader is to compute with
SIGNS = {"add": " + ", "sub": " − ", "mul": "·", "div": " / "}


def value_of(thing: Any) -> Any:
    """The number behind a symbol, an expression or a number."""
    return getattr(thing, "value", thing)


def as_html(thing: Any, form: str | None = None) -> str:
    """A symbol as its letter, anything else as its value; `formula`, `numbers`, `equation` write it out, `fine` the
    numbers with four decimals."""
    return _written(thing, form, _html_leaf)


def as_text(thing: Any, form: str | None = None) -> str:
    """The same for places without markup: labels, titles, spoken sentences."""
    return _written(thing, form, lambda text, symbol: text)


def annotated(thing: Any, names: Mapping[str, str]) -> str:
    """The formula with its numbers put in, and above each the name of what it counts: `names` by letter."""

    def leaf(text: str, symbol: Symbol | None) -> str:
        if symbol is None or symbol.name not in names:
            return _html_leaf(text, symbol)
        return f"<ruby>{_html_leaf(text, symbol)}<rt>{html.escape(names[symbol.name])}</rt></ruby>"

    value = value_of(thing)
    sign = "≈" if rounded(value) else "="
    return f'<span class="named">{_walk(thing, leaf, letters=False)} {sign} {leaf(number(value), None)}</span>'


def _written(thing: Any, form: str | None, leaf: Callable[[str, Symbol | None], str]) -> str:
    if form is None and isinstance(thing, Symbol):
        # A letter in a sentence can be reached by keyboard; in a formula there would be too many stops.
        return leaf(thing.name, thing).replace(' class="handle', ' tabindex="0" class="handle', 1)
    if form == "formula":
        return _walk(thing, leaf, letters=True)
    if form == "numbers":
        return _walk(thing, leaf, letters=False)
    if form == "fine":
        if isinstance(thing, (Symbol, Number, Operation)):
            return _walk(thing, leaf, letters=False, decimals=FINE)
        return leaf(number(thing, FINE), None)
    if form == "equation":
        return f"{_walk(thing, leaf, letters=False)} = {leaf(number(value_of(thing)), None)}"
    if form not in (None, "value"):
        raise ValueError(f"a gap cannot be filled with {form!r}: formula, numbers, fine, equation or value")
    return leaf(number(value_of(thing)), thing if isinstance(thing, Symbol) else None)


def _html_leaf(text: str, symbol: Symbol | None) -> str:
    if symbol is None:
        return f'<b class="value">{html.escape(text)}</b>'
    name = html.escape(symbol.name)
    return f'<span class="handle role-{symbol.role}" data-symbol="{name}">{html.escape(text)}</span>'


def _walk(
    node: Any,
    leaf: Callable[[str, Symbol | None], str],
    letters: bool,
    outer: int = 0,
    first: bool = True,
    decimals: int = 2,
) -> str:
    """Written out; in brackets where `outer`, the tightness around it, needs them, and where a minus would follow
    another sign, not being the `first` thing written: 7 + (−3)."""

    def walk(node: Any, outer: int = 0, first: bool = True) -> str:
        return _walk(node, leaf, letters, outer, first, decimals)

    if isinstance(node, (Symbol, Number)):
        named = isinstance(node, Symbol)
        text = node.name if named and letters else number(node.value, decimals)
        shown = leaf(text, node) if named else text
        return f"({shown})" if text[0] == "−" and not first else shown
    assert isinstance(node, Operation), node
    tight = TIGHTNESS.get(node.op, 9)
    if node.op in ("floor", "ceil", "floordiv"):
        left, right = ("⌈", "⌉") if node.op == "ceil" else ("⌊", "⌋")
        inside = Operation("div", node.args) if node.op == "floordiv" else node.args[0]
        return left + walk(inside) + right
    if node.op == "neg":
        text = "−" + walk(node.args[0], tight, False)
        return text if first else f"({text})"
    if node.op == "pow":
        base, exponent = node.args
        return f"{walk(base, tight + 1, False)}^{walk(exponent, tight, False)}"
    bare = tight >= outer
    # A right operand of minus or of a division needs brackets at its own tightness too.
    strict = 1 if node.op in ("sub", "div") else 0
    parts = [walk(arg, tight + (strict if i else 0), i == 0 and (first or not bare)) for i, arg in enumerate(node.args)]
    text = SIGNS[node.op].join(parts)
    return text if bare else f"({text})"
