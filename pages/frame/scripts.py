"""The stage's scripts and styles, joined into the one file that a browser loads, once, and keeps."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path

from pages.frame import colours

FOLDER = Path(__file__).parents[2] / "assets" / "stage"
# Each lesson's own view is a file of its own; they know the scripts before them and not each other. A long one goes
# on in files that begin with its name (volumes.js, volumes_lens.js), and so come behind it.
VIEWS = tuple(f"views/{path.name}" for path in sorted(FOLDER.glob("views/*.js")))
SCRIPTS = (
    "number.js",
    "packet.js",
    "tint.js",
    "svg.js",
    "grid.js",
    "layout.js",
    "highlight.js",
    "view.js",
    "grids_still.js",
    "grids_sums.js",
    "grids_pointer.js",
    "grids.js",
    *VIEWS,
    "editor.js",
    "player.js",
    "table.js",
    "handles.js",
    "sliders.js",
    "copy.js",
    "stage_words.js",
    "stage_hand.js",
    "stage.js",
)
STYLES = ("frame.css", "stage.css", *(f"views/{path.name}" for path in sorted(FOLDER.glob("views/*.css"))))


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


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
