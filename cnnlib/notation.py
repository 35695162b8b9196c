"""The one-line notation of networks: INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10, read and written.

    INPUT 32x24x3          width x height x depth; or INPUT 784, numbers in a row
    CONV 12 F5 S1 P2       K filters; F=3 S=1 P=0 unless said; D2 dilation, G2 groups, NOBIAS, table T[01 12]
    POOL 3 S2 P0 MEAN      S=F unless said; MAX unless said, or MEAN MIN MEDIAN L2 L3 (p-norms)
    FC 10  SUBSAMPLE 2  RBF 10  LRN N5 K2 A0.0001 B0.75  DROPOUT 0.5
    RELU  TANH  SIGMOID  SCALEDTANH  SOFTMAX

A new layer begins at each layer's name, so what stands between them is free: dashes, arrows, commas, Chinese
punctuation, brackets, line ends. Capitals and full-width signs do not matter; DENSE or 卷积 is read too.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from numbers import Integral

from cnnlib.errors import InvalidSetting
from cnnlib.layers import Activation, Conv, Dropout, Fc, Input, Lrn, Pool, Rbf, Softmax, Subsample

LARGEST_NUMBER = 1_000_000
LONGEST_TEXT = 10_000
MOST_LAYERS = 200
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"  # one sign an input map in a table

# name -> (layer, what it already says, the setting of a number without a letter, the letters)
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
} | {
    name: (Activation, {"how": name.lower()}, None, {}) for name in ("RELU", "TANH", "SIGMOID", "SCALEDTANH")
}
FLAGS = {
    "CONV": {"NOBIAS": ("bias", False)},
    "FC": {"NOBIAS": ("bias", False)},
    "POOL": {name.upper(): ("how", name) for name in ("max", "mean", "min", "median")}
    | {"AVG": ("how", "mean")},
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
SKIPPED = {"FLATTEN", "展平"}  # FC reads a volume in a row anyway

TOKEN = re.compile(
    r"""
      (?P<table>  t\s*\[ [0-9a-z\s]* \] )
    | (?P<size>   \d+ (?:\s*x\s*\d+)+ )
    | (?P<number> -?(?:\d+\.?\d*|\.\d+) (?:e[-+]?\d+)? )
    | (?P<word>   [^\W\d_]+ )
    | (?P<between>[-\s>,;:=|/\[\](){}。、–—―→⇒➔➜·]+? )
""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


def _plain(sign: str) -> str:
    """A sign as its plain lower-case form, still one sign, so that places in the text stay what they were."""
    plain = unicodedata.normalize("NFKC", sign).lower()
    plain = {"×": "x", "*": "x", "−": "-"}.get(plain, plain)
    return plain if len(plain) == 1 else sign


def _tokens(text: str) -> list[Token]:
    plain, tokens, at = "".join(map(_plain, text)), [], 0
    while at < len(plain):
        found = TOKEN.match(plain, at)
        if not found:
            raise _error(
                "notation-sign",
                text,
                at,
                at + 1,
                f"{text[at]!r} means nothing here",
                replace="",
                sign=text[at],
            )
        if found.lastgroup != "between":
            tokens.append(Token(found.lastgroup, found.group(), at, found.end()))
        at = found.end()
    return tokens


def _error(key, text, start, end, message, replace=None, **values) -> InvalidSetting:
    """An error at text[start:end]; `replace`, if given, is what should stand there."""
    repairs = () if replace is None else ({"text": text[:start] + replace + text[end:]},)
    hint = "" if replace is None else f": write {replace}" if replace else ": leave it out"
    return InvalidSetting(
        key, f"{message} (at sign {start + 1}){hint}", repairs, text=text, position=start, end=end, **values
    )


def _number(token: Token, text: str, setting: str, layer: str, whole: bool):
    """The number a token says; whole numbers as int."""
    said = {"layer": layer, "setting": setting, "value": token.text}
    digits = token.text.lstrip("-")
    value = float(token.text) if len(digits) <= 30 else float("inf")
    if abs(value) > LARGEST_NUMBER:
        raise _error(
            "notation-large",
            text,
            token.start,
            token.end,
            f"{layer} {setting}={digits[:12]}{'...' * (len(digits) > 12)}: needs at most {LARGEST_NUMBER:,}",
            str(LARGEST_NUMBER),
            **said,
        )
    if value < 0:
        raise _error(
            "notation-negative",
            text,
            token.start,
            token.end,
            f"{layer} {setting}={token.text}: no negative number fits",
            "0" if setting == "P" else "1",
            **said,
        )
    if whole and not value.is_integer():
        raise _error(
            "notation-whole",
            text,
            token.start,
            token.end,
            f"{layer} {setting}={token.text}: needs a whole number",
            str(max(1, round(value))),
            **said,
        )
    return int(value) if whole else value


def read(text: str) -> tuple[list, list[tuple[int, int]]]:
    """The layers of a line, and where each stands in it as (start, end)."""
    if len(text) > LONGEST_TEXT:
        raise InvalidSetting(
            "notation-long",
            f"a line of {len(text):,} signs: needs at most {LONGEST_TEXT:,}",
            ({"text": text[:LONGEST_TEXT]},),
            text=text,
            position=LONGEST_TEXT,
            length=len(text),
        )
    runs: list[list[Token]] = []
    for token in _tokens(text):
        word = token.text.upper()
        if token.kind == "word" and (word in LAYERS or word in ALIASES or word in SKIPPED):
            runs.append([token])
        elif runs:
            runs[-1].append(token)
        else:
            near = get_close_matches(word, [*LAYERS, *ALIASES], n=1)
            raise _error(
                "notation-word",
                text,
                token.start,
                token.end,
                f"{text[token.start : token.end]!r} is no layer",
                near[0] if near else "INPUT",
                layer=word,
            )
    if len(runs) > MOST_LAYERS:
        cut = runs[MOST_LAYERS][0].start
        raise InvalidSetting(
            "notation-layers",
            f"{len(runs)} layers: needs at most {MOST_LAYERS}",
            ({"text": text[:cut]},),
            text=text,
            position=cut,
            layers=len(runs),
        )
    runs = [run for run in runs if run[0].text.upper() not in SKIPPED]
    return [_layer(run, text) for run in runs], [(run[0].start, run[-1].end) for run in runs]


def _layer(run: list[Token], text: str):
    """One layer from its name and all that stands before the next name."""
    name, *said = ALIASES.get(run[0].text.upper(), run[0].text.upper()).split()
    make, settings, bare, letters = LAYERS[name]
    settings = dict(settings) | dict(FLAGS[name][flag] for flag in said)
    rest, given = run[1:], set()

    def set_(key, value, start, end):
        if key in given:
            raise _error(
                "notation-twice",
                text,
                start,
                end,
                f"{name}: {key} is said twice",
                "",
                layer=name,
                setting=key,
            )
        given.add(key)
        settings[key] = value

    while rest:
        token, *rest = rest
        word = token.text.upper()
        if name == "INPUT" and token.kind in ("size", "number"):
            set_("shape", _picture(token, text), token.start, token.end)
        elif name == "CONV" and token.kind == "table":
            set_("table", _table(token), token.start, token.end)
        elif token.kind == "word" and word in FLAGS.get(name, {}):
            set_(*FLAGS[name][word], token.start, token.end)
        elif token.kind == "word" and word in letters:
            if not rest or rest[0].kind not in ("number", "size"):
                raise _error(
                    "notation-number",
                    text,
                    token.start,
                    token.end,
                    f"{name}: {word} needs a number",
                    f"{word}1",
                    layer=name,
                    setting=word,
                )
            value, *rest = rest
            set_(letters[word], _value(value, text, word, name), token.start, value.end)
        elif token.kind in ("number", "size") and bare and bare not in given:
            set_(bare, _value(token, text, bare, name), token.start, token.end)
        elif token.kind == "size" and "F" in letters and "F" not in given:  # CONV 12 5x5
            set_("F", _value(token, text, "F", name), token.start, token.end)
        elif token.kind == "number" and "F" in letters and "F" not in given:
            raise _error(
                "notation-letter",
                text,
                token.start,
                token.end,
                f"{name}: a second number needs its letter",
                f"F{token.text.lstrip('-')}",
                layer=name,
                value=token.text,
            )
        else:
            near = (
                get_close_matches(word, [*LAYERS, *ALIASES, *FLAGS.get(name, {})], n=1)
                if len(word) > 1
                else []
            )
            what = "is no layer" if near and near[0] in (*LAYERS, *ALIASES) else f"means nothing to {name}"
            raise _error(
                "notation-word",
                text,
                token.start,
                token.end,
                f"{text[token.start : token.end][:20]!r} {what}",
                near[0] if near else "",
                layer=name,
            )
    if make in (Conv, Fc, Input) and (missing := "shape" if make is Input else "K") not in given:
        example = {"INPUT": "INPUT 32x32x3", "CONV": "CONV 12", "FC": "FC 10"}[name]
        raise _error(
            "notation-missing",
            text,
            run[0].start,
            run[0].end,
            f"{name} does not say its {'size' if missing == 'shape' else 'number K'}",
            example,
            layer=name,
            setting=missing,
        )
    try:
        return make(**settings)
    except InvalidSetting as error:
        raise placed(error, text, run[0].start, run[-1].end, name, settings, make) from None


def _picture(token: Token, text: str) -> tuple[int, ...]:
    """(D, H, W) from width x height x depth, or width x height of one slice, or (n,)."""
    sides = [
        _number(
            Token("number", part.group(), token.start + part.start(), token.start + part.end()),
            text,
            side,
            "INPUT",
            True,
        )
        for part, side in zip(re.finditer(r"-?[\d.]+(?:e[-+]?\d+)?", token.text), "WHD????", strict=False)
    ]
    if len(sides) > 3:
        raise _error(
            "notation-input",
            text,
            token.start,
            token.end,
            "INPUT takes width x height x depth",
            "32x32x3",
            layer="INPUT",
        )
    return tuple(sides) if len(sides) == 1 else (sides[2] if len(sides) == 3 else 1, sides[1], sides[0])


def _value(token: Token, text: str, setting: str, layer: str):
    if token.kind == "size":
        sides = re.split(r"\s*x\s*", token.text)
        if setting != "F" or len(set(sides)) > 1:
            raise _error(
                "notation-square",
                text,
                token.start,
                token.end,
                f"{layer} {setting}={token.text}: takes one number",
                sides[0],
                layer=layer,
                setting=setting,
            )
        token = Token("number", sides[0], token.start, token.end)
    value = _number(
        token,
        text,
        setting,
        layer,
        whole=layer not in ("LRN", "DROPOUT") and setting != "L" or setting in "nN",
    )
    return "l2" if setting == "L" and value == 2 else value


def _table(token: Token) -> tuple[tuple[int, ...], ...]:
    rows = token.text[token.text.index("[") + 1 : -1].split()
    return tuple(tuple(BASE36.index(sign) for sign in row) for row in rows)


def placed(
    error: InvalidSetting, text: str, start: int, end: int, name: str, settings: dict, make, fits=None
):
    """An error about one layer, with its place in the line, and repairs that also give the line repaired."""
    repairs = []
    for repair in error.repairs:
        try:
            layer = make(
                **settings | {{"d": "dilation", "g": "groups"}.get(k, k): v for k, v in repair.items()}
            )
            if fits is None or fits(layer):
                repairs.append(repair | {"text": text[:start] + write_layer(layer) + text[end:]})
        except (InvalidSetting, TypeError):  # a repair of the picture, not of this layer
            continue
    if not repairs:  # nothing near fits: offer the line without this layer
        repairs = [{"text": text[:start] + text[end:].lstrip(" ->→")}]
    values = {"layer": name} | error.values | {"text": text, "position": start, "end": end}
    return InvalidSetting(error.key, f"{error} (at sign {start + 1})", tuple(repairs), **values)


# ---- writing


def write_layer(layer) -> str:
    """One layer in the notation; what is the default is left out."""
    match layer:
        case Input(shape):
            return "INPUT " + "x".join(str(side) for side in reversed(shape))
        case Conv():
            parts = [f"CONV {layer.K} F{layer.F}", *_letters(layer, S=1, P=0, dilation=1, groups=1)]
            table = (
                layer.table and "T[" + " ".join("".join(BASE36[d] for d in row) for row in layer.table) + "]"
            )
            return " ".join([*parts, *(["NOBIAS"] * (not layer.bias)), *([table] if table else [])])
        case Pool():
            how = [] if layer.how == "max" else [_norm(layer.how)]
            return " ".join([f"POOL {layer.F}", *_letters(layer, S=layer.F, P=0), *how])
        case Fc():
            return f"FC {layer.K}" + " NOBIAS" * (not layer.bias)
        case Subsample():
            return f"SUBSAMPLE {layer.F}"
        case Rbf():
            return f"RBF {layer.K}"
        case Lrn():
            return " ".join(["LRN", *_letters(layer, n=5, k=2.0, alpha=1e-4, beta=0.75)])
        case Dropout():
            return f"DROPOUT {layer.p!r}"
        case Activation():
            return layer.how.upper()
    return "SOFTMAX"


def _letters(layer, **defaults) -> list[str]:
    values = [(setting, getattr(layer, setting)) for setting in defaults]
    return [
        f"{setting[0].upper()}{int(v) if isinstance(v, Integral) else repr(float(v))}"
        for setting, v in values
        if v != defaults[setting]
    ]


def _norm(how) -> str:
    return how.upper() if isinstance(how, str) else f"L{how!r}"


def write(network) -> str:
    """The line that parses back to an equal network."""
    return " - ".join(map(write_layer, network.layers))
