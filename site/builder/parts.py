"""What the site is made of besides the course: Pyodide by npm, pure packages by pip, two wheels of our own."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from builder.places import PYODIDE, SOURCES, WORK
from builder.said import Stopped, run

PINS = SOURCES / "requirements.txt"
WHEELS = SOURCES / "wheels"
COMPILED = ("numpy", "pillow")  # in wheels/
PYODIDE_PIN = "314.0.4"
PYTHON, PLATFORM = "3.14", "pyemscripten_2026_0_wasm32"


def fetch() -> None:
    """Everything into the build's folder, if it is not there yet; Stopped where something cannot be had or is wrong."""
    pins = WORK / "pins"
    wanted = f"{PYODIDE_PIN}\n{PINS.read_text(encoding='utf-8')}"
    if pins.exists() and pins.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    _fetch_pyodide()
    check_wheels()
    _fetch_packages()
    pins.write_text(wanted, encoding="utf-8")


def _fetch_pyodide() -> None:
    missing = "Pyodide could not be fetched. This needs Node 20 or newer with npm, and npm's registry."
    run("npm", "pack", "--silent", f"pyodide@{PYODIDE_PIN}", cwd=WORK, otherwise=missing)
    packed = WORK / f"pyodide-{PYODIDE_PIN}.tgz"
    with tarfile.open(packed) as archive:
        archive.extractall(WORK, filter="data")
    (WORK / "package").rename(PYODIDE)
    packed.unlink()


def check_wheels() -> None:
    """Stopped where a wheel in wheels/ is not the one that Pyodide's own list names."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    for name in COMPILED:
        wheel, told = WHEELS / lock[name]["file_name"], lock[name]["sha256"]
        if not wheel.exists():
            raise Stopped(f"Pyodide {PYODIDE_PIN} goes with {wheel.name}, which is not in {WHEELS}.")
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != told:
            raise Stopped(f"{wheel.name} is not the wheel that Pyodide {PYODIDE_PIN} names: its SHA-256 differs.")


def _fetch_packages() -> None:
    packages = WORK / "packages"
    missing = f"The packages of {PINS.name} could not be fetched by pip."
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--no-deps",
        "--no-compile",
    )
    there = ("--only-binary=:all:", "--platform", PLATFORM, "--platform", "any", "--python-version", PYTHON)
    run(*pip, *there, "--implementation", "cp", "--target", packages, "-r", PINS, otherwise=missing)
    for wheel in sorted(WHEELS.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(packages)


# What no page can ask for: tests, stubs, sources in C, the pages that Streamlit serves (they are plain files of the
# site), tools of the command line, records of the installation.
UNUSED = re.compile(
    r"(^|/)(tests?|testing/v1|hello|__pycache__|package_data|_pyinstaller|f2py|distutils)/"
    r"|^(bin|share|multipart|etc)/|\.(pyi|pxd|h|c|lib|a|map)$"
    r"|^streamlit/(static|\.agents|vendor/pympler|web/cli)(/|\.py)|^numpy/(typing|_core/include|doc)/|_tests?\.[^/]*\.so$"
    r"|^plotly/(matplotlylib|labextension)|^PIL/_imagingft|^numpy/random/(lib|_examples)|^jupyterlab"
    r"|\.dist-info/(RECORD|licenses|WHEEL|top_level|entry_points|INSTALLER|REQUESTED)"
)


def used(folder: Path) -> list[str]:
    """The files of the packages that a page may need, by their names below the folder."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in files if not UNUSED.search(name))
