"""What the build says, and how it ends when something is wrong."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(Exception):
    """The build cannot go on: a sentence that says why, and what would help."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and afterwards how long it took."""
    print(f"{what} ...", end=" ", flush=True)
    begin = time.monotonic()
    yield
    print(f"{time.monotonic() - begin:.1f} s", flush=True)


def run(*command: object, otherwise: str, **options: object) -> None:
    """Run a command; where it fails, Stopped with `otherwise` and its last words."""
    try:
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    except FileNotFoundError:
        raise Stopped(f"{otherwise}\nThere is no command '{command[0]}' here.") from None
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        raise Stopped(f"{otherwise}\n{last}")
