"""What a browser gets over HTTP before a page can speak: Streamlit's own page, made ready for ours, and our scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pages.frame.stage import scripts

STATIC = Path(st.__file__).parent / "static"
# Elements of Streamlit's, by the names of their scripts, that every lesson draws on arrival.
EVERY_LESSON = ("BidiComponent", "rehype-raw", "Slider", "PageLink", "Button", "Checkbox")
# Streamlit's page looks for its server below its own address first, and when it is not there waits a tenth of a second.
# Ours is always beside it.
BASE = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href };</script>"


@cache
def page() -> str:
    """Streamlit's page; its first script says where its server is."""
    return (STATIC / "index.html").read_text(encoding="utf-8").replace("<head>", f"<head>{BASE}", 1)


@cache
def preloads() -> str:
    """A Link header: the scripts that every lesson needs, ours and of Streamlit's, asked for with the page itself.

    Streamlit's own page asks for them one after the other, each when the first element that needs it has arrived.
    """
    files = STATIC / "static/js"
    waiting = [file.name for name in EVERY_LESSON for file in files.glob(f"{name}.*.js")]
    found: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name not in found and name not in page():  # what the page itself names comes anyhow
            found.append(name)
            waiting += re.findall(r'from"\./([\w.-]+\.js)"', (files / name).read_text(encoding="utf-8"))
    addresses = (scripts.address(), *(f"static/js/{name}" for name in found))
    return ", ".join(f"<./{address}>; rel=modulepreload" for address in addresses)


def inline_scripts() -> str:
    """CSP sources of the scripts written inside the page, by their hashes: no others may run."""
    inline = re.findall(r"<script>(.*?)</script>", page(), re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


class Address(Convertor[str]):
    """The name of a page: no dot, unlike a file's."""

    regex = "[a-z0-9-]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", Address())


def send_page(_request: Request) -> Response:
    return HTMLResponse(page(), headers={"Cache-Control": "no-cache", "Link": preloads()})


def send_script(request: Request) -> Response:
    """The stage's scripts; a browser never asks for the same ones again."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(scripts.packed(), media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})
    return Response(scripts.script(), media_type="text/javascript", headers=headers)


ROUTES = (Route(f"/{scripts.address()}", send_script), Route("/{name:page}", send_page))
