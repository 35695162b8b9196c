"""The folder of the site, put together: pages, scripts, Pyodide, archives, recordings, each under its hash."""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from pathlib import Path

from builder import archives, pages
from builder.places import PYODIDE, ROOT, SITE, SOURCES
from pages.frame.stage import modules, scripts
from pages.menu import titles
from pages.server import streamlit_internals

# What the page's script needs of Pyodide; of its list of packages none, as they are in archives of ours.
OF_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
COUNTED = (".zip", ".json")  # what the worker counts as it comes
# What Streamlit's own script asks its server before it opens the websocket.
HOST_CONFIG = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": False,
    "resourceCrossOriginMode": None,
}


class Folder:
    """The site while it is put together."""

    def __init__(self, path: Path):
        self.path = path
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)

    def put(self, name: str, content: str | bytes) -> str:
        """A file; its name, as it was given."""
        to = self.path / name
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def put_hashed(self, name: str, content: str | bytes) -> str:
        """A file that may be kept for ever: its name has the hash of what is in it."""
        content = content.encode() if isinstance(content, str) else content
        stem, dot, kind = name.rpartition(".")
        return self.put(f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{kind}", content)

    def size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def files(self) -> list[str]:
        return archives.everything(self.path)


def assemble(packages: Path, course: Path, recorded: Path) -> None:
    """Write the site."""
    site = Folder(SITE)
    facts = _python(site, packages, course, recorded)
    static = Path(streamlit_internals.STATIC)
    shutil.copytree(static / "static", site.path / "static", ignore=shutil.ignore_patterns("*.map"))
    site.put("favicon.png", (static / "favicon.png").read_bytes())
    site.put(scripts.address(), scripts.script())
    site.put(scripts.terms_address(), scripts.terms())
    site.put("_stcore/health", "ok")
    site.put("_stcore/host-config", json.dumps(HOST_CONFIG))
    folder = SOURCES / "browser/page"
    script = site.put_hashed("course/page.js", modules.join(folder, folder / "main.js"))
    preloaded = [scripts.address(), *streamlit_internals.lesson_scripts(streamlit_internals.index_page())]
    addresses = ["", *titles(served=False)]
    own = [f"{each}/" if each else "" for each in addresses]
    facts["kept"] = [*own, *facts.pop("files"), "_stcore/health", "_stcore/host-config"]
    for address in addresses:
        name = address or "home"
        recordings = {
            lang: site.put_hashed(f"course/{name}.{lang}.bin", (recorded / f"{name}.{lang}.bin").read_bytes())
            for lang in pages.LANGUAGES
        }
        text = pages.page(address, {**facts, "recordings": recordings}, script, preloaded)
        site.put(f"{address}/index.html" if address else "index.html", text)
    texts = tomllib.loads((ROOT / "assets/text/app.toml").read_text(encoding="utf-8"))
    site.put("404.html", pages.lost(titles(served=False), texts))
    site.put(".nojekyll", "")  # GitHub Pages otherwise leaves out folders that begin with _
    worker = (SOURCES / "browser/service_worker.js").read_text(encoding="utf-8")
    site.put("service_worker.js", worker.replace("FILES", json.dumps([*facts["kept"], *site.files()]), 1))


def _python(site: Folder, packages: Path, course: Path, recorded: Path) -> dict:
    """Python's files in the site; what the page's script is told of them."""
    first, rest = archives.split(packages, archives.imported(recorded))
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8")) | {"packages": {}}
    runtime = {name: (PYODIDE / name).read_bytes() for name in OF_PYODIDE} | {
        "pyodide-lock.json": json.dumps(lock).encode()
    }
    version = hashlib.sha256(b"".join(runtime.values())).hexdigest()[:12]
    later = {
        package: {"address": site.put_hashed(f"course/later.{package}.zip", each.content), "modules": each.modules}
        for package, each in rest.items()
    }
    files = [site.put(f"pyodide.{version}/{name}", content) for name, content in runtime.items()]
    told = {
        "pyodide": f"pyodide.{version}/",
        "packages": site.put_hashed("course/packages.zip", first),
        "course": site.put_hashed("course/course.zip", archives.pack(course, archives.everything(course))),
        "worker": site.put_hashed("course/worker.js", (SOURCES / "browser/worker.js").read_text(encoding="utf-8")),
        "archives": site.put_hashed("course/later.json", json.dumps(later)),
        "words": pages.words_of_script(),
    }
    files += [told[name] for name in ("packages", "course", "worker", "archives")]
    counted = [name for name in files if name.endswith(COUNTED)]
    return told | {"bytes": sum(map(site.size, counted)), "files": files}
