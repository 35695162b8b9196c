"""Lines drawn and pasted, each read as a second reader reads it, or refused where that one refuses it; and each repair
means what the typed words mean to that one."""

from math import prod
from random import Random

import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Activation, Layer
from cnnlib.network.network import parse
from tests.cnnlib.line_reader import WRITTEN, OddSign, Run, runs
from tests.cnnlib.pasted_lines import PASTED

PLACES = 25  # of 400 lines each


def plain(layer: Layer) -> tuple:
    """A layer of the library as the second reader says it."""
    if isinstance(layer, Activation):
        return layer.function, ()
    return type(layer).__name__.lower(), tuple(sorted(vars(layer).items()))


def check(line: str) -> str:
    """Read by both; the key of the library's refusal, or "read"."""
    try:
        found = runs(line)
    except OddSign as odd:
        with pytest.raises(InvalidSetting) as caught:
            parse(line)
        assert (caught.value.key, caught.value.values["position"]) == ("notation-sign", odd.args[0])
        assert not caught.value.repairs
        return "notation-sign"
    try:
        network = parse(line)
    except InvalidSetting as error:
        refused(line, found, error)
        return error.key
    layers = [run for run in found if run.layer != ("flatten", ())]
    assert [plain(layer) for layer in network.layers] == [run.layer for run in layers]
    assert all(run.exact for run in found) and flattens(found) is None
    assert wrong_inputs(layers, network.shapes) is None
    return "read"


def refused(line: str, found: list[Run], error: InvalidSetting) -> None:
    """It is refused at the layer that the second reader does not read either, or that cannot be."""
    key, place = error.key, error.values["position"]
    at = max((i for i, run in enumerate(found) if run.words[0].start <= place), default=0)
    if key == "network-input" and error.values["end"] == 0:
        assert all(run.exact for run in found) and (not found or found[0].layer[0] != "input")
        assert [repair["text"] for repair in error.repairs] == [f"INPUT 32x32x3 - {line}".strip(" -")]
        return
    assert all(run.exact for run in found[:at]), "what comes before was read"
    if key == "notation-flatten":
        assert at == flattens(found)
    elif key == "notation-inputs":
        assert found[at].exact and found[at].inputs == error.values["said"] != error.values["comes"]
    elif key.startswith("notation-"):
        assert not found[at].exact
        for repair in error.repairs:
            same_meaning(line, found, at, key, error.values, repair["text"])
        return
    else:
        assert found[at].exact
        for repair in error.repairs:
            one_change(found, at, repair)
        return
    assert not error.repairs


def same_meaning(line, found, at, key, values, repaired):
    """The repaired line means what the typed words mean, or is no network yet where something else is wrong with them
    too; a mistyped word is one slip away from that put there."""
    if key == "notation-word":
        start, end, tail = values["position"], values["end"], len(line) - values["end"]
        instead = repaired[start : len(repaired) - tail].strip()
        assert "".join(repaired.split()) == "".join((line[:start] + instead + line[end:]).split())
        typed, meant = (word.upper().replace("_", "") for word in (line[start:end], instead))
        assert one_slip(typed, meant), (typed, meant)
        return
    again = runs(repaired)
    after, before = [run.layer for run in again], [run.layer for run in found]
    assert after[:at] + after[at + 1 :] == before[:at] + before[at + 1 :]
    assert after[at] == before[at] or not again[at].exact


def one_change(found, at, repair):
    """Of settings that cannot be: all layers as typed, but those settings of the one, or without it."""
    after, before = [run.layer for run in runs(repair["text"])], [run.layer for run in found]
    if len(after) < len(before):
        assert after == before[:at] + before[at + 1 :]
        return
    named = {"d": "dilation", "g": "groups"}
    changed = {named.get(name, name) for name in repair if name != "text"}
    assert after[:at] + after[at + 1 :] == before[:at] + before[at + 1 :] and after[at][0] == before[at][0]
    if after[at][0] == "pool" and "F" in changed and dict(before[at][1])["S"] == dict(before[at][1])["F"]:
        changed.add("S")  # it follows F where nobody says it
    unlike = {one[0] for one, other in zip(after[at][1], before[at][1], strict=True) if one != other}
    assert unlike <= changed


def one_slip(typed, meant):
    if len(typed) == len(meant):
        wrong = [i for i in range(len(typed)) if typed[i] != meant[i]]
        return len(wrong) == 1 or len(wrong) == 2 and sorted(typed) == sorted(meant) and wrong[1] - wrong[0] == 1
    if len(typed) > len(meant):  # a letter twice
        return any(meant[:i] + meant[i - 1] + meant[i:] == typed for i in range(1, len(meant) + 1))
    return any(meant[:i] + meant[i + 1 :] == typed for i in range(len(meant)))


def flattens(found):
    """Which FLATTEN stands where it would change something: no FC before it, and none next that weighs."""
    kinds = [run.layer and run.layer[0] for run in found]
    for i, kind in enumerate(kinds):
        if kind != "flatten" or {"fc", "rbf"} & set(kinds[:i]) or found[0].layer == ("input", (("shape", (0,)),)):
            continue
        if kinds[0] == "input" and i > 0 and len(dict(found[0].layer[1])["shape"]) == 1:
            continue
        rest = [k for k in kinds[i:] if k not in ("flatten", "relu", "tanh", "sigmoid", "scaledtanh", "dropout")]
        if not rest or rest[0] not in ("fc", "rbf"):
            return i
    return None


def wrong_inputs(layers, shapes):
    """Which layer says that something else comes in."""
    for i, (run, before) in enumerate(zip(layers[1:], shapes, strict=False), start=1):
        if run.inputs not in (None, prod(before) if run.layer[0] == "fc" else before[0]):
            return i
    return None


# ---- drawn lines

NAMES = tuple(WRITTEN)
LAYERS = (
    "CONV 8|CONV 4 F5 P2|Conv2d 16|Conv2d(3, 6, 5)|Conv2d(4, 8, kernel_size=3, padding=1)|Conv2D(8, (3, 3))|"
    "conv 3 5x5|卷积 6|CONV 8 stride 2|CONV 4 kernel=3 padding=1|CONV 8 G2 D2 NOBIAS|POOL 2|POOL 3 S2 P1 MEAN|"
    "MaxPool2d(3, 2)|AVGPOOL 2|MaxPooling2D(pool_size=(2, 2))|AveragePooling2D|POOL 2 L3|RELU|ReLU()|TANH|"
    "Activation('relu')|sigmoid|LRN|LRN N3 K1|DROPOUT 0.3|Dropout2d|FLATTEN - FC 7|Flatten()|FC 10|"
    "Linear(400, 120)|Linear(10, 5)|Dense(10, activation='softmax')|FC-4096|SOFTMAX|SUBSAMPLE 2|RBF 10|全连接 10|"
    "CONV 4 F1 T[01 12 23 03]"
).split("|")
INPUTS = ("INPUT 20x20x4", "INPUT 20x20x4", "INPUT 16x12x3", "INPUT 400", "INPUT (9, 9)", "INPUT 28 28 1")
EXTRAS = (
    "F3 F5 F3x5 5x5 (3, 3) S2 P1 D2 G2 K9 L2 F S 2 3 5 16 -1 0.5 2.5 1e9 1e3 3-64 2D 1d stride=2 strides=(2,2) "
    "padding=1 padding='same' padding=valid kernel_size=3 kernel filters=4 out_channels=8 in_channels=4 "
    "in_features=5 units=3 bias=False use_bias=True BIAS NOBIAS SAME VALID MEAN MAX MIN AVG ten NO T[01 12] "
    "groups=2 dilation=2 TRUE p=0.3 rate x /2 *2 @ # % KONV RLEU TCONV GELU conv1d Conv3d BN POLL 28 1 "
    "activation=relu ACTIVATION relu conv pool FC INPUT FLATTEN"
).split(" ")
GAPS = (" - ", " ", " -> ", ", ", "，", " | ", "-", "")


def drawn(pick: Random) -> str:
    """A line that is mostly right: a layer or a setting too many here and there."""
    parts = [
        pick.choice(("INPUT 20x20x4", "INPUT 20x20x4", "INPUT 16x12x3", "INPUT 400", "INPUT (9, 9)", "INPUT 28 28 1"))
    ]
    for _ in range(pick.randrange(1, 6)):
        layer = pick.choice(LAYERS) if pick.random() < 0.85 else f"{pick.choice(NAMES)} {pick.randrange(1, 12)}"
        while pick.random() < 0.3:
            layer += pick.choice((" ", " ", ", ", "")) + pick.choice(EXTRAS)
        parts.append(layer)
    return "".join(part + pick.choice(GAPS[:4] if pick.random() < 0.8 else GAPS) for part in parts)


def mutated(line: str, pick: Random) -> str:
    """The line with one to three words or signs changed."""
    for _ in range(pick.randrange(1, 4)):
        words = line.split(" ")
        i, at = pick.randrange(len(words)), pick.randrange(len(line) + 1)
        kind = pick.randrange(7)
        if kind == 0:
            words[i] = pick.choice(EXTRAS)
        elif kind == 1:
            words.insert(i, pick.choice(EXTRAS))
        elif kind == 2:
            del words[i]
        elif kind == 3:
            words[i], words[-1 - i] = words[-1 - i], words[i]
        elif kind == 4:
            words[i] = str(pick.randrange(40))
        line = " ".join(words)
        if kind == 5:
            line = line[:at] + line[at + 1 :]
        elif kind == 6:
            line = line[:at] + pick.choice("x2-, d(F)1sn") + line[at:]
    return line


@pytest.mark.parametrize("seed", range(PLACES))
def test_ten_thousand_drawn_lines_are_read_alike_or_refused_in_the_same_place(seed):
    pick, keys = Random(seed), []
    for _ in range(400):
        line = drawn(pick)
        try:
            keys.append(check(line))
        except Exception as error:
            raise AssertionError(line) from error
    assert keys.count("read") > 40, "what is drawn is mostly refused"


@pytest.mark.parametrize("seed", range(5))
def test_two_thousand_mutations_of_pasted_lines_too(seed):
    pick = Random(1000 + seed)
    for n in range(400):
        line = mutated(PASTED[n % len(PASTED)], pick)
        try:
            check(line)
        except Exception as error:
            raise AssertionError(line) from error


@pytest.mark.parametrize("line", PASTED)
def test_a_pasted_line_is_read_alike_or_refused_in_the_same_place(line):
    check(line)
