"""Python's files for the browser: what the first pictures need in one archive, the rest in one for each package."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MODULE = (".pyc", ".so")
SAME_TIME = (2026, 1, 1, 0, 0, 0)  # of every file, so that the same files make the same archive
CHARTS = ("plotly", "_plotly_utils", "narwhals")  # later, though some first page draws a chart further down
# Data that Streamlit and plotly read beside their modules; of the other packages nothing reads any.
DATA = ("plotly/validators/_validators.json", ".dist-info/METADATA")


@dataclass(frozen=True)
class Archive:
    content: bytes
    modules: list[str]


def module_of(name: str) -> str:
    """The module that a file is, by its name below the packages."""
    path = PurePosixPath(name)
    parts = [*path.parent.parts, path.name.partition(".")[0]]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def split(packages: Path, used: set[str]) -> tuple[bytes, dict[str, Archive]]:
    """The archive of the modules that are used at first, with all data; for each package one of its others."""
    first, later = [], defaultdict(list)
    for path in sorted(packages.rglob("*")):
        name = path.relative_to(packages).as_posix()
        if path.is_dir() or not name.endswith((*MODULE, *DATA)) and name.startswith(("numpy", "plotly")):
            continue
        package = name.partition("/")[0].partition(".")[0]
        if package in CHARTS or name.endswith(MODULE) and module_of(name) not in used:
            later[package].append(name)
        else:
            first.append(name)
    rest = {
        package: Archive(pack(packages, names), [module_of(name) for name in names if name.endswith(MODULE)])
        for package, names in later.items()
    }
    return pack(packages, first), rest


def pack(folder: Path, names: list[str]) -> bytes:
    """These files as an archive, deflated: few hosts compress one that is not."""
    file = folder.with_suffix(".zip")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / name).read_bytes())
    content = file.read_bytes()
    file.unlink()
    return content


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def imported(recorded: Path) -> set[str]:
    """The modules that the recorded first runs imported."""
    return set(json.loads((recorded / "modules.json").read_text(encoding="utf-8")))
