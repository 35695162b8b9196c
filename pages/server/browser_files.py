"""What a browser gets over HTTP before a page can speak: Streamlit's own page, made ready for ours, and our scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pages.frame.stage import scripts
from pages.server import full_house, streamlit_internals

# The policy forbids WebAssembly. Streamlit's protobuf tries it all the same and does without, but Firefox complains.
WITHOUT_WEBASSEMBLY = "<script>delete window.WebAssembly;</script>"
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


class PageAddress(StringConvertor):
    """The name of a page in a route: no dot, unlike a file's."""

    regex = "[a-z0-9-]*"


register_url_convertor("page", PageAddress())


def routes() -> list[Route]:
    """The stage's scripts, and the page at every address; where Streamlit's is not found, it serves its own."""
    ours = [
        Route(f"/{scripts.address()}", send_script),
        Route(f"/{scripts.terms_address()}", send_terms),
        Route("/favicon.ico", send_no_icon),
    ]
    return [*ours, Route("/{name:page}", send_page)] if page() else ours


@cache
def page() -> str:
    """Streamlit's page, with the scripts of ours that run before its own; empty where there is none."""
    found = streamlit_internals.with_server_address(streamlit_internals.index_page())
    for beside, ours in (("<head>", f"<head>{WITHOUT_WEBASSEMBLY}"), ("</head>", f"{full_house.script()}</head>")):
        found = found.replace(beside, ours, 1)
    return found


@cache
def preloads() -> str:
    """A Link header: the scripts that every lesson needs, ours and of Streamlit's, asked for with the page itself.

    Streamlit's own page asks for them one after the other, each when the first element that needs it has arrived.
    """
    addresses = (scripts.address(), *streamlit_internals.lesson_scripts(page()))
    return ", ".join(f"<./{address}>; rel=modulepreload" for address in addresses)


def inline_scripts() -> str:
    """CSP sources of the scripts written inside the page, by their hashes: no others may run.

    Of a page that Streamlit serves by itself they are not known, and it is blank without them.
    """
    if not page():
        return "'unsafe-inline'"
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(page()))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def send_page(_request: Request) -> Response:
    return HTMLResponse(page(), headers={"Cache-Control": "no-cache", "Link": preloads()})


def send_no_icon(_request: Request) -> Response:
    """A page names its icon; beside what is no page (a health check) browsers ask for one here, and log a 404."""
    return Response(status_code=204, headers={"Cache-Control": "max-age=86400"})


def send_script(request: Request) -> Response:
    """The stage's scripts."""
    return _send_for_ever(request, scripts.script(), "text/javascript")


def send_terms(request: Request) -> Response:
    """The glossary's sentences."""
    return _send_for_ever(request, scripts.terms(), "application/json")


def _send_for_ever(request: Request, text: str, kind: str) -> Response:
    """A browser never asks for the same again."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(scripts.packed(text), media_type=kind, headers={**headers, "Content-Encoding": "gzip"})
    return Response(text, media_type=kind, headers=headers)
