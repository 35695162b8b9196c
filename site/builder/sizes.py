"""How large the site is, and what a first visit to a page fetches of it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

SQUEEZED = {".html", ".js", ".mjs", ".css", ".json", ".wasm", ".bin", ".ttf", ".svg", ""}  # others are packed already


def sent(path: Path) -> int:
    """Bytes of a file as a host that compresses by gzip sends it."""
    content = path.read_bytes()
    return len(gzip.compress(content, 9)) if path.suffix in SQUEEZED else len(content)


def whole(site: Path) -> int:
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


def python(site: Path) -> int:
    """What a first visit fetches for Python, by gzip."""
    first = re.compile(r"^(pyodide\.\w+/|course/(packages|course)\.\w+\.zip|course/worker\.)")
    files = (path for path in site.rglob("*") if first.search(path.relative_to(site).as_posix()))
    return sum(map(sent, files))
