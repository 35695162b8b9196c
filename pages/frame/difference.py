"""Where two lines of text differ, word by word: what a repair would change."""

from __future__ import annotations


def difference(before: str, after: str) -> tuple[str, str]:
    """What of `before` goes, and what comes in its place: ("F11", "F8"). A bare number with its word."""
    old, new = before.split(" "), after.split(" ")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if 0 < start < len(old) - end and old[start][:1].isdigit():
        start -= 1
    return tuple(" ".join(words[start : len(words) - end]).strip(" -") for words in (old, new))
