"""What a reach into Streamlit's private parts is: names that may go, and what the course does where they are gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit

log = logging.getLogger(__name__)


@dataclass
class Reach:
    """Names of Streamlit's that may go, and what the course calls while they are there."""

    look_up: Callable[[], Callable | None]
    names: str  # as Streamlit has them
    seen: str  # in this version
    without: str  # what the course does where they are gone, for the log
    otherwise: Callable
    found: Callable | None = None

    @cached_property
    def is_there(self) -> bool:
        """Whether its names are; where they are not, the log has a line."""
        try:
            self.found = self.look_up()
        except Exception as error:  # whatever it is: nothing here is worth a server that does not start
            line = "Streamlit %s is without %s (seen in %s): %s. %r"
            log.warning(line, streamlit.__version__, self.names, self.seen, self.without, error)
            return False
        return True

    def __call__(self, *args: Any) -> Any:
        return self.found(*args) if self.is_there else self.otherwise(*args)


REACHES: list[Reach] = []


def reach(names: str, *, seen: str, without: str, otherwise: Callable = lambda *_: None):
    """Enter a function that looks names up into the list of reaches; it becomes what is called."""

    def enter(look_up: Callable[[], Callable | None]) -> Reach:
        REACHES.append(Reach(look_up, names, seen, without, otherwise))
        return REACHES[-1]

    return enter
