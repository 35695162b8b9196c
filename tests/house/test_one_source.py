"""One source each: the colours, the limits, the hosts that a browser asks, the photographs' terms."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib

import pytest

from cnnlib.data import images
from pages.frame.state import link
from tests.house.sources import HOUSE, ROOT, imported, name


def test_the_theme_wears_the_role_colours():
    roles = tomllib.loads((ROOT / "assets/roles.toml").read_text(encoding="utf-8"))
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    worn = {
        "primaryColor": "window",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "card",
        "textColor": "ink",
        "linkColor": "input",
        "borderColor": "line",
        "blueColor": "input",
        "orangeColor": "filter",
        "greenColor": "output",
        "redColor": "window",
        "violetColor": "negative",
    }
    for mode in ("light", "dark"):
        for key, role in worn.items():
            assert theme[mode][key] == roles[role][mode], f"{key} ({mode}) is not the colour of {role}"
        first = [roles[role][mode] for role in ("input", "filter", "output", "window", "negative")]
        assert theme[mode]["chartCategoricalColors"][:5] == first
        assert len(theme[mode]["chartCategoricalColors"]) >= 10
        assert theme[mode]["sidebar"]["backgroundColor"] == roles["card"][mode]


def test_the_limits_are_those_that_hold():
    limits = tomllib.loads((ROOT / "assets/limits.toml").read_text(encoding="utf-8"))
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == limits["upload_megabytes"]
    assert config["server"]["disconnectedSessionTTL"] == limits["lost_visitor_seconds"]
    reader = inspect.signature(images.load_and_tell).parameters
    assert reader["max_bytes"].default == limits["upload_megabytes"] * images.MEGABYTE
    assert reader["max_pixels"].default == limits["upload_pixels"]
    assert reader["max_webp_pixels"].default == limits["upload_webp_pixels"]
    assert link.LONGEST_LINK == limits["link_characters"]
    assert config["server"]["enableXsrfProtection"] is True
    assert config["client"]["showErrorDetails"] == "none"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["runner"]["postScriptGC"] is False


# In Python a string that begins with a host; in scripts and styles, which a browser gets, any address of one.
NAMESPACE = re.compile(r"https?://www\.w3\.org/\S*")  # the name of a dialect, and not a place to go
HOSTS = {
    ".py": re.compile(r"""["'(`]\s*(\w+:)?//[\w.-]+\.\w"""),
    ".js": re.compile(r"(\w+:)?//[\w-]+\.\w"),
    ".css": re.compile(r"(\w+:)?//[\w-]+\.\w"),
}


def names_a_host(suffix: str, source: str) -> bool:
    return bool(HOSTS[suffix].search(NAMESPACE.sub("", source)))


@pytest.mark.parametrize("suffix", HOSTS)
def test_nothing_names_another_host(suffix):
    files = [path for path in {*HOUSE, *(ROOT / "pages").rglob("*")} if path.suffix == suffix]
    assert len(files) > 20
    assert not [name(path) for path in files if names_a_host(suffix, path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("suffix", "line", "named"),
    [
        (".py", 'ADDRESS = "https://example.org/a"', True),
        (".js", "import { a } from 'https://example.org/a.js';", True),
        (".js", "fetch(`//${host}.example.org/a`); fetch(`//example.org/a`);", True),
        (".js", "new WebSocket('wss://example.org');", True),
        (".js", "markup += '<image href=https://example.org/a.png />';", True),
        (".css", '@import "https://example.org/a.css";', True),
        (".css", ".stage { background: url(//example.org/a.png); }", True),
        (".js", "const SVG = 'http://www.w3.org/2000/svg'; // the same rules as numbers.py", False),
        (".css", "/* The page around the stage. */", False),
    ],
)
def test_the_rule_itself_tells_hosts_from_the_rest(suffix, line, named):
    assert names_a_host(suffix, line) is named


def test_no_download_begins_a_run():
    """The run would take the old file away before the browser has it."""
    for path in HOUSE:
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("download_button"):
                assert 'on_click="ignore"' in ast.get_source_segment(source, node), name(path)


def test_streamlits_private_parts_are_reached_from_one_file():
    for path in HOUSE:
        if name(path) != "pages/server/streamlit_internals.py":
            assert not [module for module in imported(path) if module.startswith("streamlit.")], name(path)
            private = re.search(r"\bst\._|_stcore|__streamlit|__file__\)\.parent / .static", path.read_text("utf-8"))
            assert not private, f"{name(path)}: {private[0]}"


def test_every_photograph_has_a_line_on_its_origin_and_terms():
    told = (ROOT / "assets/images/README.md").read_text(encoding="utf-8")
    pictures = [p for p in (ROOT / "assets/images").iterdir() if p.suffix != ".md"]
    assert len(pictures) >= 3
    for path in pictures:
        assert re.search(rf"^\| `{path.name}` \|.*\|.*\| (CC0|public domain)", told, re.MULTILINE), path.name
        assert path.stat().st_size < 40_000
