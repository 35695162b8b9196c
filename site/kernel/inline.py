"""What else Streamlit and Starlette hand to threads, or look for on a disk: done at once, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from kernel.replaced import replaces


@replaces(
    "anyio._backends._asyncio", "AsyncIOBackend.run_sync_in_worker_thread", "files and forms are read in threads by it"
)
@classmethod
async def run_here(
    _cls, call: Callable, args: tuple, abandon_on_cancel: bool = False, limiter: object | None = None
) -> Any:
    return call(*args)


@replaces("concurrent.futures.thread", "ThreadPoolExecutor.submit", "pictures are decoded in a thread by it")
def submit_here(_executor, call: Callable, /, *args: Any, **options: Any) -> Future:
    done = Future()
    try:
        done.set_result(call(*args, **options))
    except BaseException as error:  # whoever asks for the result is told
        done.set_exception(error)
    return done


@replaces(
    "streamlit.components.v2.manifest_scanner",
    "scan_component_manifests",
    "it looks through all installed packages for components, and there are none but the course's",
)
def no_manifests(*_args: object, **_options: object) -> list:
    return []


@replaces("streamlit.env_util", "is_repl", "it looks for a prompt through the sources of all modules")
def no_prompt() -> bool:
    return False
