"""Every word of the course as it stands in the files: a TOML file a topic, the two languages of a key side by side."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from pages.frame.assets import ASSETS, PAGES

TEXT_FOLDER = ASSETS / "text"
LANGUAGES = ("zh", "en")
SHARED = ("frame", "volumes", "networks")  # topics whose words every lesson may say
GAP = re.compile(r"\[\[([A-Za-z_]\w*)(?:\.(\w+))?(?::([^\[\]/]*)/([^\[\]/]*))?\]\]")


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
    """The text as it stands in the file, its gaps unfilled."""
    try:
        return catalogue()[key][lang].strip()
    except KeyError:
        raise MissingText(f"{key} ({lang})") from None


@cache
def whole_key(topic: str, key: str) -> str:
    """A key of this topic, else of a shared one, else of the topic that the key itself names."""
    for candidate in (f"{name}.{key}" for name in (topic, *SHARED)):
        if candidate in catalogue():
            return candidate
    return key
