"""The browser tests pointed at the static site: `UNFOLDED_TESTS=site make test ARGS=tests/browser`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from builder import serve
from builder.places import SITE

ASKED_FOR = os.environ.get("UNFOLDED_TESTS") == "site"
UP = ":root[data-python=up]"  # a page that Python has drawn itself
# Part of a test's name -> why the site is not asked for it.
NOT_THERE = {
    "test_connection": "no connection to a server can be lost",
    "test_door": "there are no headers, seats or closed paths",
    "test_hosting": "there are no processes",
    "test_three_engines": "it starts the served app in three browsers",
}


@dataclass(frozen=True)
class Site:
    """What stands in for a running server."""

    url: str

    def log(self) -> str:
        return ""  # nobody writes one


@contextmanager
def serving(below: str = "") -> Iterator[Site]:
    with serve.serving(below=below) as address:
        yield Site(address)


def is_built() -> bool:
    return (SITE / "index.html").exists()


def why_not(test: str) -> str:
    """Why a test cannot be of the site; empty where it can."""
    return next((reason for part, reason in NOT_THERE.items() if part in test), "")
