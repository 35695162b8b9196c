"""A second reader of a network's line, written from the grammar alone; it shares nothing with the library's.

It reads sign by sign, knows no repairs, and says of each layer what the typed words mean: exactly, or only with a grain
of goodwill (`exact` is False: BIAS that is so anyway, 28 28 1 for a size), or not at all (`layer` is None).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

GAPS = set(" \t\n\r>,;:=|/[](){}'\"‘’“”。、–—―→⇒➔➜·-")
FUNCTIONS = ("relu", "tanh", "sigmoid", "scaledtanh")

# what is written -> (kind, what the name itself says, the order of a call's numbers)
TORCH = ("inputs", "K", "F", "S", "P", "dilation", "groups")
WRITTEN = {
    **dict.fromkeys(("input", "输入"), ("input", {}, ())),
    **dict.fromkeys(("conv", "convolution", "卷积"), ("conv", {}, ())),
    "conv2d": ("conv", {}, "by capitals"),
    "convolution2d": ("conv", {}, ("K", "F", "S")),
    **dict.fromkeys(("pool", "pooling", "池化", "汇聚"), ("pool", {}, ())),
    **dict.fromkeys(("maxpool", "maxpooling", "最大池化", "最大汇聚"), ("pool", {"how": "max"}, ())),
    **dict.fromkeys(("meanpool", "avgpool", "averagepool", "平均池化", "平均汇聚"), ("pool", {"how": "mean"}, ())),
    "maxpool2d": ("pool", {"how": "max"}, ("F", "S", "P")),
    "avgpool2d": ("pool", {"how": "mean"}, ("F", "S", "P")),
    "maxpooling2d": ("pool", {"how": "max"}, ("F", "S")),
    "averagepooling2d": ("pool", {"how": "mean"}, ("F", "S")),
    **dict.fromkeys(("fc", "dense", "全连接"), ("fc", {}, ())),
    "linear": ("fc", {}, ("inputs", "K")),
    **dict.fromkeys(("dropout", "drop", "dropout2d", "丢弃"), ("dropout", {}, ())),
    "lrn": ("lrn", {}, ()),
    "softmax": ("softmax", {}, ()),
    "subsample": ("subsample", {}, ()),
    "rbf": ("rbf", {}, ()),
    **dict.fromkeys(("flatten", "展平"), ("flatten", {}, ())),
    "激活": ("relu", {}, ()),
    **{name: (name, {}, ()) for name in FUNCTIONS},
}
SLIDING = {"f": "F", "s": "S", "p": "P", "kernel": "F", "kernelsize": "F", "stride": "S", "strides": "S"}
SLIDING |= {"pad": "P", "padding": "P"}
SETTINGS = {
    "conv": SLIDING
    | {"k": "K", "filters": "K", "outchannels": "K", "inchannels": "inputs"}
    | {"d": "dilation", "dilation": "dilation", "dilationrate": "dilation", "g": "groups", "groups": "groups"},
    "pool": SLIDING | {"poolsize": "F", "l": "how"},
    "fc": {"k": "K", "units": "K", "outfeatures": "K", "infeatures": "inputs"},
    "subsample": {"f": "F"},
    "rbf": {"k": "K"},
    "lrn": {"n": "n", "k": "k", "a": "alpha", "alpha": "alpha", "b": "beta", "beta": "beta"},
    "dropout": {"p": "p", "rate": "p"},
}
DEFAULTS = {
    "conv": {"F": 3, "S": 1, "P": 0, "dilation": 1, "groups": 1, "bias": True, "table": None},
    "pool": {"F": 2, "P": 0, "how": "max"},
    "fc": {"bias": True},
    "subsample": {"F": 2},
    "rbf": {"K": 10},
    "lrn": {"n": 5, "k": 2.0, "alpha": 1e-4, "beta": 0.75},
    "dropout": {"p": 0.5},
}
BARE = {"conv": "K", "pool": "F", "fc": "K", "subsample": "F", "rbf": "K", "lrn": "n", "dropout": "p"}
POOLED = {"max": "max", "mean": "mean", "avg": "mean", "min": "min", "median": "median"}
NEEDS = {"conv": ("K", 12), "fc": ("K", 10), "input": ("shape", (3, 32, 32))}
MOST = 1_000_000


class OddSign(Exception):
    """A sign that means nothing; `args[0]` is its place."""


@dataclass
class Word:
    kind: str  # "word", "number", "size", "table", "joined"
    text: str
    start: int
    end: int


@dataclass
class Run:
    """One layer: its words, what they mean, and what they say of their input."""

    words: list[Word]
    layer: tuple | None = None
    exact: bool = True
    inputs: int | None = None
    said: dict = field(default_factory=dict)


def runs(text: str) -> list[Run]:
    """The layers of a line, FLATTEN among them."""
    found, words = [], cut(text)
    for i, word in enumerate(words):
        if word.text == "activation" and i + 1 < len(words) and words[i + 1].text in (*FUNCTIONS, "softmax"):
            if not text[word.end : words[i + 1].start].strip(" =:('\""):
                continue
        if not found or word.kind == "word" and word.text in WRITTEN:
            found.append(Run([]))
        found[-1].words.append(word)
    for run in found:
        _understand(run, text)
    return found


# ---- cut into words


def cut(text: str) -> list[Word]:
    plain = "".join(map(_plain, text))
    words, at = [], 0
    while at < len(plain):
        kind, end = _next(plain, at)
        if kind != "gap":
            words.append(Word(kind, plain[at:end].replace("_", ""), at, end))
        at = end
    return words


def _plain(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).lower()
    plain = {"×": "x", "*": "x", "−": "-"}.get(plain, plain)
    return plain if len(plain) == 1 else sign


def _letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


def _while(text: str, at: int, fits) -> int:
    while at < len(text) and fits(text[at]):
        at += 1
    return at


def _next(s: str, at: int) -> tuple[str, int]:
    sign, before = s[at], s[max(0, at - 2) : at]
    if sign == "t":
        bracket = _while(s, at + 1, str.isspace)
        close = s.find("]", bracket)
        inside = s[bracket + 1 : close]
        if s[bracket : bracket + 1] == "[" and close > 0 and all(c in TABLE or c.isspace() for c in inside):
            return "table", close + 1
    if sign == "(" and not (before[-1:].isalnum() or before[-1:] == "_"):
        inside, closed, _ = s[at + 1 :].partition(")")
        sides = [side.strip() for side in inside.split(",")]
        if closed and len(sides) == 2 and all(side.isdecimal() for side in sides):
            return "size", at + len(inside) + 2
    if sign.isdecimal():
        return _number(s, at)
    behind_name = len(before) == 2 and (all(map(_letter, before)) or before in ("1d", "2d", "3d"))
    after = at + (sign == "-")
    starts = s[after : after + 1].isdecimal() or s[after : after + 1] == "." and s[after + 1 : after + 2].isdecimal()
    if (sign == "-" and not behind_name or sign == ".") and starts:
        return "number", _float(s, after)
    if _letter(sign):
        return "word", _word(s, at)
    if sign in GAPS or sign.isspace():
        return "gap", at + 1
    raise OddSign(at)


TABLE = set("0123456789abcdefghijklmnopqrstuvwxyz")


def _number(s: str, at: int) -> tuple[str, int]:
    end = _while(s, at, str.isdecimal)
    side = end
    while True:  # 5x5, 32 x 32 x 3
        x = _while(s, side, str.isspace)
        start = _while(s, x + 1, str.isspace)
        if s[x : x + 1] != "x" or not s[start : start + 1].isdecimal():
            break
        side = _while(s, start, str.isdecimal)
    if side > end:
        return "size", side
    joined = end
    while s[joined : joined + 1] == "-" and s[joined + 1 : joined + 2].isdecimal():
        joined = _while(s, joined + 1, str.isdecimal)
    if joined > end:
        return "joined", joined
    if (
        s[at] in "123"
        and s[at + 1 : at + 2] == "d"
        and not s[at + 2 : at + 3].isalnum()
        and not s[at - 1 : at].isalnum()
    ):
        return "joined", at + 2
    return "number", _float(s, at)


def _float(s: str, at: int) -> int:
    end = _while(s, at, str.isdecimal)
    if s[end : end + 1] == ".":
        end = _while(s, end + 1, str.isdecimal)
    if s[end : end + 1] == "e":
        power = end + 1 + (s[end + 1 : end + 2] in ("+", "-"))
        if s[power : power + 1].isdecimal():
            end = _while(s, power, str.isdecimal)
    return end


def _word(s: str, at: int) -> int:
    end = first = _while(s, at, _letter)
    while s[end : end + 1] == "_" and end + 1 < len(s) and _letter(s[end + 1]):
        end = _while(s, end + 1, _letter)
    if first - at >= 2:  # conv2d, max_pool_2d
        digit = end + (s[end : end + 1] == "_")
        if s[digit : digit + 1] in ("1", "2", "3") and s[digit + 1 : digit + 2] == "d":
            if not s[digit + 2 : digit + 3].isalnum():
                return digit + 2
    return end


# ---- understood


class NoMeaning(Exception):
    pass


def _understand(run: Run, text: str) -> None:
    try:
        run.layer = _layer(run, text)
    except NoMeaning:
        run.layer, run.exact = None, False


def _layer(run: Run, text: str) -> tuple:
    head, rest = run.words[0], list(run.words[1:])
    if head.kind != "word" or head.text not in WRITTEN:
        raise NoMeaning
    kind, fixed, order = WRITTEN[head.text]
    numbers: list[Word] = []
    same = None

    def keep(setting, value):
        if setting == "how" and fixed.get("how", value) != value:
            raise NoMeaning
        if setting in run.said:
            if run.said[setting] != value or same:
                raise NoMeaning
            run.exact = False
        run.said[setting] = value

    while rest:
        word = rest.pop(0)
        if word.kind in ("number", "size") and (kind == "input" or order):
            numbers.append(word)
        elif word.kind == "table" and kind == "conv":
            rows = word.text[word.text.index("[") + 1 : -1].split()
            keep("table", tuple(tuple(int(sign, 36) for sign in row) for row in rows))
        elif word.kind == "word" and (word.text in SETTINGS.get(kind, ())):
            setting = SETTINGS[kind][word.text]
            if setting == "P" and rest and rest[0].text in ("same", "valid"):
                continue
            if not rest and len(word.text) == 1:
                run.exact = False
                keep(setting, 1)
                continue
            if not rest or rest[0].kind not in ("number", "size"):
                raise NoMeaning
            keep(setting, _value(run, kind, setting, rest.pop(0)))
        elif word.text == "nobias" and kind in ("conv", "fc"):
            keep("bias", False)
        elif word.text in ("bias", "usebias") and kind in ("conv", "fc"):
            if rest and rest[0].text in ("true", "1", "false", "0"):
                keep("bias", rest.pop(0).text in ("true", "1"))
            elif "bias" in run.said or rest and rest[0].text not in (*SETTINGS[kind], "valid"):
                raise NoMeaning
            else:
                run.exact = False
        elif word.text == "valid" and kind in ("conv", "pool"):
            keep("P", 0)
        elif word.text == "same" and kind == "conv":
            same = True
            keep("P", "same")
        elif word.text in POOLED and kind == "pool":
            keep("how", POOLED[word.text])
        elif word.kind in ("number", "size") and kind in BARE and BARE[kind] not in run.said:
            keep(BARE[kind], _value(run, kind, BARE[kind], word))
        elif word.kind == "size" and kind == "conv" and "F" not in run.said:
            keep("F", _value(run, kind, "F", word))
        elif word.kind == "number" and kind in ("conv", "pool") and run.words[2] is word:
            first = run.words[1]
            between = text[head.end : first.start], text[first.end : word.start]
            letter = {"conv": "F", "pool": "S"}[kind]
            if first.kind == "word" or not all(between) or "".join(between).strip(" ,()\t") or letter in run.said:
                raise NoMeaning
            run.exact = False
            keep(letter, _value(run, kind, letter, word))
        else:
            raise NoMeaning
    if kind == "input" and numbers:
        keep("shape", _shape(run, text, numbers))
    elif numbers:
        for setting, word in zip(_call(run, head, order, numbers, text), numbers, strict=True):
            keep(setting, _value(run, kind, setting, word))
    setting, filled = NEEDS.get(kind, (None, None))
    if setting and setting not in run.said:
        run.exact = False
        run.said[setting] = filled
    if same:
        run.exact = False
        spread = run.said.get("dilation", 1) * (run.said.get("F", 3) - 1)
        if run.said.get("S", 1) != 1 or spread % 2:
            raise NoMeaning
        run.said["P"] = spread // 2
    values = DEFAULTS.get(kind, {}) | fixed | {k: v for k, v in run.said.items() if k != "inputs"}
    run.inputs = run.said.get("inputs")
    if kind == "pool":
        values.setdefault("S", values["F"])
        values["how"] = "l2" if values["how"] == 2 else values["how"]
    return (kind, tuple(sorted(values.items())))


def _call(run: Run, head: Word, order, numbers: list[Word], text: str) -> tuple[str, ...]:
    """What each number of a call says: Conv2d is PyTorch's, Conv2D Keras'."""
    count, typed = len(numbers), text[head.start : head.end]
    if order == "by capitals":
        if count == 1:
            order = ("K",)
        elif count == 2 and numbers[1].kind == "size" or typed == "Conv2D":
            order = ("K", "F", "S")
        elif typed == "Conv2d" and count >= 3 or count == 2 and "F" in run.said:
            order = TORCH
        else:
            raise NoMeaning
    elif order == ("inputs", "K") and count == 1:
        order = ("K",)
    if count > len(order):
        raise NoMeaning
    return order[:count]


def _sides(word: Word) -> list[str]:
    return [side.strip() for side in word.text.strip("()").replace(",", "x").split("x")]


def _shape(run: Run, text: str, numbers: list[Word]) -> tuple[int, ...]:
    sides = _sides(numbers[0])
    if len(numbers) > 1:
        between = text[numbers[0].start : numbers[-1].end].strip(" ,0123456789")
        called = "(" in text[run.words[0].end : numbers[0].start]
        sides = [word.text for word in numbers]
        if len(numbers) > 3 or between or any(word.kind != "number" for word in numbers):
            raise NoMeaning
        if called and sides[0] != sides[1]:
            raise NoMeaning
        run.exact = False
    if len(sides) > 3 or text[numbers[0].start] == "(" and sides[0] != sides[1]:
        raise NoMeaning
    whole = [_nearest(run, Word("number", side, 0, 0), least=1, whole=True) for side in sides]
    if len(whole) == 1:
        return (whole[0],)
    width, height, depth = (*whole, 1)[:3]
    return depth, height, width


def _value(run: Run, kind: str, setting: str, word: Word):
    if word.kind == "size":
        sides = _sides(word)
        if len(set(sides)) > 1 or setting not in ("F", "S", "P", "dilation"):
            raise NoMeaning
        word = Word("number", sides[0], word.start, word.end)
    whole = kind != "dropout" and setting not in ("how", "k", "alpha", "beta")
    return _nearest(run, word, 0 if setting in ("P", "p") else 1, whole)


def _nearest(run: Run, word: Word, least: int, whole: bool):
    value = float(word.text) if len(word.text) <= 30 else float("inf")
    right = 0 <= value <= MOST and (not whole or value == int(value))
    if right:
        return int(value) if whole else value
    run.exact = False
    if abs(value) > MOST:
        return MOST
    return least if value < 0 else max(1, round(value))
