"""Modules that no first picture needs lie in archives of their own, fetched when the first of them is imported.

plotly is imported at the top of lessons for charts that are drawn further down, if at all: a stub stands for it until
something is asked of it. Streamlit gives plotly its theme when it is imported itself, if it is there; here it does
when the stub is loaded.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

THEME = "streamlit.elements.lib.streamlit_plotly_theme"
LAZY = ("plotly", "plotly.graph_objects", "plotly.subplots")


class Later:
    """A finder behind all others: the archive of the package has what they did not find."""

    def __init__(self, archives: dict[str, set[str]], fetch: Callable[[str], None]):
        self.archives = archives  # by the top package: the modules in its archive
        self.fetch = fetch  # unpacks the archive of a package

    def find_spec(self, name: str, path=None, target=None) -> ModuleSpec | None:
        package = name.partition(".")[0]
        if name not in self.archives.get(package, ()):
            return None
        try:
            self.fetch(package)
        except Exception as error:  # a browser without a network: the module is missing, and may come another time
            raise ModuleNotFoundError(f"{name} could not be fetched: {error}", name=name) from error
        del self.archives[package]
        importlib.invalidate_caches()
        return PathFinder.find_spec(name, path, target)


class Stub(ModuleType):
    """Stands for a module until something is asked of it; then all stubs are what they stand for."""

    __path__ = ()  # so that the modules in it are looked for

    def __getattr__(self, name: str) -> Any:
        if f"{self.__name__}.{name}" in LAZY and self.__name__ not in stubs.real:
            raise AttributeError(name)  # an import asks whether it is there, and then imports it
        if name.startswith("__") and self.__name__ not in stubs.real:
            raise AttributeError(name)  # whoever looks through all modules (`inspect`) asks nothing of plotly
        return getattr(stubs.load(self.__name__), name)


class Stubs:
    """A finder before all others, and its own loader: of each lazy name a stub, until they are loaded."""

    def __init__(self) -> None:
        self.real: dict[str, ModuleType] = {}

    def find_spec(self, name: str, path=None, target=None) -> ModuleSpec | None:
        if name.startswith("plotly.") and name not in LAZY:
            raise ModuleNotFoundError(f"{name} comes later", name=name)  # by which Streamlit leaves the theme alone
        return ModuleSpec(name, self) if name in LAZY else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Stub(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass

    def load(self, name: str) -> ModuleType:
        if not self.real:
            sys.meta_path.remove(self)
            for each in LAZY:
                sys.modules.pop(each, None)
            self.real = {each: importlib.import_module(each) for each in LAZY}
            if THEME in sys.modules:
                sys.modules[THEME].configure_streamlit_plotly_theme()
        return self.real[name]


archives = Later({}, lambda package: None)
stubs = Stubs()


def expect(modules: dict[str, list[str]], fetch: Callable[[str], None]) -> None:
    """Before anything else is imported: what of each package comes later, and what fetches it."""
    archives.archives = {package: set(names) for package, names in modules.items()}
    archives.fetch = fetch


def install() -> None:
    sys.meta_path.insert(0, stubs)
    sys.meta_path.append(archives)
