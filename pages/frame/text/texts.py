"""The words of a page in one language, their gaps filled.

A computed number, a symbol or a formula reaches the prose only through `[[name]]`; `[[name.numbers]]` puts the
numbers into a formula, `[[count:one/many]]` chooses the English form that goes with a count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pages.frame.text import formulas, glossary
from pages.frame.text.catalogue import GAP, MissingText, catalogue, raw, whole_key
from pages.frame.text.numbers import number, plural
from pages.frame.text.typed import as_typed


def plain(key: str, lang: str, values: Mapping[str, Any] | None = None) -> str:
    """The text without HTML, for labels, titles and what a screen reader says."""
    return _fill(raw(key, lang), values or {}, formulas.as_text, str)


def rich(key: str, lang: str, values: Mapping[str, Any] | None = None) -> str:
    """The text as Markdown with coloured handles; what comes from outside is seen as it was typed."""
    return _fill(raw(key, lang), values or {}, formulas.as_html, as_typed)


def _fill(text: str, values: Mapping[str, Any], write, escape) -> str:
    def filled(match: re.Match) -> str:
        name, form, one, many = match.groups()
        if name not in values:
            raise MissingText(f"[[{name}]] in {text!r}")
        value = values[name]
        if one is not None:
            return plural(formulas.value_of(value), one, many)
        if isinstance(value, str):
            return escape(value)
        if isinstance(value, (int, float)) and form is None:
            return number(value)
        return write(value, form)

    return GAP.sub(filled, text) if "[[" in text else text


@dataclass(frozen=True)
class Say:
    """The words of one topic in one language, with what fills their gaps."""

    topic: str
    lang: str
    names: Mapping[str, Any] = field(default_factory=dict)

    def with_names(self, names: Mapping[str, Any]) -> Say:
        return replace(self, names={**self.names, **names})

    def __call__(self, key: str, **names: Any) -> str:
        """Plain words, for labels and titles."""
        return plain(self._key(key), self.lang, {**self.names, **names})

    def rich(self, key: str, **names: Any) -> str:
        """Markdown with handles."""
        return rich(self._key(key), self.lang, {**self.names, **names})

    def marked(self, key: str, **names: Any) -> str:
        """Markdown with handles, and with the terms of the glossary marked."""
        text = glossary.marked(raw(self._key(key), self.lang), self.lang)
        return _fill(text, {**self.names, **names}, formulas.as_html, as_typed)

    def knows(self, key: str) -> bool:
        return self._key(key) in catalogue()

    def _key(self, key: str) -> str:
        return whole_key(self.topic, key)
