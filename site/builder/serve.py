"""`make site-serve`: the site as any host of plain files serves it, below a path of its own if it is to be.

python -m builder.serve [PORT [/PATH]]
"""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from builder.places import SITE

PORT = 8502


class PlainFiles(SimpleHTTPRequestHandler):
    """Files, a slash behind the name of a folder, and 404.html where there is nothing, as GitHub Pages does it."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments, below: str = "", **options):
        self.below = below
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{self.below}/"):
            return str(Path(self.directory) / "nothing")
        return super().translate_path(path.removeprefix(self.below))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not lost.exists():
            return super().send_error(code, message, explain)
        content = lost.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_arguments) -> None:
        pass


@contextmanager
def serving(folder: Path = SITE, port: int = 0, below: str = ""):
    """A server for the length of a with-block; its address, without a slash behind it."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(PlainFiles, directory=str(folder), below=below))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()


def main(port: str = str(PORT), below: str = "") -> int:
    if not SITE.exists():
        print("There is no site yet: make site", file=sys.stderr)
        return 1
    with serving(SITE, int(port), below) as address:
        print(f"The site is at {address}/ (Ctrl-C ends it)", flush=True)
        with suppress(KeyboardInterrupt):
            Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
