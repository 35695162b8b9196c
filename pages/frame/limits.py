"""The limits that a visitor can run into, read from the one file that names them."""

from __future__ import annotations

import tomllib
from pathlib import Path

LIMITS = tomllib.loads((Path(__file__).parents[2] / "assets" / "limits.toml").read_text(encoding="utf-8"))
