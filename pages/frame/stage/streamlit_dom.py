"""The selectors on Streamlit's own page, from one list: streamlit_dom.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_suffix(".toml")
USE = re.compile(r":--([\w-]+)(?:\(([^()]*)\))?")


@cache
def selectors() -> dict[str, str]:
    """Name -> selector; `{}` stands in it for a word."""
    named = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return {name: selector for name, (selector, _reason) in named.items()}


def written_out(text: str) -> str:
    """A style or script with the selector in the place of each `:--name` or `:--name(word)`."""
    return USE.sub(lambda use: selectors()[use[1]].replace("{}", use[2] or ""), text)
