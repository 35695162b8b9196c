"""Claims: sentences of "what you see" that are true of some pictures and not of others.

A lesson says which of them hold, from the numbers that it has computed; the sentence is the text `claim_<name>`, one
for both languages. For each the tests know a predicate of their own (`tests/lessons/<lesson>/claims.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pages.frame.text.texts import Say

AT_ONCE = 3  # that stand below the stage; the others go deeper


def true_of(**conditions: object) -> tuple[str, ...]:
    """The names whose condition holds, in the order of writing: the first are told first."""
    return tuple(name for name, holds in conditions.items() if holds)


def told(claims: Sequence[str], say: Say) -> tuple[list[str], list[str]]:
    """The sentences as HTML: those that are seen at once, and those that go deeper."""
    sentences = [say.rich(f"claim_{name}") for name in claims]
    return sentences[:AT_ONCE], sentences[AT_ONCE:]
