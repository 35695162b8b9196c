"""Where the course's files lie, and the limits that a visitor can run into, read from the one file that names them."""

from __future__ import annotations

import tomllib
from pathlib import Path

PAGES = Path(__file__).parents[1]
ASSETS = PAGES.parent / "assets"
LIMITS = tomllib.loads((ASSETS / "limits.toml").read_text(encoding="utf-8"))
