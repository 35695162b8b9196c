"""What has to be so before Streamlit is imported; imported for it."""

from __future__ import annotations

import gc
import os
import sys
import types

from kernel import later, parsed

COURSE = "/course"


def without_interpreters() -> None:
    """anyio asks for the interpreters within the interpreter of Python 3.14, which Pyodide is built without."""
    absent = types.ModuleType("anyio.to_interpreter")
    absent.run_sync = absent.current_default_interpreter_limiter = None
    sys.modules["anyio.to_interpreter"] = absent


gc.disable()  # what is imported stays: nothing is to be found by walking over it meanwhile (course.py has it on again)
os.chdir(COURSE)  # where Streamlit looks for its configuration
without_interpreters()
later.install()
parsed.install()
