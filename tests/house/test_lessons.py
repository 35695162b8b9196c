"""What a lesson's files may hold: no formula on its page, no prose, no HTML, no colour; its words beside it."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.sources import IN_LESSONS, name, strings, tree

# a lesson is what the menu can call; the other files of its folder are what it is made of
LESSONS = [path for path in IN_LESSONS if path.name == "__init__.py"]
SPEAKING = [path for path in IN_LESSONS if path.name != "figure.py"]  # plotly's templates are HTML


def is_formula(node: ast.AST) -> bool:
    """Arithmetic that belongs in cnnlib; a step of one (`last - 1`), joined strings or paths are none."""
    if not isinstance(node, ast.BinOp) or isinstance(node.op, (ast.BitOr, ast.BitAnd)):
        return False
    if isinstance(node.op, (ast.Add, ast.Sub, ast.Div)):
        return not any(map(is_harmless, (node.left, node.right)))
    return True


def is_harmless(side: ast.AST) -> bool:
    if isinstance(side, ast.Constant):
        return side.value == 1 or isinstance(side.value, str)  # x / 1 is no formula either
    return isinstance(side, (ast.Tuple, ast.List, ast.JoinedStr))


@pytest.mark.parametrize("path", LESSONS, ids=name)
class TestALesson:
    def test_holds_no_formula(self, path):
        found = [f"{node.lineno}: {ast.unparse(node)}" for node in ast.walk(tree(path)) if is_formula(node)]
        assert not found, "\n".join(found)

    def test_is_found_under_its_address(self, path):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", path.parent.name), "underscores in the folder, hyphens in the address"
        assert path.with_name("words.toml").is_file(), "a lesson has its words beside it"


@pytest.mark.parametrize("path", SPEAKING, ids=name)
class TestAFileOfALesson:
    def test_holds_no_prose(self, path):
        words = re.compile(r"[A-Za-z]\s+[A-Za-z]|[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
        found = [f"{line}: {text!r}" for line, text in strings(path) if words.search(text)]
        assert not found, "words belong in words.toml: " + "; ".join(found)

    def test_holds_no_html_and_no_colour(self, path):
        forbidden = re.compile(r"</?[a-zA-Z]+[\s>/]|&[a-z]+;|#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
        found = [f"{line}: {text!r}" for line, text in strings(path) if forbidden.search(text)]
        assert not found, "\n".join(found)
        source = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in source and "st.html" not in source and "components" not in source


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("a - b + 2 * c", True),
        ("n // b", True),
        ("x ** 2", True),
        ("a - b", True),
        ("a / b", True),
        ("last - 1", False),
        ("int | None", False),
        ("(*a, 1) + (b,)", False),
        ("'a' + b", False),
        ("folder / 'a'", False),
    ],
)
def test_the_rule_itself_tells_formulas_from_the_rest(line, formula):
    assert any(map(is_formula, ast.walk(ast.parse(line)))) is formula
