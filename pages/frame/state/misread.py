"""What a link or a file of states asked for and the page does not show: kept until the next change, to be said once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pages.frame.state.session import session
from pages.frame.state.settings import fields_of, not_as_said


@dataclass(frozen=True)
class Misread:
    """Of a "link" or a "file": by name (what it says, what is shown), and the settings that came of it."""

    source: str
    settings: Any
    found: Mapping[str, tuple[str, str]]


def note(source: str, settings: Any, asked: Mapping[str, Any], visit: Any = None) -> None:
    """Compare what was asked for with the settings that came of it, and with what holds on every page. In a link other
    people's tools leave names of their own, in a file of states every name is ours."""
    found = not_as_said(settings, asked) | (not_as_said(visit, asked) if visit is not None else {})
    if source == "file":
        found |= {str(name): (str(value), "") for name, value in asked.items() if name not in fields_of(type(settings))}
    session().misread = Misread(source, settings, found) if found else None


def misread(settings: Any) -> Misread | None:
    """What is still to be said beside these settings; nothing once they have been changed."""
    noted = session().misread
    return noted if noted is not None and noted.settings == settings else None
