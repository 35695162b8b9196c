"""A lesson's controls, each declared once as a typed field, and their writing in a link.

The widgets, the link, the presets, the validation and the drawn-link tests all derive from the fields. Nothing
here imports streamlit, so that ten thousand hostile links are tried in seconds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pages.frame.state.fields import Amount, Cells, Choice, Field, Flag, Line, Place, Steps, Whole
from pages.frame.state.written import as_written

LONGEST_VALUE = 20_000  # characters of one value that are looked at; a link or a state file has no longer ones
AnySettings = TypeVar("AnySettings")


def declare(field: Field, opens: Any = None) -> Any:
    """An attribute of a settings dataclass: what it can hold, and its default, are this field's.

    The default is what a link means that does not name the field, for ever. Where a lesson nowadays opens with another
    value, that is `opens`.
    """
    return dataclasses.field(default=field.default, metadata={"field": field, "opens": opens})


def whole(low: int, high: int, default: int, opens: int | None = None) -> Any:
    return declare(Whole(low, high, default), opens)


def amount(low: int, high: int, default: int) -> Any:
    return declare(Amount(low, high, default))


def steps(*values: float, default: float) -> Any:
    return declare(Steps(values, default))


def flag(default: bool) -> Any:
    return declare(Flag(default))


def line(default: str) -> Any:
    return declare(Line(default))


def choice(*options: str, default: str | None = None, opens: str | None = None) -> Any:
    return declare(Choice(options, default or options[0]), opens)


def place(default: int | None = None, high: int = 10**6) -> Any:
    return declare(Place(default, high))


def cells(axes: int) -> Any:
    return declare(Cells(axes))


@cache
def fields_of(settings: type) -> dict[str, Field]:
    """Every field of a settings class by its name, in the order of declaration."""
    return {each.name: each.metadata["field"] for each in dataclasses.fields(settings)}


@cache
def _opens(settings: type) -> dict[str, Any]:
    found = {each.name: each.metadata["opens"] for each in dataclasses.fields(settings)}
    return {name: value for name, value in found.items() if value is not None}


def opening(settings: type[AnySettings]) -> AnySettings:
    """What a page shows whose link names none of its settings."""
    return settings(**_opens(settings))


def decode(settings: type[AnySettings], query: Mapping[str, Any]) -> AnySettings:
    """The settings that a link, or a file of states, asks for: what cannot be read falls back to the default, what is
    out of range to the nearest end; never an error. `not_as_said` tells which."""
    fields = fields_of(settings)
    raws = {name: as_written(query[name]) for name in fields if name in query}
    return settings(**{name: fields[name].read(raw) for name, raw in raws.items() if len(raw) <= LONGEST_VALUE})


def not_as_said(settings: Any, query: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What a link or file asks for and its settings are not, by name: (what it says, what was taken)."""
    found = {}
    for name, field in fields_of(type(settings)).items():
        raw, value = as_written(query.get(name, "")), getattr(settings, name)
        if name in query and not (len(raw) <= LONGEST_VALUE and field.says(raw, value)):
            found[name] = raw, field.write(value)
    return found


def encode(settings: Any) -> dict[str, str]:
    """The link that settings deserve: the fields that differ from their defaults, as text.

    A link that names nothing opens the page in its own way: where nothing differs, the fields of that are named.
    """
    fields = fields_of(type(settings))
    told = [name for name, field in fields.items() if getattr(settings, name) != field.default]
    return {name: fields[name].write(getattr(settings, name)) for name in told or _opens(type(settings))}
