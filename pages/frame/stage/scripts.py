"""The stage's scripts and styles as the one file that a browser loads, once, and keeps; and the glossary's sentences,
which it asks for when somebody wants the first."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path

from pages.frame.assets import PAGES
from pages.frame.stage import labels, modules, streamlit_dom
from pages.frame.text import colours, glossary
from pages.frame.text.catalogue import LANGUAGES, raw

ENTRY = PAGES / "frame/stage/mount.js"
# A style's comments and margins, which stay at home.
COMMENT = re.compile(r"\s*/\*.*?\*/\s*|\n\s+", re.DOTALL)


def style_files() -> list[Path]:
    """The frame's styles, those that lessons share, those of each lesson; of two equal rules the later one counts."""
    rooms = ("frame", "shared")
    room = {path: path.relative_to(PAGES).parts[0] for path in PAGES.rglob("*.css")}
    return sorted(room, key=lambda path: (rooms.index(room[path]) if room[path] in rooms else len(rooms), path))


def words_of_styles() -> str:
    """CSS: the words that styles write, in the page's language."""
    each = ((lang, json.dumps(raw("frame.choose_file", lang), ensure_ascii=False)) for lang in LANGUAGES)
    return "\n".join(f":root:lang({lang}) {{ --choose-file: {words}; }}" for lang, words in each)


@cache
def script() -> str:
    """All scripts as one module of JavaScript, which brings the styles and the words on the stages along.

    Behind Streamlit's own styles, which come into the head as they are needed: of two equal rules the later one counts.
    """
    files = [COMMENT.sub("\n", path.read_text(encoding="utf-8")) for path in style_files()]
    styles = [colours.style_sheet(), words_of_styles(), *files]
    text = json.dumps(streamlit_dom.written_out("\n".join(styles)), ensure_ascii=False)
    return (
        streamlit_dom.written_out(modules.join(PAGES, ENTRY))
        + f"export const labels = {json.dumps(labels.constant(), ensure_ascii=False)};\n"
        + f"export const marks = {json.dumps(glossary.marks_for_the_browser(), ensure_ascii=False)};\n"
        + f"export const terms = './{terms_address().partition('/')[2]}';\n"
        + f"export const tasks = {json.dumps(labels.tasks())};\n"
        + f"document.body.append(Object.assign(document.createElement('style'), {{ textContent: {text} }}));\n"
    )


@cache
def terms() -> str:
    """The glossary's names and sentences, as JSON."""
    return json.dumps(glossary.terms_for_the_browser(), ensure_ascii=False)


@cache
def packed(text: str) -> bytes:
    """Gzipped."""
    return gzip.compress(text.encode(), mtime=0)


def address() -> str:
    """Where the script is served, below the course's root."""
    return _address(script(), "js")


def terms_address() -> str:
    return _address(terms(), "json")


@cache
def _address(text: str, kind: str) -> str:
    """Another content has another address, so that it may be kept for ever."""
    return f"stage/{hashlib.sha256(text.encode()).hexdigest()[:16]}.{kind}"
