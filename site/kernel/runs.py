"""A run of the page without a thread: a call from the event loop, which everything else waits for.

`time.sleep` is where a run lets go. What is drawn so far goes out; where the browser can switch stacks (JSPI) the loop
goes on meanwhile, so that a newer wish ends the run, and elsewhere the run goes on at once: the browser draws on a
thread of its own.
"""

from __future__ import annotations

import asyncio
import contextvars
import sys
import threading
from collections.abc import Callable

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import SCRIPT_RUN_CONTEXT_ATTR_NAME

from kernel.replaced import replaces

LEAST = 0.01  # seconds that the loop goes on at a sleep: in less, what was pressed does not get through to the app
# Waits so many seconds while the loop goes on; set where stacks can be switched.
suspend: Callable[[float], None] | None = None


class NoLoop:
    """The event loop of a script, which no page of the course asks for."""

    def is_closed(self) -> bool:
        return False

    def is_running(self) -> bool:
        return False


@replaces(
    "streamlit.runtime.scriptrunner.script_runner", "ScriptRunner.start", "it starts the thread of a run of the page"
)
def start(runner) -> None:
    runner._script_thread = threading.current_thread()
    asyncio.get_running_loop().call_soon(_run, runner, context=contextvars.Context())


def _run(runner) -> None:
    try:
        runner._run_script_thread()
    finally:  # the context of a run is kept by its thread, and this thread goes on
        threading.current_thread().__dict__.pop(SCRIPT_RUN_CONTEXT_ATTR_NAME, None)


@replaces("streamlit.runtime.app_session", "AppSession._call_soon_on_event_loop", "a run has its events handled by it")
def handle_now(_session, callback: Callable[[], None]) -> None:
    callback()


@replaces("streamlit.runtime.scriptrunner.script_runner", "ScriptRunner._install_event_loop", "a run has no loop here")
def install_no_loop(_runner) -> None:
    pass


@replaces("streamlit.runtime.app_session", "_close_script_event_loop", "it closes the loop that a script does not have")
def close_no_loop(_loop) -> None:
    pass


@replaces("asyncio", "new_event_loop", "a second loop would take the place of the worker's")
def no_loop() -> NoLoop:
    return NoLoop()


@replaces("asyncio", "set_event_loop", "a run that ends takes its thread's loop away, which is the worker's")
def keep_loop(_loop) -> None:
    pass


@replaces("time", "sleep", "it would stop the worker, and the browser would see nothing of what is drawn")
def sleep(seconds: float) -> None:
    flush()
    if suspend is not None:
        _let_the_loop_go_on(seconds)


def _let_the_loop_go_on(seconds: float) -> None:
    """What is the run's own (its context, `__main__`, the path) is not there meanwhile for what else the loop calls."""
    here = threading.current_thread().__dict__
    context, main, path = here.pop(SCRIPT_RUN_CONTEXT_ATTR_NAME, None), sys.modules["__main__"], [*sys.path]
    try:
        suspend(max(seconds, LEAST))
    finally:
        if context is not None:
            here[SCRIPT_RUN_CONTEXT_ATTR_NAME] = context
        sys.modules["__main__"], sys.path[:] = main, path


def flush() -> None:
    """Send what is drawn so far: Streamlit does it from the loop, which waits for this run."""
    if not Runtime.exists():
        return
    runtime = Runtime.instance()
    for visitor in runtime._session_mgr.list_active_sessions():
        for message in visitor.session.flush_browser_queue():
            runtime._send_message(visitor, message)
