"""The names of Streamlit's, and of what it stands on, that are other ones here, each with the reason.

A worker has one thread and one event loop, and nobody comes to it from outside. What is replaced is looked up first: a
Streamlit without the name is an error of the build, with a sentence that says which name and what it was for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from typing import Any


class Gone(LookupError):
    """A name that is to be replaced is not there any more."""


@dataclass(frozen=True)
class Replacement:
    module: str
    name: str  # within the module, dotted
    why: str
    by: Any

    @property
    def owner(self) -> Any:
        """What holds the name; Gone where the name is not there."""
        try:
            module = import_module(self.module)
            attrgetter(self.name)(module)
        except (ImportError, AttributeError) as error:
            raise Gone(f"There is no {self.module}.{self.name} in this version: {self.why}.") from error
        holder = self.name.rpartition(".")[0]
        return attrgetter(holder)(module) if holder else module

    def install(self) -> None:
        setattr(self.owner, self.name.rpartition(".")[2], self.by)


REPLACED: list[Replacement] = []


def replaces(module: str, name: str, why: str) -> Callable:
    """Enter a function into the list: it takes the place of `module.name`."""

    def enter(by: Callable) -> Callable:
        REPLACED.append(Replacement(module, name, why, by))
        return by

    return enter


def gone() -> list[str]:
    """A sentence for each name that is not there."""
    found = []
    for each in REPLACED:
        try:
            _ = each.owner
        except Gone as problem:
            found.append(str(problem))
    return found


def install() -> None:
    """Replace them all, or none: Gone with all that is missing."""
    if missing := gone():
        raise Gone("\n".join(missing))
    for each in REPLACED:
        each.install()
