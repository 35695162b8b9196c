"""Where the build finds and puts things."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "site"
WORK = ROOT / "build/site"  # kept between builds
SITE = ROOT / "dist/site"
PYODIDE = WORK / "pyodide"
