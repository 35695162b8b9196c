"""The browser tests pointed at the static site: `UNFOLDED_TESTS=site make test ARGS=tests/browser`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from builder import serve

ASKED_FOR = os.environ.get("UNFOLDED_TESTS") == "site"
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
def serving() -> Iterator[Site]:
    with serve.serving() as address:
        yield Site(address)


def why_not(test: str) -> str:
    """Why a test cannot be of the site; empty where it can."""
    return next((reason for part, reason in NOT_THERE.items() if part in test), "")
