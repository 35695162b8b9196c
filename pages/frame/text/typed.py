"""What somebody typed, shown as it was typed where Markdown is read."""

from __future__ import annotations

import re

SIGNS = re.compile(
    r"""
    [\\`*_\[\]$~<>&|@\#"']                           # wherever they stand
    | :(?=[\w/+-]) | -(?=[->]) | (?<=[wW]{2})[wW](?=\.)  # in an icon or an address, in an arrow, in www.
    | ^[-+](?=\s|$) | (?<=^\d)[.)] | (?<=^\d\d)[.)]      # where a list would begin
    """,
    re.VERBOSE,
)
LATE = re.compile(r"[:@~<>wW-]")
JOINER = "&#8288;"


def as_typed(text: str) -> str:
    """What somebody typed, for a place that reads Markdown, as HTML or in a widget's label: it is seen as it stands.

    Each sign that means something there is written as its number, which means nothing. Where such a meaning is looked
    for only when numbers have become signs again (links without brackets, icons, arrows), a joiner without width, which
    nobody sees, stands behind the sign.
    """
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};" + JOINER * bool(LATE.match(sign[0])), text)
