"""The one error of the library: a setting that cannot be, and what would work instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class InvalidSetting(ValueError):
    """A value that does not fit the others.

    Args:
        key: a stable id of the rule that was broken, for translation.
        message: an English sentence naming the value, the rule and the nearest value that works.
        repairs: settings that would work, `{name: value}`, the nearest first.
        values: what the sentence speaks of, by name, for translation.
    """

    def __init__(self, key: str, message: str, repairs: Sequence[Mapping[str, Any]] = (), **values: Any):
        super().__init__(message)
        self.key = key
        self.values = values
        self.repairs = tuple(dict(repair) for repair in repairs)
