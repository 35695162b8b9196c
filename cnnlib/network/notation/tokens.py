"""A line of the notation cut into names, numbers, sizes and tables; and its errors, each with its place and repair."""

import re
import unicodedata
from dataclasses import dataclass

from cnnlib.errors import InvalidSetting

LARGEST_NUMBER = 1_000_000
LONGEST_TEXT = 10_000

# A minus behind a name is a dash (VGG's FC-4096). Numbers joined by one are no two numbers (VGG's conv3-64), and 2D
# alone is no dilation. (3, 3) is a size where it is no list of arguments: kernel_size=(3, 3), but MaxPool2d(3, 2).
TOKEN = re.compile(
    r"""
      (?P<table>  t\s*\[ [0-9a-z\s]* \] )
    | (?P<size>   \d+ (?:\s*x\s*\d+)+ | (?<!\w) \( \s*\d+\s* , \s*\d+\s* \) )
    | (?P<joined> \d+ (?:-\d+)+ | (?<![^\W_]) [123]d (?![^\W_]) )
    | (?P<number> (?:(?<![^\W\d_]{2})(?<![123]d)-)? (?:\d+\.?\d*|\.\d+) (?:e[-+]?\d+)? )
    | (?P<word>   [^\W\d_]{2,} (?:_[^\W\d_]+)* _?[123]d (?![^\W_])
                | [^\W\d_]+ (?:_[^\W\d_]+)* )
    | (?P<gap>    [-\s>,;:=|/\[\](){}'"‘’“”。、–—―→⇒➔➜·]+? )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """A piece of the line, in plain capitals without underscores, and where it stands: [start, end)."""

    kind: str  # "table", "size", "number", "joined" or "word"
    text: str
    start: int
    end: int

    @property
    def sides(self) -> list[str]:
        """The numbers of a size, of 5x5 or of (5, 5); a number alone is one side."""
        return re.findall(r"\d+", self.text) if self.kind == "size" else [self.text]


@dataclass(frozen=True)
class Line:
    """The text as it was typed."""

    text: str

    def tokens(self) -> list[Token]:
        """All pieces but the gaps between them."""
        if len(self.text) > LONGEST_TEXT:
            raise too_long(self.text, LONGEST_TEXT)
        plain, found, at = "".join(map(_plain, self.text)), [], 0
        while at < len(plain):
            match = TOKEN.match(plain, at)
            if not match:
                odd = Token("word", plain[at], at, at + 1)
                raise self.error("notation-sign", odd, f"{self.text[at]!r} means nothing here")
            if match.lastgroup != "gap":
                text = match.group().upper().replace("_", "")
                found.append(Token(match.lastgroup, text, at, match.end()))
            at = match.end()
        return found

    def raw(self, token: Token) -> str:
        """A piece as it was typed."""
        return self.text[token.start : token.end]

    def whole(self, first: Token, last: Token) -> Token:
        """From one piece to another, with the brackets that close those opened between them."""
        end = last.end
        inside = self.text[first.start : end]
        closing = re.match(r"\)*", self.text[end:])[0]
        end += min(len(closing), max(0, inside.count("(") - inside.count(")")))
        return Token("word", first.text, first.start, end)

    def typed(self, token: Token) -> str:
        """A piece as it was typed, cut short, in quotes."""
        return repr(self.raw(token)[:20])

    def between(self, before: Token, token: Token) -> str:
        """What was typed between two pieces."""
        return self.text[before.end : token.start]

    def error(self, key: str, token: Token, message: str, instead: str | None = None, **values) -> InvalidSetting:
        """What is wrong at a piece of the line. `instead` is what means the same and can be read: nothing ("") where
        the piece says what is so anyway, and None where nothing here means what was typed."""
        message = f"{message} (at sign {token.start + 1})"
        typed = {"text": self.text, "position": token.start, "end": token.end, "typed": self.raw(token)}
        if instead is None:
            return InvalidSetting(key, message, **values | typed)
        repaired = instead_of(self.text, token.start, token.end, instead)
        advice = f"write {instead}" if instead else "leave it out"
        return InvalidSetting(key, f"{message}: {advice}", ({"text": repaired},), **values | typed, instead=instead)

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
            least = "0" if setting in ("P", "p") else "1"
            raise self.error("notation-negative", token, f"{given}: no negative number fits", least, **values)
        if whole and not value.is_integer():
            nearest = str(max(1, round(value)))
            raise self.error("notation-whole", token, f"{given}: needs a whole number", nearest, **values)
        return int(value) if whole else value


def instead_of(text: str, start: int, end: int, said: str) -> str:
    """The text with something else at [start, end), kept apart from what it would run into: a number of POOL 2.5D 3."""
    before, after = text[:start], text[end:]
    if before[-1:].isdecimal() and (said or after)[:1].isalnum():
        before += " "
    if said and after[:1].isalnum():
        after = f" {after}"
    return before + said + after


def too_long(text: str, most: int) -> InvalidSetting:
    """Why a line of so many signs is not read at all; nothing is cut from it."""
    message = f"a line of {len(text):,} signs: needs at most {most:,}"
    return InvalidSetting("notation-long", message, text=text, position=most, end=len(text), count=len(text), most=most)


def _plain(sign: str) -> str:
    """A sign as its plain lower-case form, still one sign, so that places in the text stay what they were."""
    plain = unicodedata.normalize("NFKC", sign).lower()
    plain = {"×": "x", "*": "x", "−": "-"}.get(plain, plain)
    return plain if len(plain) == 1 else sign
