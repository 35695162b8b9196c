"""Every word on a page: one TOML file a topic, the two languages of a key side by side.

A computed number, a symbol or a formula reaches the prose only through `[[name]]`; `[[name.numbers]]` puts the
numbers into a formula, `[[count:one/many]]` chooses the English form that goes with a count.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pages.frame.assets import ASSETS, PAGES
from pages.frame.text import formulas
from pages.frame.text.numbers import number, plural

TEXT_FOLDER = ASSETS / "text"
LANGUAGES = ("zh", "en")
SHARED = ("frame", "volumes", "networks")  # topics whose words every lesson may say
PLACE = re.compile(r"\[\[([A-Za-z_]\w*)(?:\.(\w+))?(?::([^\[\]/]*)/([^\[\]/]*))?\]\]")


class MissingText(KeyError):
    """A key, or a name between `[[` and `]]`, that nobody supplies: a mistake of ours, found by the tests."""


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """`topic.key` -> {"zh": ..., "en": ...}: of every page's words.toml, its topic the name of its folder, and of the
    words that many share."""
    files = {file.stem: file for file in TEXT_FOLDER.glob("*.toml")}
    files |= {file.parent.name: file for file in PAGES.glob("**/words.toml")}
    found = {}
    for topic, file in sorted(files.items()):
        for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[f"{topic}.{name}"] = entry
    return found


def raw(key: str, lang: str) -> str:
    """The text as it stands in the file, places unfilled."""
    try:
        return catalogue()[key][lang].strip()
    except KeyError:
        raise MissingText(f"{key} ({lang})") from None


def plain(key: str, lang: str, values: Mapping[str, Any] | None = None) -> str:
    """The text without HTML, for labels, titles and what a screen reader says."""
    return _fill(raw(key, lang), values or {}, formulas.as_text, str)


def rich(key: str, lang: str, values: Mapping[str, Any] | None = None) -> str:
    """The text as Markdown with coloured handles; what comes from outside is escaped."""
    return _fill(raw(key, lang), values or {}, formulas.as_html, html.escape)


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

    return PLACE.sub(filled, text) if "[[" in text else text


@cache
def whole_key(topic: str, key: str) -> str:
    """A key of this topic, else of a shared one, else of the topic that the key itself names."""
    for candidate in (f"{name}.{key}" for name in (topic, *SHARED)):
        if candidate in catalogue():
            return candidate
    return key


@dataclass(frozen=True)
class Say:
    """The words of one topic in one language, with what fills their places."""

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

    def knows(self, key: str) -> bool:
        return self._key(key) in catalogue()

    def _key(self, key: str) -> str:
        return whole_key(self.topic, key)
