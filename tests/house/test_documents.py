"""The documents are true: links lead somewhere, pictures are light, states open, open lessons are called open."""

import doctest
import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from cnnlib.errors import InvalidSetting
from pages.frame.state.settings import decode, encode
from pages.frame.text.texts import Say, catalogue
from pages.layers.sliding_filter import Settings, picture
from pages.menu import MENU

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EACH = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
CANNOT_BE = {"F=9&W=5"}  # the README shows what the course says to it


@EACH
def test_every_link_leads_to_a_file(path):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


@EACH
def test_every_state_opens_and_is_the_shortest_link_to_itself(path):
    for written in re.findall(r"`/sliding-filter\?([^`]+)`", path.read_text(encoding="utf-8")):
        query = dict(parse_qsl(written))
        lang = query.pop("lang", "en")
        settings = decode(Settings, query)
        assert encode(settings) == {name: text for name, text in query.items() if name != "P" or text != "1"}
        try:
            picture(settings, Say("sliding_filter", lang))
        except InvalidSetting:
            assert written in CANNOT_BE


@EACH
def test_a_formula_in_a_decision_is_what_the_library_says(path):
    assert not doctest.testfile(str(path), module_relative=False).failed


def test_the_pictures_are_light():
    for path in (ROOT / "docs/images").glob("*.png"):
        assert path.stat().st_size < 200_000, path.name


def test_the_article_calls_open_what_is_open():
    lines = (ROOT / "docs/article.md").read_text(encoding="utf-8").splitlines()
    words = tomllib.loads((ROOT / "assets/text/frame.toml").read_text(encoding="utf-8"))
    told = "\n".join(lines)
    for entry in MENU:
        name = catalogue()[f"{entry.topic}.title"]["en"] if entry.open else words[f"coming_{entry.topic}"]["en"]
        assert name in told, f"{name} has no sentence"
        alone = [line for line in lines if re.search(rf"\| {re.escape(name)}[^|;]*\| (open|to come) \|", line)]
        state = "open" if entry.open else "to come"
        assert all(line.endswith(f"| {state} |") for line in alone), name


@pytest.mark.parametrize(
    "package",
    [
        re.split("[=<>]", line)[0]
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ],
)
def test_every_package_has_its_reason(package):
    assert f"**{package}**" in (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
