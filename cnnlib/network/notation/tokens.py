"""A line of the notation cut into names, numbers, sizes and tables; and its errors, each with its place and repair."""

import re
import unicodedata
from dataclasses import dataclass

from cnnlib.errors import InvalidSetting

LARGEST_NUMBER = 1_000_000
LONGEST_TEXT = 10_000

TOKEN = re.compile(
    r"""
      (?P<table>  t\s*\[ [0-9a-z\s]* \] )
    | (?P<size>   \d+ (?:\s*x\s*\d+)+ )
    | (?P<number> -?(?:\d+\.?\d*|\.\d+) (?:e[-+]?\d+)? )
    | (?P<word>   [^\W\d_]+ )
    | (?P<gap>    [-\s>,;:=|/\[\](){}。、–—―→⇒➔➜·]+? )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """A piece of the line, in plain capitals, and where it stands: [start, end)."""

    kind: str  # "table", "size", "number" or "word"
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """The text as it was typed."""

    text: str

    def tokens(self) -> list[Token]:
        """All pieces but the gaps between them."""
        if len(self.text) > LONGEST_TEXT:
            cut = {"text": self.text[:LONGEST_TEXT]}
            message = f"a line of {len(self.text):,} signs: needs at most {LONGEST_TEXT:,}"
            raise InvalidSetting("notation-long", message, (cut,), text=self.text, position=LONGEST_TEXT)
        plain, found, at = "".join(map(_plain, self.text)), [], 0
        while at < len(plain):
            match = TOKEN.match(plain, at)
            if not match:
                odd = Token("word", plain[at], at, at + 1)
                raise self.error("notation-sign", odd, f"{self.text[at]!r} means nothing here", "")
            if match.lastgroup != "gap":
                found.append(Token(match.lastgroup, match.group().upper(), at, match.end()))
            at = match.end()
        return found

    def typed(self, token: Token) -> str:
        """A piece as it was typed, cut short, in quotes."""
        return repr(self.text[token.start : token.end][:20])

    def error(self, key: str, token: Token, message: str, instead: str, **values) -> InvalidSetting:
        """What is wrong at a piece of the line; `instead` is what should stand there."""
        repaired = self.text[: token.start] + instead + self.text[token.end :]
        advice = f"write {instead}" if instead else "leave it out"
        typed = self.text[token.start : token.end]
        values |= {"text": self.text, "position": token.start, "end": token.end, "typed": typed, "instead": instead}
        return InvalidSetting(key, f"{message} (at sign {token.start + 1}): {advice}", ({"text": repaired},), **values)

    def number(self, token: Token, setting: str, layer: str, whole: bool = True) -> int | float:
        """The number that a piece says: not negative, not absurd, and where asked whole."""
        digits = token.text.lstrip("-")
        value = float(token.text) if len(digits) <= 30 else float("inf")  # nobody needs more digits
        given = f"{layer} {setting}={token.text[:12]}{'...' * (len(token.text) > 12)}"
        values = {"layer": layer, "setting": setting, "value": token.text[:30]}
        if abs(value) > LARGEST_NUMBER:
            most = str(LARGEST_NUMBER)
            raise self.error("notation-large", token, f"{given}: needs at most {LARGEST_NUMBER:,}", most, **values)
        if value < 0:
            least = "0" if setting == "P" else "1"
            raise self.error("notation-negative", token, f"{given}: no negative number fits", least, **values)
        if whole and not value.is_integer():
            nearest = str(max(1, round(value)))
            raise self.error("notation-whole", token, f"{given}: needs a whole number", nearest, **values)
        return int(value) if whole else value


def _plain(sign: str) -> str:
    """A sign as its plain lower-case form, still one sign, so that places in the text stay what they were."""
    plain = unicodedata.normalize("NFKC", sign).lower()
    plain = {"×": "x", "*": "x", "−": "-"}.get(plain, plain)
    return plain if len(plain) == 1 else sign
