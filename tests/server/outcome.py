"""What a coroutine comes to, in a test that may follow one with a browser in the same process."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def outcome(of: Coroutine) -> Any:
    """What it returns, run in a thread of its own: in this one a browser's test may have left its loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, of).result()
