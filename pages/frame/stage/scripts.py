"""The stage's scripts and styles, joined into the one file that a browser loads, once, and keeps."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache

from pages.frame.assets import PAGES
from pages.frame.text import colours

# Each lesson's own views lie with it; they know the scripts before them and not each other. A long one goes on in files
# that begin with its name (volumes.js, volumes_lens.js), and so come behind it.
HERE = "frame/stage"


def _beside(kind: str) -> list[str]:
    files = (path for path in PAGES.rglob(f"*.{kind}") if path.parent != PAGES / HERE)
    return [path.relative_to(PAGES).as_posix() for path in sorted(files, key=lambda path: path.name)]


FIRST = "number packet tint svg grid layout highlight view grids_still grids_sums grids_pointer grids"
LAST = "editor player table handles sliders copy stage_words stage_hand stage"
SCRIPTS = (
    *(f"{HERE}/{name}.js" for name in FIRST.split()),
    *_beside("js"),
    *(f"{HERE}/{name}.js" for name in LAST.split()),
)
STYLES = (f"{HERE}/frame.css", f"{HERE}/stage.css", *_beside("css"))


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((PAGES / name).read_text(encoding="utf-8") for name in names)


@cache
def script() -> str:
    """All scripts as one module of JavaScript, which brings the styles along.

    Behind Streamlit's own styles, which come into the head as they are needed: of two equal rules the later one counts.
    """
    styles = json.dumps(colours.style_sheet() + "\n" + _joined(STYLES), ensure_ascii=False)
    return (
        f"{_joined(SCRIPTS)}\n"
        "const styles = document.createElement('style');\n"
        f"styles.textContent = {styles};\n"
        "document.body.append(styles);\n"
        "export { mountStage, mountPage };\n"
    )


@cache
def packed() -> bytes:
    """The script, gzipped."""
    return gzip.compress(script().encode(), mtime=0)


@cache
def address() -> str:
    """Where it is served, below the course's root; another content has another address, so it may be kept for ever."""
    return f"stage/{hashlib.sha256(script().encode()).hexdigest()[:16]}.js"
