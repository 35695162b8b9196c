"""An address that is none: which lesson it may mean, what its page says, and that each of its links leads somewhere."""

import re
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

import pytest
from starlette.requests import Request

from pages.menu import LESSONS, titles
from pages.server import not_found

ADDRESSES = {"self-test", "glossary", "class", *(lesson.address for lesson in LESSONS)}


@pytest.fixture(autouse=True)
def told(monkeypatch):
    monkeypatch.setattr(not_found, "_course", titles())


def answer(path: str, query: str = "", languages: str = ""):
    scope = {
        "type": "http",
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": query.encode(),
        "headers": [(b"accept-language", languages.encode())],
    }
    response = not_found.page(Request(scope))
    assert response.status_code == 404
    return response.body.decode()


def links(path: str, text: str) -> list[str]:
    """Where its links lead, as a browser works it out."""
    return [urljoin(f"http://course{quote(path)}", unescape(href)) for href in re.findall(r'<a href="([^"]*)"', text)]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/Builder", "builder"),
        ("/output_size", "output-size"),
        ("/sliding-filter/x", "sliding-filter"),
        ("/lessons/POOLING/2", "pooling"),
        ("/slidng-filtr", "sliding-filter"),
        ("/alexnt", "alexnet"),
        ("/池化", "pooling"),
        ("/Glosary", "glossary"),
        ("/wp-login.php", None),
        ("/nothing", None),
        ("/" + "x" * 10_000, None),
        ("//", None),
    ],
)
def test_the_lesson_that_may_be_meant(path, meant):
    assert not_found.near(path) == meant


def test_pages_are_those_of_the_menu_and_home():
    assert all(not_found.is_page(f"/{address}") for address in ("", *ADDRESSES))
    assert not any(map(not_found.is_page, ("/nothing", "/sliding-filter/x", "/Builder", "/output_size", "//")))


def test_as_long_as_none_is_known_any_address_may_be_a_page(monkeypatch):
    monkeypatch.setattr(not_found, "_course", {})
    assert not_found.is_page("/builder") and not not_found.is_page("/a/b") and "<li>" not in answer("/a/b")


@pytest.mark.parametrize("path", ["/Builder", "/sliding-filter/x", "/a/b/c/d", "/池化"])
def test_every_link_leads_to_a_page_from_however_deep(path):
    found = [urlsplit(link).path for link in links(path, answer(path))]
    assert all(map(not_found.is_page, found)) and {link.strip("/") for link in found} == ADDRESSES | {""}


@pytest.mark.parametrize(
    ("query", "languages", "title"),
    [
        ("", "zh-TW,zh;q=0.9,en;q=0.8", "没有这一页"),
        ("", "en-GB,zh;q=0.5", "There is no such page"),
        ("", "fr-FR, zh-CN;q=0.5", "没有这一页"),
        ("", "fr", "There is no such page"),
        ("lang=zh", "en", "没有这一页"),
        ("lang=xx", "zh", "没有这一页"),
    ],
)
def test_it_speaks_the_readers_language(query, languages, title):
    assert f"<h1>{title}</h1>" in answer("/nothing", query, languages)


def test_the_settings_go_on_to_the_lesson_that_is_meant_and_the_language_to_all():
    found = links("/output_size", answer("/output_size", "W=9&lang=zh"))
    assert found[0] == "http://course/output-size?W=9&lang=zh" and all("lang=zh" in link for link in found)


def test_what_was_typed_is_text():
    text = answer("/<script>alert(1)</script>/builder", 'x="><script>')
    assert "<script" not in text and "&lt;script&gt;alert(1)" in text
