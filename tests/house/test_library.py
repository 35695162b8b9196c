"""The library speaks to no reader and knows no path of the course; a command is nothing but a command."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import HOUSE, ROOT, name, strings, tree

# run from a terminal by `python -m`: these speak, and know where the course keeps what they write
COMMANDS = ("cnnlib/train_cifar10.py",)
LIBRARY = [path for path in HOUSE if name(path).startswith("cnnlib") and name(path) not in COMMANDS]


@pytest.mark.parametrize("path", LIBRARY, ids=name)
def test_cnnlib_knows_no_assets_and_speaks_to_no_reader(path):
    for line, text in strings(path):
        assert not re.fullmatch(r"[\w./-]*assets[\w./-]*", text), f"line {line}: a caller passes the path"
    assert not {"print", "input"} & called(path), "the library returns, it does not print"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_and_nothing_is_built_on_it(command):
    assert "\ndef main(" in (source := (ROOT / command).read_text(encoding="utf-8"))
    assert source.rstrip().endswith('if __name__ == "__main__":\n    sys.exit(main())')


def called(path: Path) -> set[str]:
    calls = (node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return {func.id for func in calls if isinstance(func, ast.Name)}
