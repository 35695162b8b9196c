"""Run in Pyodide: the modules of /source, as the byte code of this very Python, into /compiled; the rest as it is.

What is there already, and not older than its source, stays; what has no source any more goes.
"""

import py_compile
import shutil
from pathlib import Path

SCRIPTS = {"pages/main.py"}  # Streamlit reads it itself

# Of packages docstrings stay at home, but where they are read.
READ = ("streamlit/config", "plotly/")

source, compiled = Path("/source"), Path("/compiled")
is_course = (source / "app.py").exists()
current = set()
for path in sorted(source.rglob("*")):
    name = path.relative_to(source).as_posix()
    is_module = path.suffix == ".py" and name not in SCRIPTS
    to = compiled / (name + "c" if is_module else name)
    current.add(to)
    if path.is_dir():
        to.mkdir(exist_ok=True)
    elif to.exists() and to.stat().st_mtime >= path.stat().st_mtime:
        continue
    elif is_module:
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        optimize = 0 if is_course or name.startswith(READ) else 2
        py_compile.compile(str(path), str(to), name, doraise=True, optimize=optimize, invalidation_mode=mode)
    else:
        shutil.copyfile(path, to)
for path in sorted(compiled.rglob("*"), reverse=True):
    if path not in current:
        path.rmdir() if path.is_dir() else path.unlink()
