"""The one-line notation of networks, read: INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10.

    INPUT 32x24x3          width x height x depth; or INPUT 784, numbers in a row
    CONV 12 F5 S1 P2       K filters; F=3 S=1 P=0 unless said; D2 dilation, G2 groups, NOBIAS, table T[01 12]
    POOL 3 S2 P0 MEAN      S=F unless said; MAX unless said, or MEAN MIN MEDIAN L2 L3 (p-norms)
    FC 10  SUBSAMPLE 2  RBF 10  LRN N5 K2 A0.0001 B0.75  DROPOUT 0.5
    RELU  TANH  SIGMOID  SCALEDTANH  SOFTMAX  FLATTEN

A new layer begins at each layer's name, so what stands between is free: dashes, arrows, commas, Chinese
punctuation, brackets, quotes, line ends. Capitals and full-width signs do not matter; DENSE or 卷积 is read too.

PyTorch's and Keras' words are read where their meaning is plain: Conv2d(3, 6, 5, stride=2), Linear(400, 120),
Conv2D(6, (5, 5), activation='relu'), MaxPooling2D(pool_size=2), CONV 8 kernel 5 padding 2. What a call says of its
input (3 maps, 400 numbers) is held against the layer before. Every piece of a line is used, or named in an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Layer, Lrn
from cnnlib.network.lenet_layers import Rbf
from cnnlib.network.notation import words
from cnnlib.network.notation.repairs import with_place
from cnnlib.network.notation.tokens import Line, Token
from cnnlib.network.notation.words import ALIASES, ARGUMENTS, FLAGS, LAYERS, NAMES, Flatten
from cnnlib.network.notation.writer import BASE36

MOST_LAYERS = 200
LIST = " \t,()"  # what stands between numbers that belong together
SECOND = {"CONV": "F", "POOL": "S"}  # what a second number in a row most likely says


@dataclass(frozen=True)
class Found:
    """A layer, where it stands in the line, and what the line says that it must be given: maps, or numbers in a row."""

    layer: Layer
    start: int
    end: int
    inputs: int | None = None


def read(text: str) -> list[Found]:
    """The layers of a line, in order. Raises InvalidSetting with the place of what cannot be read."""
    line = Line(text)
    runs = split(line)
    if len(runs) > MOST_LAYERS:
        rest = Token("word", "", runs[MOST_LAYERS][0].start, len(text))
        message = f"{len(runs)} layers: needs at most {MOST_LAYERS}"
        raise line.error("notation-layers", rest, message, count=len(runs), most=MOST_LAYERS)
    readers = [Reader(line, run) for run in runs]
    layers = [reader.layer() for reader in readers]
    for i, reader in enumerate(readers):
        if not flattens_well(layers, i):
            raise reader.error("notation-flatten", reader.run[0], "FLATTEN belongs before an FC")
    return [
        Found(layer, *reader.place, reader.inputs)
        for layer, reader in zip(layers, readers, strict=True)
        if not isinstance(layer, Flatten)
    ]


def flattens_well(layers: list[Layer | Flatten | None], i: int) -> bool:
    """Whether layer i is no FLATTEN, or one that changes nothing: an FC comes next that weighs, or came before."""
    if not isinstance(layers[i], Flatten):
        return True
    if any(isinstance(layer, Fc | Rbf) or isinstance(layer, Input) and len(layer.shape) == 1 for layer in layers[:i]):
        return True
    rest = (layer for layer in layers[i + 1 :] if not isinstance(layer, Flatten | Activation | Dropout))
    return isinstance(next(rest, None), Fc | Rbf)


def split(line: Line, begins: Callable[[Token], bool] | None = None) -> list[list[Token]]:
    """The pieces of the line, a layer each: a new one begins at each layer's name, or where `begins` says so."""
    begins, runs, tokens = begins or names_a_layer, [], line.tokens()
    for i, token in enumerate(tokens):
        if _only_announces(line, tokens[i : i + 2]):
            continue
        if begins(token) or not runs:
            runs.append([token])
        else:
            runs[-1].append(token)
    return runs


def _only_announces(line: Line, pair: list[Token]) -> bool:
    """Whether this is the word of activation='relu' or Activation('relu'): the function itself follows."""
    if len(pair) < 2 or pair[0].text != "ACTIVATION" or pair[1].text not in words.FUNCTIONS:
        return False
    return not set(line.between(*pair)) - set(" =:('\"")


def names_a_layer(token: Token) -> bool:
    """Whether a new layer begins here."""
    return token.kind == "word" and token.text in NAMES


class Reader:
    """One layer, from its name and all that stands before the next name."""

    def __init__(self, line: Line, run: list[Token]):
        self.line, self.run, self.rest, self.name = line, run, list(run[1:]), ""
        if not names_a_layer(run[0]):
            raise self.unknown(run[0])
        self.name, *flags = ALIASES.get(run[0].text, run[0].text).split()
        self.make, self.bare, letters = LAYERS[self.name]
        self.flags = FLAGS.get(self.name, {})
        self.known = letters | ARGUMENTS.get(self.name, {})
        self.call = run[0].text in words.CALLS
        self.fixed = dict(self.flags[flag] for flag in flags)  # what the name itself says: AVGPOOL takes the mean
        if self.make is Activation:
            self.fixed["function"] = self.name.lower()
        self.settings = dict(self.fixed)
        self.given: set[str] = set()
        self.numbers: list[Token] = []  # in a row behind the name, of a call or of INPUT
        self.inputs: int | None = None
        self.same: Token | None = None

    def layer(self) -> Layer | Flatten:
        """The layer, if its settings make one."""
        self.read_settings()
        try:
            return self.make(**self.settings)
        except InvalidSetting as error:
            made = self.name, self.make, self.settings
            raise with_place(error, self.line.text, self.place, *made, said=self.inputs) from None

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the line: [start, end)."""
        whole = self.line.whole(self.run[0], self.run[-1])
        return whole.start, whole.end

    def read_settings(self) -> None:
        """All settings of the layer, whether they make one or not."""
        while self.rest:
            self.read_setting(self.rest.pop(0))
        if self.make is Input and self.numbers:
            self.set("shape", self.input_shape(), self.numbers[0])
        elif self.numbers:
            self.place_numbers()
        if self.same:
            raise self.same_padding(self.same)
        needed = {Input: "shape", Conv: "K", Fc: "K"}.get(self.make)
        if needed and needed not in self.given:
            example = {Input: "INPUT 32x32x3", Conv: "CONV 12", Fc: "FC 10"}[self.make]
            raise self.error("notation-missing", self.run[0], f"{self.name} does not say its {needed}", example)

    def read_setting(self, token: Token) -> None:
        """One setting of the layer, or the first piece of it."""
        word, number = token.text, token.kind in ("number", "size")
        if number and (self.make is Input or self.call):
            self.numbers.append(token)
        elif self.make is Conv and token.kind == "table":
            rows = word[word.index("[") + 1 : -1].lower().split()
            self.set("table", tuple(tuple(BASE36.index(sign) for sign in row) for row in rows), token)
        elif word in self.flags:
            setting, value = self.flags[word]
            self.set(setting, value, token)
        elif word in words.BIAS and self.name in ("CONV", "FC"):
            self.read_bias(token)
        elif word == "SAME" and self.make is Conv:
            self.same = token
            self.set("P", 0, token)
        elif word in self.known:
            self.read_named(token)
        elif number and self.bare and self.bare not in self.given:
            self.set(self.bare, self.value(token, self.bare), token)
        elif token.kind == "size" and "F" in self.known and "F" not in self.given:  # CONV 12 5x5
            self.set("F", self.value(token, "F"), token)
        elif token.kind == "number" and self.bare in self.given and self.name in SECOND:
            raise self.second_number(token)
        else:
            raise self.unknown(token)

    def read_named(self, token: Token) -> None:
        """A letter or an argument's name, and the number behind it."""
        word, setting = token.text, self.known[token.text]
        if setting == "P" and self.rest and self.rest[0].text in ("SAME", "VALID"):  # padding='same'
            said = self.rest.pop(0)
            quoted = self.line.text[said.end : said.end + 1] in tuple("'\"")
            self.read_setting(Token("word", said.text, token.start, said.end + quoted))
            return
        if not self.rest or self.rest[0].kind not in ("number", "size"):
            instead = f"{word}1" if len(word) == 1 and not self.rest else None
            raise self.error("notation-number", token, f"{self.name}: {word} needs a number", instead)
        value = self.rest.pop(0)
        both = Token("word", word, token.start, value.end)
        self.set(setting, self.value(value, word if setting == "how" else setting), both)

    def read_bias(self, token: Token) -> None:
        """bias=False is NOBIAS; BIAS alone says what is so anyway, unless what follows it says something else."""
        said = self.rest[0] if self.rest else None
        if said and said.text in words.TRUTHS:
            self.set("bias", words.TRUTHS[said.text], Token("word", "BIAS", token.start, self.rest.pop(0).end))
            return
        plain = not said or said.text in self.known or said.text == "VALID"
        if not plain:
            token = Token("word", token.text, token.start, said.end)
        message = f"{self.name} has a bias unless NOBIAS is said"
        raise self.error("notation-bias", token, message, "" if plain and "bias" not in self.given else None)

    def place_numbers(self) -> None:
        """The numbers in a row of a call, each to what it says there."""
        name, numbers = self.run[0], self.numbers
        second_is_size = len(numbers) > 1 and numbers[1].kind == "size"
        said = words.order(name.text, self.line.raw(name), second_is_size, len(numbers), "F" in self.given)
        if said is None:
            row = self.line.whole(name, numbers[-1])
            raise self.error("notation-order", row, f"{self.line.typed(row)}: which number is which is not clear")
        for setting, token in zip(said, numbers, strict=True):
            self.set(setting, self.value(token, setting), token)

    def second_number(self, token: Token) -> InvalidSetting:
        """A number too many; its letter is known where two stand side by side behind the layer's own name."""
        name, first = self.run[:2]
        gaps = [self.line.between(name, first), self.line.between(first, token)]
        beside = self.run[2] == token and all(gaps) and not set("".join(gaps)) - set(LIST)
        letter = SECOND[self.name]
        instead = f"{letter}{token.text}" if beside and letter not in self.given else None
        return self.error("notation-letter", token, f"{self.name}: a second number needs its letter", instead)

    def same_padding(self, token: Token) -> InvalidSetting:
        """padding='same' is one number of zeros a side only where the window moves by 1 and has a middle."""
        F, S, dilation = (self.settings.get(setting, least) for setting, least in (("F", 3), ("S", 1), ("dilation", 1)))
        instead = f"P{dilation * (F - 1) // 2}" if S == 1 and dilation * (F - 1) % 2 == 0 else None
        return self.error("notation-same", token, "SAME is no number of zeros", instead)

    def set(self, setting: str, value, token: Token) -> None:
        """Keep a setting; InvalidSetting where it was given before, or the layer's name says another."""
        if setting in self.given or self.fixed.get(setting, value) != value:
            again = setting in self.given and self.settings.get(setting) == value
            alone = token not in self.numbers  # the others of a call would move up into its place
            instead = "" if again and alone and not self.same else None
            raise self.error("notation-twice", token, f"{self.name}: {setting} is said twice", instead)
        self.given.add(setting)
        if setting == "inputs":
            self.inputs = value
        else:
            self.settings[setting] = value

    def input_shape(self) -> tuple[int, ...]:
        """(D, H, W) from width x height x depth, or from width x height of one channel; or (n,)."""
        token = self.numbers[0]
        parts, pair = token.sides, self.line.raw(token).startswith("(")
        if len(self.numbers) > 1 and token.kind == "size":
            raise self.unknown(self.numbers[1])
        if len(self.numbers) > 1 or len(parts) > 3 or pair and len(set(parts)) > 1:
            raise self.no_shape()
        letters = "WHD" if len(parts) > 1 else "n"
        sides = [
            self.line.number(Token("number", part, token.start, token.end), letter, "INPUT")
            for part, letter in zip(parts, letters, strict=False)
        ]
        return tuple(sides) if len(sides) == 1 else (*([1] * (len(sides) == 2)), *reversed(sides))

    def no_shape(self) -> InvalidSetting:
        """INPUT 28 28 1 is 28x28x1; of (28, 24, 1) nobody knows which side is the width."""
        first, last = self.numbers[0], self.numbers[-1]
        sides, row = [token.text for token in self.numbers], Token("word", "", first.start, last.end)
        before = self.line.between(self.run[0], first)
        beside = row.end - row.start == len(self.line.raw(row)) and not set(self.line.raw(row)) - set("0123456789 ,")
        plain = all(token.kind == "number" for token in self.numbers) and 2 <= len(sides) <= 3 and beside
        instead = "x".join(sides) if plain and ("(" not in before or sides[0] == sides[1]) else None
        return self.error("notation-input", row, "INPUT takes width x height x depth", instead)

    def value(self, token: Token, letter: str):
        """The number after a letter; 5x5 for F=5."""
        if token.kind == "size":
            if letter not in ("F", "S", "P", "dilation") or len(set(token.sides)) > 1:
                raise self.error("notation-square", token, f"{self.name} {letter}: takes one number")
            token = Token("number", token.sides[0], token.start, token.end)
        fraction = self.make is Dropout or letter == "L" or self.make is Lrn and letter.upper() != "N"
        return self.line.number(token, letter, self.name, whole=not fraction)

    def unknown(self, token: Token) -> InvalidSetting:
        """A piece that means nothing here: the word that was meant, where it is only mistyped."""
        word, typed, instead = token.text, self.line.typed(token), None
        if token.kind == "word":
            if not words.available(word):
                return self.error("notation-unavailable", token, f"{typed} is not available here")
            own = (*self.flags, *self.known) if self.name else ()
            letters = "*" not in typed and "×" not in typed  # a product's sign is an x: SOFTMAX*2
            instead = words.misspelt(word, (*NAMES, *own)) if letters else None
        what = "is no layer" if not self.name or instead in NAMES else f"means nothing to {self.name}"
        return self.error("notation-word", token, f"{typed} {what}", instead)

    def error(self, key: str, token: Token, message: str, instead: str | None = None) -> InvalidSetting:
        """What is wrong at a piece of this layer."""
        return self.line.error(key, token, message, instead, layer=self.name)
