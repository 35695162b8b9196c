"""The glossary: what each term is called, one sentence on it, and where in the course it moves.

A text says a term where it has one of its spellings: of two that begin at one place the longer one counts. The lessons'
own words are marked in the browser (`pages/frame/stage/terms.js`), by the very pattern that is made here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache

from pages.frame.assets import ASSETS
from pages.frame.text.catalogue import LANGUAGES, raw

LIST = ASSETS / "glossary.toml"
UNMARKED = r"<(h\d|button|summary|a|code)\b[\s\S]*?</\1>|<[^>]*>"  # headings, what is pressed, code; and markup itself
LETTER = "[A-Za-z0-9_-]"  # such a sign beside a spelling makes it part of another word
HISSING = re.compile(r"(s|x|z|ch|sh)$")
TO_IES = re.compile(r"(?<=[^aeiou])y$")


@dataclass(frozen=True)
class Wording:
    """A term in one language: its name here, other names, words that may mean it, and its sentence."""

    name: str
    says: str
    also: tuple[str, ...] = ()
    loosely: tuple[str, ...] = ()

    def spellings(self, lang: str) -> list[str]:
        """What stands for the term in a text."""
        names = [self.name, *self.also]
        return names if lang == "zh" else [*names, *map(plural_of, names)]


@dataclass(frozen=True)
class Term:
    """A term, and the `address?query` of the page on which it moves."""

    id: str
    at: str
    zh: Wording
    en: Wording

    def place(self, lang: str) -> str:
        """The title of that page."""
        return raw(f"{self.at.partition('?')[0].replace('-', '_')}.title", lang)


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order in which the course comes to them."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return tuple(
        Term(id, entry["at"], *(Wording(**_as_tuples(entry[lang])) for lang in LANGUAGES))
        for id, entry in listed.items()
    )


def _as_tuples(entry: dict) -> dict:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


def plural_of(name: str) -> str:
    """The plural of an English name: batch, batches; accuracy, accuracies; filter, filters."""
    return TO_IES.sub("ies", name) if TO_IES.search(name) else f"{name}{'es' if HISSING.search(name) else 's'}"


@cache
def spelled(lang: str) -> dict[str, str]:
    """Spelling in small letters -> the term's id."""
    return {each.casefold(): term.id for term in terms() for each in getattr(term, lang).spellings(lang)}


@cache
def pattern(lang: str) -> str:
    """A regular expression, for Python and for JavaScript, of what is passed over (group 1 in part of it) and of the
    spellings (group 2). Chinese is written without gaps; a word of letters counts as a whole only."""
    whole = [each for each in spelled(lang) if re.search(LETTER, each)]
    anywhere = [each for each in spelled(lang) if each not in whole]
    choices = [f"(?<!{LETTER})(?:{_longest_first(whole)})(?!{LETTER})", _longest_first(anywhere)]
    return f"{UNMARKED}|({'|'.join(filter(None, choices))})"


def _longest_first(spellings: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))


@cache
def marked(text: str, lang: str) -> str:
    """A text of the catalogue with each spelling in a span; the browser shows the first of each term on its page."""

    def mark(found: re.Match) -> str:
        said = found[2]
        return f'<span class="term" data-term="{spelled(lang)[said.casefold()]}">{said}</span>' if said else found[0]

    return re.sub(rf"\[\[[^\]]*\]\]|{pattern(lang)}", mark, text, flags=re.IGNORECASE)


def marks_for_the_browser() -> dict[str, dict]:
    """By language: what is marked in a text, and whose spelling it is."""
    return {lang: {"pattern": pattern(lang), "spelled": spelled(lang)} for lang in LANGUAGES}


def terms_for_the_browser() -> dict[str, dict]:
    """By language: the terms by id, each with its wording and its place."""
    return {
        lang: {term.id: asdict(getattr(term, lang)) | {"at": term.at, "place": term.place(lang)} for term in terms()}
        for lang in LANGUAGES
    }
