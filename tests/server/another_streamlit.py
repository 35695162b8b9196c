"""The installed Streamlit with names changed and files gone, for a child process to import in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit

INSTALLED = Path(streamlit.__file__).parent


@cache
def sources() -> dict[str, str]:
    """Path in the package -> text, of all of Streamlit's Python."""
    return {path.relative_to(INSTALLED).as_posix(): path.read_text("utf-8") for path in INSTALLED.rglob("*.py")}


def renamed(names: Mapping[str, str]) -> dict[str, str]:
    """Those of the sources that differ when these names are others, wherever they stand."""
    changed = {}
    for name, other in names.items():
        ends = re.compile(rf"{re.escape(name)}\b")
        found = {path: changed.get(path, text) for path, text in sources().items() if name in text}
        changed |= {path: ends.sub(other, text) for path, text in found.items()}
        assert any(changed[path] != text for path, text in found.items()), f"the installed Streamlit has no {name}"
    return changed


def install(folder: Path, files: Mapping[str, str | None]) -> dict[str, str]:
    """Put a Streamlit with these files (None: without it) into a folder; the environment of who imports it."""
    home = folder / "site-packages"  # elsewhere it takes itself for a copy that is being worked on
    home.mkdir()
    _link(INSTALLED, home / "streamlit", files)
    # The compiled files beside the linked ones are the installed Streamlit's: not to be written.
    return {"PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def _link(source: Path, target: Path, files: Mapping[str, str | None]) -> None:
    """A folder of links to what is in the source, down to the files that differ."""
    target.mkdir()
    for entry in source.iterdir():
        below = {path.partition("/")[2]: text for path, text in files.items() if path.partition("/")[0] == entry.name}
        if not below:
            (target / entry.name).symlink_to(entry)
        elif entry.is_dir():
            _link(entry, target / entry.name, below)
        elif below[""] is not None:
            (target / entry.name).write_text(below[""], encoding="utf-8")
