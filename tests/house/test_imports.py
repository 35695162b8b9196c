"""Who imports whom: the contracts of pyproject.toml, what comes from outside, and that every file is used and has one
name. One graph of the imports, read from the source without running it."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from tests.house.sources import HOUSE, ROOT, imported, name, tree

GRAPH = grimp.build_graph("cnnlib", "pages", include_external_packages=True, cache_dir=None)
OURS = sorted(module for module in GRAPH.modules if module.split(".")[0] in ("cnnlib", "pages"))
OUTSIDE = {"streamlit", "starlette", "uvicorn", "google", "numpy", "plotly", "PIL", "pillow_heif", "segno"} | {
    "sqlalchemy"
}
FOR_THE_DOOR = ("streamlit", "starlette", "pages.frame.assets", "pages.server")
BY_THE_DOOR = imported(ROOT / "app.py")  # which is no package, and so not in the graph
# what nothing imports, because people start it: the script that Streamlit runs, and a command of the library
STARTED = {"pages.main", "cnnlib.train_cifar10", "pages.training.live_training.__main__"}


def test_the_contracts_of_pyproject_hold():
    """As `make lint` asks it, in a process of its own: the linter would keep hold of a captured stdout."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_else_comes_from_outside():
    assert {module for module in GRAPH.modules if GRAPH.is_module_squashed(module)} <= OUTSIDE | sys.stdlib_module_names


def test_the_door_knows_the_server_and_no_page():
    for module in BY_THE_DOOR:
        assert module.split(".")[0] in sys.stdlib_module_names or within(module, FOR_THE_DOOR), module


def test_no_import_goes_round_in_a_circle():
    TopologicalSorter({module: GRAPH.find_modules_directly_imported_by(module) for module in OURS}).prepare()


def test_every_file_is_used_by_another_and_not_by_tests_alone():
    for module in OURS:
        used = GRAPH.find_modules_that_directly_import(module) or any(within(found, (module,)) for found in BY_THE_DOOR)
        assert used or GRAPH.find_children(module) or module in STARTED, module


def test_a_name_is_imported_from_the_file_that_defines_it():
    passed_on = {module: _passed_on(module) for module in OURS}
    for path in [*HOUSE, *sorted((ROOT / "tests").rglob("*.py"))]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                found = passed_on.get(node.module, set()) & {alias.name for alias in node.names}
                assert not found, f"{name(path)}:{node.lineno}: {node.module} has {found} from elsewhere"


def _passed_on(module: str) -> set[str]:
    """The names that a file has only because it imports them. The library's front door does nothing else."""
    file = ROOT / module.replace(".", "/")
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    brought = [node for node in tree(file).body if isinstance(node, ast.Import | ast.ImportFrom) and module != "cnnlib"]
    names = {alias.asname or alias.name for node in brought for alias in node.names}
    return {found for found in names if f"{module}.{found}" not in OURS}


def within(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)
