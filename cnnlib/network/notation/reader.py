"""The one-line notation of networks, read: INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10.

    INPUT 32x24x3          width x height x depth; or INPUT 784, numbers in a row
    CONV 12 F5 S1 P2       K filters; F=3 S=1 P=0 unless said; D2 dilation, G2 groups, NOBIAS, table T[01 12]
    POOL 3 S2 P0 MEAN      S=F unless said; MAX unless said, or MEAN MIN MEDIAN L2 L3 (p-norms)
    FC 10  SUBSAMPLE 2  RBF 10  LRN N5 K2 A0.0001 B0.75  DROPOUT 0.5
    RELU  TANH  SIGMOID  SCALEDTANH  SOFTMAX

A new layer begins at each layer's name, so what stands between is free: dashes, arrows, commas, Chinese
punctuation, brackets, line ends. Capitals and full-width signs do not matter; DENSE or 卷积 is read too.
"""

from collections.abc import Callable
from difflib import get_close_matches

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Layer, Lrn, Pool, Shape, Softmax
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.network.notation.tokens import Line, Token
from cnnlib.network.notation.writer import BASE36, write_layer
from cnnlib.ops.activations import ACTIVATIONS

MOST_LAYERS = 200

# name -> (layer, what the name itself says, the setting of a number without a letter, the letters of the others)
WINDOW = {"F": "F", "S": "S", "P": "P"}
LAYERS = {
    "INPUT": (Input, {}, None, {}),
    "CONV": (Conv, {}, "K", WINDOW | {"K": "K", "D": "dilation", "G": "groups"}),
    "POOL": (Pool, {}, "F", WINDOW | {"L": "how"}),
    "FC": (Fc, {}, "K", {"K": "K"}),
    "SUBSAMPLE": (Subsample, {}, "F", {"F": "F"}),
    "RBF": (Rbf, {}, "K", {"K": "K"}),
    "LRN": (Lrn, {}, "n", {"N": "n", "K": "k", "A": "alpha", "B": "beta", "ALPHA": "alpha", "BETA": "beta"}),
    "DROPOUT": (Dropout, {}, "p", {"P": "p"}),
    "SOFTMAX": (Softmax, {}, None, {}),
} | {name.upper(): (Activation, {"function": name}, None, {}) for name in ACTIVATIONS}
FLAGS = {
    "CONV": {"NOBIAS": ("bias", False)},
    "FC": {"NOBIAS": ("bias", False)},
    "POOL": {how.upper(): ("how", how) for how in ("max", "mean", "min", "median")} | {"AVG": ("how", "mean")},
}
ALIASES = {
    "CONVOLUTION": "CONV",
    "DENSE": "FC",
    "LINEAR": "FC",
    "DROP": "DROPOUT",
    "MAXPOOL": "POOL",
    "POOLING": "POOL",
    "MEANPOOL": "POOL MEAN",
    "AVGPOOL": "POOL MEAN",
    "输入": "INPUT",
    "卷积": "CONV",
    "激活": "RELU",
    "池化": "POOL",
    "汇聚": "POOL",
    "最大池化": "POOL",
    "平均池化": "POOL MEAN",
    "最大汇聚": "POOL",
    "平均汇聚": "POOL MEAN",
    "全连接": "FC",
    "丢弃": "DROPOUT",
}
SKIPPED = ("FLATTEN", "展平")  # FC reads a volume in a row anyway
SETTING_WORDS = {word for _, _, _, letters in LAYERS.values() for word in letters}.union(*FLAGS.values())
NAMES = (*LAYERS, *ALIASES, *SKIPPED)


def read(text: str) -> tuple[list[Layer], list[tuple[int, int]]]:
    """The layers of a line, and where each stands in it as (start, end)."""
    line = Line(text)
    runs = split(line)
    if len(runs) > MOST_LAYERS:
        rest = Token("word", "", runs[MOST_LAYERS][0].start, len(text))
        raise line.error("notation-layers", rest, f"{len(runs)} layers: needs at most {MOST_LAYERS}", "")
    return [Reader(line, run).layer() for run in runs], [(run[0].start, run[-1].end) for run in runs]


def split(line: Line, begins: Callable[[Token], bool] | None = None) -> list[list[Token]]:
    """The pieces of the line, a layer each: a new one begins at each layer's name, or where `begins` says so."""
    begins, runs = begins or names_a_layer, []
    for token in line.tokens():
        if begins(token) or not runs:
            runs.append([token])
        else:
            runs[-1].append(token)
    return [run for run in runs if run[0].text not in SKIPPED]


def names_a_layer(token: Token) -> bool:
    """Whether a new layer begins here."""
    return token.kind == "word" and token.text in NAMES


class Reader:
    """One layer, from its name and all that stands before the next name."""

    def __init__(self, line: Line, run: list[Token]):
        if not names_a_layer(run[0]):
            near = get_close_matches(run[0].text, NAMES, n=1) or ["INPUT"]
            raise line.error("notation-word", run[0], f"{line.typed(run[0])} is no layer", near[0])
        self.line, self.run, self.rest = line, run, list(run[1:])
        self.name, *flags = ALIASES.get(run[0].text, run[0].text).split()
        self.make, fixed, self.bare, self.letters = LAYERS[self.name]
        self.flags = FLAGS.get(self.name, {})
        self.settings = fixed | dict(self.flags[flag] for flag in flags)
        self.given = set()

    def layer(self) -> Layer:
        """The layer, if its settings make one."""
        self.read_settings()
        try:
            return self.make(**self.settings)
        except InvalidSetting as error:
            place = self.run[0].start, self.run[-1].end
            raise with_place(error, self.line.text, place, self.name, self.make, self.settings) from None

    def read_settings(self) -> None:
        """All settings of the layer, whether they make one or not."""
        while self.rest:
            self.read_setting(self.rest.pop(0))
        needed = {Input: "shape", Conv: "K", Fc: "K"}.get(self.make)
        if needed and needed not in self.given:
            example = {Input: "INPUT 32x32x3", Conv: "CONV 12", Fc: "FC 10"}[self.make]
            raise self.error("notation-missing", self.run[0], f"{self.name} does not say its {needed}", example)

    def read_setting(self, token: Token) -> None:
        """One setting of the layer, or the first piece of it."""
        word, number = token.text, token.kind in ("number", "size")
        free = "F" in self.letters and "F" not in self.given
        if self.make is Input and number:
            self.set("shape", self.input_shape(token), token)
        elif self.make is Conv and token.kind == "table":
            rows = word[word.index("[") + 1 : -1].lower().split()
            self.set("table", tuple(tuple(BASE36.index(sign) for sign in row) for row in rows), token)
        elif word in self.flags:
            setting, value = self.flags[word]
            self.set(setting, value, token)
        elif word in self.letters:
            if not self.rest or self.rest[0].kind not in ("number", "size"):
                raise self.error("notation-number", token, f"{self.name}: {word} needs a number", f"{word}1")
            value = self.rest.pop(0)
            both = Token("word", word, token.start, value.end)
            self.set(self.letters[word], self.value(value, word), both)
        elif number and self.bare and self.bare not in self.given:
            self.set(self.bare, self.value(token, self.bare), token)
        elif token.kind == "size" and free:  # CONV 12 5x5
            self.set("F", self.value(token, "F"), token)
        elif token.kind == "number" and free:
            letter = f"F{word.lstrip('-')}"
            raise self.error("notation-letter", token, f"{self.name}: a second number needs its letter", letter)
        else:
            near = get_close_matches(word, [*NAMES, *self.flags], n=1) if len(word) > 1 else []
            what = "is no layer" if near and near[0] in NAMES else f"means nothing to {self.name}"
            raise self.error("notation-word", token, f"{self.line.typed(token)} {what}", near[0] if near else "")

    def set(self, setting: str, value, token: Token) -> None:
        """Keep a setting; InvalidSetting where it was given before."""
        if setting in self.given:
            raise self.error("notation-twice", token, f"{self.name}: {setting} is said twice", "")
        self.given.add(setting)
        self.settings[setting] = value

    def input_shape(self, token: Token) -> tuple[int, ...]:
        """(D, H, W) from width x height x depth, or from width x height of one channel; or (n,)."""
        parts = token.text.split("X") if token.kind == "size" else [token.text]
        if len(parts) > 3:
            raise self.error("notation-input", token, "INPUT takes width x height x depth", "32x32x3")
        letters = "WHD" if len(parts) > 1 else "n"
        sides = [
            self.line.number(Token("number", part.strip(), token.start, token.end), letter, "INPUT")
            for part, letter in zip(parts, letters, strict=False)
        ]
        return tuple(sides) if len(sides) == 1 else (*([1] * (len(sides) == 2)), *reversed(sides))

    def value(self, token: Token, letter: str):
        """The number after a letter; 5x5 for F=5."""
        if token.kind == "size":
            sides = [side.strip() for side in token.text.split("X")]
            if letter != "F" or len(set(sides)) > 1:
                raise self.error("notation-square", token, f"{self.name} {letter}: takes one number", sides[0])
            token = Token("number", sides[0], token.start, token.end)
        fraction = self.make is Dropout or letter == "L" or self.make is Lrn and letter.upper() != "N"
        return self.line.number(token, letter, self.name, whole=not fraction)

    def error(self, key: str, token: Token, message: str, instead: str) -> InvalidSetting:
        """What is wrong at a piece of this layer."""
        return self.line.error(key, token, message, instead, layer=self.name)


def with_place(
    error: InvalidSetting,
    text: str,
    place: tuple[int, int],
    name: str,
    make: type[Layer],
    settings: dict,
    before: Shape | None = None,
) -> InvalidSetting:
    """An error about one layer, with its place in the line; each repair gives the whole line repaired as well.

    With the shape `before` the layer, only repairs that fit it.
    """
    start, end = place
    repairs = []
    for repair in error.repairs:
        named = {{"d": "dilation", "g": "groups"}.get(letter, letter): value for letter, value in repair.items()}
        try:
            layer = make(**settings | named)
            if before:
                layer.output_shape(before)
        except (InvalidSetting, TypeError):  # a repair of the input, or of another side: not of this layer
            continue
        repairs.append(repair | {"text": text[:start] + write_layer(layer) + text[end:]})
    if not repairs:  # nothing near fits: offer the line without the layer
        repairs = [{"text": text[:start] + text[end:].lstrip(" ->→")}]
    values = {"layer": name} | error.values | {"text": text, "position": start, "end": end, "typed": text[start:end]}
    return InvalidSetting(error.key, f"{error} (at sign {start + 1})", tuple(repairs), **values)
