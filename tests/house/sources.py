"""The source of the house, read as text and as syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = [ROOT / "app.py", *sorted((ROOT / "cnnlib").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]
# the files of the lessons' folders
IN_LESSONS = [
    path for part in ("network", "layers", "training") for path in sorted((ROOT / "pages" / part).glob("*/*.py"))
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every string that is not a docstring."""
    parsed = tree(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(parsed)
        if isinstance(node, documented) and ast.get_docstring(node) is not None
    }
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def imported(path: Path) -> set[str]:
    """Dotted names of all that a file imports, also inside its functions."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
