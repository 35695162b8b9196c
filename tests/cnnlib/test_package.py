"""The package as a whole: its names, what importing it costs, how its rooms stand on one another."""

import ast
import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import cnnlib

ROOT = Path(__file__).parents[2]
NOTEBOOK = """
    InvalidSetting output_size receptive_field conv2d conv2d_backward pool2d pool2d_backward Network parse
    alexnet vgg16 lenet5 cifar10_net summarize fc_to_conv conv_matrix dense_scores shift_and_stitch
    Schedule train MISTAKES occlusion grad_cam
""".split()
BELOW = {  # room -> the rooms that it may stand on, besides its own
    "errors": set(),
    "formulas": {"errors"},
    "data": {"errors"},
    "ops": {"errors", "formulas"},
    "network": {"errors", "formulas", "data", "ops"},
    "training": {"errors", "formulas", "data", "ops", "network"},
    "explain": {"errors", "formulas", "data", "ops", "network"},
    "train_cifar10": {"errors", "formulas", "data", "ops", "network", "training"},
}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


LIBRARY = {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "cnnlib").rglob("*.py")}
OTHERS = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for place in ("app.py", "pages", "tests")
    for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
}


def taken_from(tree: ast.Module) -> set[tuple[str, str]]:
    """(module of cnnlib, name) of all that a file imports from there, also inside its functions; ("...", "") where a
    whole module is meant."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "cnnlib":
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add((whole, "") if whole in LIBRARY else (node.module, alias.name))
        elif isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names if alias.name.split(".")[0] == "cnnlib"}
    return found


def defined(tree: ast.Module) -> set[str]:
    """The names that a file makes itself."""
    found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


# ---- the names


def test_the_names_of_a_notebook_are_these_and_the_docstring_tells_each():
    assert sorted(cnnlib.__all__) == sorted(NOTEBOOK)
    words = set(cnnlib.__doc__.replace(",", " ").replace(":", " ").replace("`", " ").split())
    assert set(NOTEBOOK) <= words
    for name in NOTEBOOK:
        assert name == "MISTAKES" or getattr(cnnlib, name).__doc__, name


def test_importing_it_brings_numpy_and_no_pillow():
    code = "import cnnlib, sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    loaded = set(done.stdout.split())
    assert {"cnnlib", "numpy"} <= loaded and not loaded & {"PIL", "streamlit", "plotly", "torch"}, done.stderr


@pytest.mark.parametrize("module", sorted(LIBRARY))
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


# ---- the rooms


@pytest.mark.parametrize("module", sorted(set(LIBRARY) - {"cnnlib"}))
def test_a_room_stands_on_those_below_it(module):
    own = module.split(".")[1]
    rooms = {taken.split(".")[1] for taken, _ in taken_from(LIBRARY[module])}
    assert rooms <= BELOW[own] | {own}


def test_no_file_imports_itself_by_way_of_others():
    towards = {module: {taken for taken, _ in taken_from(tree)} for module, tree in LIBRARY.items()}

    def reached(module: str) -> set[str]:
        found, waiting = set(), list(towards[module])
        while waiting:
            other = waiting.pop()
            if other not in found:
                found.add(other)
                waiting += towards[other]
        return found

    assert not [module for module in LIBRARY if module in reached(module)]


@pytest.mark.parametrize("module", sorted(LIBRARY))
def test_imports_stand_at_the_top(module):
    inside = [node for node in LIBRARY[module].body if not isinstance(node, ast.Import | ast.ImportFrom)]
    found = [n.lineno for node in inside for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not found, f"lines {found}"


def test_every_name_is_imported_from_its_home():
    for where, tree in (LIBRARY | OTHERS).items():
        for module, name in taken_from(tree):
            if name and module != "cnnlib":
                assert name in defined(LIBRARY[module]), (
                    f"{where} takes {name} from {module}, which has it from elsewhere"
                )


def test_every_file_is_there_for_more_than_its_tests():
    used = {module for tree in LIBRARY.values() for module, _ in taken_from(tree)}
    used |= {module for path, tree in OTHERS.items() if "tests" not in path.parts for module, _ in taken_from(tree)}
    files = {module for module, tree in LIBRARY.items() if defined(tree)}
    assert files - used == {"cnnlib", "cnnlib.train_cifar10"}, "the package's own names, and the command"
