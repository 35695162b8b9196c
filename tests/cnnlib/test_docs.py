"""The library's page and its notebook say what the library does: every line of them is run."""

import doctest
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/cnnlib.md"
NOTEBOOK = ROOT / "docs/first_steps.ipynb"


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    monkeypatch.chdir(ROOT)


def test_every_line_of_the_page_is_true():
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 50 and not result.failed


def test_every_snippet_is_one_that_is_run():
    snippets = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(snippets) >= 8
    for snippet in snippets:
        assert snippet.startswith(">>> ") and snippet.endswith("\n\n")


def test_the_page_names_every_file():
    told = PAGE.read_text(encoding="utf-8").split("## Where things are")[1]
    names = set(re.findall(r"`([a-z0-9_]+)`", told)) - {"make", "data"}
    rooms = set(re.findall(r"`([a-z0-9_/]+)/`", told))
    files = [path for path in (ROOT / "cnnlib").rglob("*.py") if path.stem != "__init__"]
    assert names == {path.stem for path in files}
    assert rooms == {path.parent.relative_to(ROOT / "cnnlib").as_posix() for path in files} - {"."}


def test_the_notebook_runs_from_top_to_bottom(capsys):
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    space: dict = {"__name__": "__main__"}
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(cells) >= 6
    for cell in cells:
        exec(compile(cell, str(NOTEBOOK), "exec"), space)
    printed = capsys.readouterr().out
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            shown = "".join("".join(output.get("text", "")) for output in cell["outputs"])
            assert shown in printed, "the notebook shows what it printed when it was written"
