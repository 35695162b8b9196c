"""Starts the course in a process of its own on a free port, and ends it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEADLINE = 60  # seconds; a start takes about three


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true: Callable[[], bool], what: str, deadline: float = DEADLINE) -> None:
    """Ask again and again, briefly; AssertionError naming `what` when it does not become true in time."""
    end = time.monotonic() + deadline
    while not true():
        assert time.monotonic() < end, f"not within {deadline} s: {what}"
        time.sleep(0.05)


class Server:
    """A running app: `url`, `log()`, and `stop()`, `start()` for tests that restart it on the same port."""

    def __init__(self, app: Path = ROOT / "app.py", port: int | None = None, **environment: str):
        self.app = app
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = environment
        self._log = Path(tempfile.mkstemp(prefix="unfolded-", suffix=".log")[1])
        self.process: subprocess.Popen | None = None

    def start(self) -> "Server":
        """Start it and wait until it answers; RuntimeError with its log when it does not."""
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(self.app),
            "--server.port",
            str(self.port),
            "--server.address",
            "127.0.0.1",
            "--server.headless",
            "true",
            "--server.fileWatcherType",
            "none",
        ]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.app.parent,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + DEADLINE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"the app did not start:\n{self.log()[-4000:]}")
            time.sleep(0.05)
        return self

    def answers(self) -> bool:
        """True once the health check says ok."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """End the process, by its id, and wait for it."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def log(self) -> str:
        """What the server has written so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running(app: Path = ROOT / "app.py", **environment: str):
    """A server for the length of a with-block."""
    server = Server(app, **environment)
    try:
        yield server.start()
    finally:
        server.stop()
