"""Python as it will run in the browser, at work for the build: Pyodide in Node."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder import parts
from builder.places import PYODIDE, ROOT, SOURCES, WORK
from builder.said import run
from pages.frame.stage import scripts

READ_TOML = "parsed.marshal"
IN_THE_PAGE = shutil.ignore_patterns("__pycache__", "*.js", "*.css")  # the scripts are a file of the site
COURSE = ("app.py", "pages", "cnnlib", "assets", ".streamlit")


def compile_packages() -> Path:
    """The folder of all that a page may import of packages, as byte code; kept until the pins change."""
    source, compiled = WORK / "source", WORK / "compiled"
    if compiled.exists():
        return compiled
    for name in parts.used(WORK / "packages"):
        to = source / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(WORK / "packages" / name, to)
    unfinished = WORK / "unfinished"
    _compile(source, unfinished)
    shutil.rmtree(source)
    unfinished.rename(compiled)
    return compiled


def compile_course() -> Path:
    """The folder of the course and of its kernel, as byte code."""
    source, compiled = _empty(WORK / "course-source"), WORK / "course"
    for name in COURSE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=IN_THE_PAGE)
        else:
            shutil.copy2(ROOT / name, source / name)
    shutil.copytree(SOURCES / "kernel", source / "kernel", ignore=IN_THE_PAGE)
    built = (
        f'"""What the build knows: the address of the stage\'s scripts."""\n\nSTAGE_SCRIPTS = {scripts.address()!r}\n'
    )
    (source / "kernel/built.py").write_text(built, encoding="utf-8")
    _compile(source, compiled)
    return compiled


def record(packages: Path, course: Path) -> Path:
    """The folder of the recorded first runs, and of what they imported."""
    recorded = _empty(WORK / "recorded")
    folders = {"packages": packages, "course": course, "recorded": recorded}
    _run("record_there.py", folders, otherwise="The course does not run as a site.")
    shutil.copyfile(recorded / READ_TOML, course / "kernel" / READ_TOML)
    return recorded


def _compile(source: Path, compiled: Path) -> None:
    compiled.mkdir(exist_ok=True)
    folders = {"source": source, "compiled": compiled}
    _run("compile_there.py", folders, otherwise="Python of the browser could not compile a module.")


def _run(script: str, folders: dict[str, Path], otherwise: str) -> None:
    here = SOURCES / "builder"
    mounted = (f"{name}={folder}" for name, folder in folders.items())
    run("node", here / "python.mjs", PYODIDE, here / script, *mounted, otherwise=otherwise)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
