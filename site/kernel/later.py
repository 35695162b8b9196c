"""Modules that no first picture needs lie in archives of their own, fetched when the first of them is imported."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder

# Imported at the top of a lesson for charts that are drawn further down, if at all.
LAZY = {"plotly.graph_objects", "plotly.subplots"}


class Later:
    """A finder behind all others: the archive of the package has what they did not find."""

    def __init__(self, archives: dict[str, set[str]], fetch: Callable[[str], None]):
        self.archives = archives  # by the top package: the modules in its archive
        self.fetch = fetch  # unpacks the archive of a package

    def find_spec(self, name: str, path=None, target=None) -> ModuleSpec | None:
        package = name.partition(".")[0]
        if name not in self.archives.get(package, ()):
            return None
        del self.archives[package]
        self.fetch(package)
        importlib.invalidate_caches()
        return PathFinder.find_spec(name, path, target)


class Lazily:
    """A finder before all others: what is executed when the first of its names is asked for."""

    def find_spec(self, name: str, path=None, target=None) -> ModuleSpec | None:
        if name not in LAZY:
            return None
        spec = next(filter(None, (finder.find_spec(name, path, target) for finder in sys.meta_path[1:])), None)
        if spec is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


archives = Later({}, lambda package: None)


def expect(modules: dict[str, list[str]], fetch: Callable[[str], None]) -> None:
    """Before anything else is imported: what of each package comes later, and what fetches it."""
    archives.archives = {package: set(names) for package, names in modules.items()}
    archives.fetch = fetch


def install() -> None:
    sys.meta_path.insert(0, Lazily())
    sys.meta_path.append(archives)
