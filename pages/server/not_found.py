"""The page at an address that is none: in the reader's language, with the lesson that may be meant, and the others."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from html import escape
from urllib.parse import parse_qs, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pages.server.apology import TEXT

Named = Mapping[str, str]  # the words of each language
LONGEST = 100  # characters of an address that are looked at and shown
NEAR = 0.7  # how alike an address and a lesson's are to be, of 1

_course: Mapping[str, Named] = {}  # the titles of all pages but home, by address

PAGE = """<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark; }}
  body {{ max-width: 40rem; margin: 10vh auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; }}
  h1 {{ font-size: 1.75rem; }}
  .near {{ font-size: 1.25rem; }}
  ul {{ margin-top: 0.25rem; padding-left: 1.25rem; }}
  code {{ overflow-wrap: anywhere; }}
</style>
<h1>{title}</h1>
<p>{why}</p>
{near}
<ul>{pages}</ul>
<p><a href="{home}">{home_title}</a></p>
</html>
"""


def announce(course: Mapping[str, Named]) -> None:
    """Say which pages there are. The server knows none of itself: until the first run of one it is not told."""
    global _course
    _course = course


def is_page(path: str) -> bool:
    """Whether a page is at this path; as long as none is known, at any that could be."""
    name = path.removeprefix("/")
    return name in _course or not name or not _course and "/" not in name


def near(path: str) -> str | None:
    """The address of the lesson that may be meant: written with capitals or underscores, misspelled, by its title, or
    with more behind it."""
    named = {name.casefold(): address for address, titles in _course.items() for name in (address, *titles.values())}
    for part in path[:LONGEST].split("/"):
        found = get_close_matches(part.casefold().replace("_", "-").strip(), named, 1, NEAR)
        if found:
            return named[found[0]]
    return None


def page(request: Request) -> HTMLResponse:
    """The answer, with status 404. Its links lead up from however deep an address."""
    path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
    lang = language(request)
    words = {name: entry[lang] for name, entry in TEXT.items()}
    up = "../" * (request.scope.get("raw_path", path.encode()).count(b"/") - 1) or "./"
    kept = f"?lang={lang}" if parse_qs(query).get("lang") == [lang] else ""

    def link(address: str, behind: str) -> str:
        return f'<a href="{escape(up + address + behind)}">{escape(_course[address][lang])}</a>'

    meant = near(path)
    suggested = f'<p class="near">{words["lost_near"]}{link(meant, f"?{query}" if query else "")}</p>' if meant else ""
    pages = "".join(f"<li>{link(address, kept)}</li>" for address in _course)
    shown = unquote(path) if len(path) <= LONGEST else f"{unquote(path[:LONGEST])}…"
    why = f"{words['lost']} <code>{escape(shown)}</code>"
    text = PAGE.format(
        lang={"zh": "zh-Hans", "en": "en"}[lang],
        title=words["lost_title"],
        why=why,
        near=suggested,
        pages=pages,
        home=escape(up + kept),
        home_title=words["lost_home"],
    )
    return HTMLResponse(text, 404, {"Cache-Control": "no-store"})


def language(request: Request) -> str:
    """The language of the link, else the first of the browser's that is one of ours, else English."""
    asked = request.query_params.get("lang", "")
    browsers = request.headers.get("accept-language", "").lower().split(",")
    wanted = [asked, *(tag.strip()[:2] for tag in browsers)]
    return next((lang for lang in wanted if lang in ("zh", "en")), "en")
