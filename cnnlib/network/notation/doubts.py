"""What is read as it was written, and may have been meant otherwise: to be asked beside the network, never acted on."""

from __future__ import annotations

from cnnlib.errors import InvalidSetting
from cnnlib.network.notation.tokens import Line, Token, instead_of

DOUBTS = ("depth-first", "whole-maps")
DEEPEST = 4  # maps of a picture: grey, two, red-green-blue, and transparency


def doubts(text: str) -> list[tuple[str, str]]:
    """(doubt, the line as it may have been meant): "depth-first" of INPUT 3x224x224, whose picture is 3 wide;
    "whole-maps" of Dropout2d, which drops whole maps where DROPOUT drops single numbers."""
    line = Line(text)
    try:
        tokens = line.tokens()
    except InvalidSetting:
        return []
    found = [
        ("depth-first", instead_of(text, token.start, token.end, "x".join(reversed(token.sides))))
        for token in _depth_first(tokens)
    ]
    dropped = [token for token in tokens if token.text == "DROPOUT2D"]
    if dropped:
        plain = text
        for token in reversed(dropped):
            plain = instead_of(plain, token.start, token.end, "DROPOUT")
        found.append(("whole-maps", plain))
    return found


def _depth_first(tokens: list[Token]) -> list[Token]:
    """The size behind INPUT, where it is depth x height x width as in PyTorch."""
    if len(tokens) < 2 or tokens[0].text not in ("INPUT", "输入") or len(tokens[1].sides) != 3:
        return []
    first, *others = (int(side) for side in tokens[1].sides)
    return [tokens[1]] if first <= DEEPEST < min(others) else []
