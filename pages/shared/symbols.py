"""The letters of a lesson's formulas as symbols, each in the colour of its role."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cnnlib.formulas.symbols import Symbol
from pages.frame.text.colours import role_of


def symbols(**numbers: float) -> dict[str, Symbol]:
    """These letters with these numbers."""
    return {letter: Symbol(letter, number, role_of(letter)) for letter, number in numbers.items()}


def symbols_of(settings: Any, letters: Iterable[str]) -> dict[str, Symbol]:
    """These letters with the numbers that the settings of the same names have."""
    return symbols(**{letter: getattr(settings, letter) for letter in letters})
