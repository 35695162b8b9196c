"""The one-line notation: what it forgives, and what it says of mistakes."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Lrn, Pool, Softmax
from cnnlib.network.lenet_layers import Subsample
from cnnlib.network.network import parse
from cnnlib.network.notation.tokens import LONGEST_TEXT
from tests.cnnlib.lines import PIECES, hostile, plausible

LINE = "INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10"


def test_the_line_of_the_course_is_these_layers():
    network = parse(LINE)
    assert network.layers == (Input((3, 32, 32)), Conv(12, 5, 1, 2), Activation("relu"), Pool(2, 2), Fc(10))
    assert network.shapes == ((3, 32, 32), (12, 32, 32), (12, 32, 32), (12, 16, 16), (10,))
    assert network.names == ("input", "C1", "relu1", "P1", "FC1")
    assert str(network) == LINE


@pytest.mark.parametrize(
    "text",
    [
        "input 32x32x3-conv 12 f5 p2-relu-pool 2-fc 10",
        "INPUT 32x32x3 -> CONV 12 F5 P2 -> RELU -> POOL 2 -> FC 10",
        "INPUT 32 x 32 x 3 → CONV 12, F=5, P=2 → RELU → POOL F2 → FC K=10",
        "输入：32×32×3，卷积 12，Ｆ５，Ｐ２，ＲＥＬＵ，池化 2，全连接 １０。",
        "INPUT 32*32*3—CONV 12 5x5 P2—RELU—MAXPOOL 2x2 S2—FLATTEN—DENSE 10",
        "  [INPUT 32x32x3]\n [CONV12F5P2]\n\t[RELU] [POOL2] [FC10] ",
        "INPUT 32x32x3 CONV 12 P2 F5 S1 D1 G1 RELU POOL 2 MAX FC 10",
        "INPUT 32x32x3 － CONV 12 F5 P2 – RELU ⇒ POOL 2 | LINEAR 10",
    ],
)
def test_what_is_forgiven(text):
    assert parse(text) == parse(LINE)


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("CONV 4 F3 S2 P1 D2 G2 NOBIAS", Conv(4, 3, 2, 1, 2, 2, False)),
        ("CONV 2 F1 T[01 13]", Conv(2, 1, table=((0, 1), (1, 3)))),
        ("POOL 3 S2 P1 AVG", Pool(3, 2, 1, "mean")),
        ("平均池化 2", Pool(2, 2, 0, "mean")),
        ("POOL 2 L2", Pool(2, how="l2")),
        ("POOL 2 L2.5", Pool(2, how=2.5)),
        ("POOL", Pool(2, 2)),
        ("SUBSAMPLE 2", Subsample(2)),
        ("LRN", Lrn(5, 2.0, 1e-4, 0.75)),
        ("LRN N3 K1 ALPHA 1e-05 BETA .5", Lrn(3, 1.0, 1e-5, 0.5)),
        ("DROPOUT 0.3", Dropout(0.3)),
        ("SOFTMAX", Softmax()),
        ("SCALEDTANH", Activation("scaledtanh")),
        ("FC 7 nobias", Fc(7, False)),
    ],
)
def test_every_layer_and_its_letters(text, layer):
    network = parse(f"INPUT 9x9x4 - {text}")
    assert network.layers[1] == layer
    assert parse(str(network)) == network


def test_numbers_may_be_large_and_long_but_not_absurd():
    assert parse("INPUT 8 - FC 1000000").layers[1].K == 1_000_000
    assert parse("INPUT 8 - FC " + "0" * 29 + "7").layers[1].K == 7
    assert parse("INPUT 8 - DROPOUT 0").layers[1].p == 0
    assert len(parse("INPUT 8" + "-RELU" * 199)) == 200


def test_every_number_may_be_as_small_as_can_be():
    line = "INPUT 1x1x1 - CONV 1 F1 - POOL 1 - SUBSAMPLE 1 - LRN N1 - CONV 1 F1 T[0] - FC 84 - RBF 1"
    assert str(parse(line)) == line and parse(line + " - FC 1").output_shape == (1,)
    assert parse("INPUT 1x1x36 - CONV 1 F1 T[z]").layers[1].table == ((35,),)  # a sign a map: 0 to 9, a to z
    with pytest.raises(InvalidSetting, match="table"):
        Conv(1, 1, table=((36,),))


def test_pictures_are_width_height_depth():
    assert parse("INPUT 5x7x2").input_shape == (2, 7, 5)
    assert parse("INPUT 5x7").input_shape == (1, 7, 5)
    assert parse("INPUT 784 - FC 10").input_shape == (784,)
    assert str(parse("INPUT 5x7 FC 3")) == "INPUT 5x7x1 - FC 3"


# text, key, what stands at the place of the mistake, the first repair as a line: None where any will do, NONE where
# nothing here means what was typed
NONE = "no repair"
MISTAKES = [
    ("", "network-input", "", "INPUT 32x32x3"),
    ("CONV 12 - FC 3", "network-input", "", "INPUT 32x32x3 - CONV 12 - FC 3"),
    ("INPUT 8x8x3 - INPUT 8x8x3", "network-input", "INPUT 8x8x3", None),
    ("INPUT 8x8x3 - CONVV 12", "notation-word", "CONVV", "INPUT 8x8x3 - CONV 12"),
    ("INPUT 8x8x3 - 卷及 12", "notation-word", "卷及", None),
    ("INPUT 8x8x3 - RELU 3", "notation-word", "3", NONE),
    ("INPUT 8x8x3 - CONV 4 5", "notation-letter", "5", "INPUT 8x8x3 - CONV 4 F5"),
    ("INPUT 8x8x3 - CONV F3", "notation-missing", "CONV", "INPUT 8x8x3 - CONV 12 F3"),
    ("INPUT 8x8x3 - FC", "notation-missing", "FC", "INPUT 8x8x3 - FC 10"),
    ("INPUT - FC 3", "notation-missing", "INPUT", "INPUT 32x32x3 - FC 3"),
    ("INPUT 8x8x3 - POOL 2 S", "notation-number", "S", "INPUT 8x8x3 - POOL 2 S1"),
    ("INPUT 8x8x3 - CONV 4 F3 F5", "notation-twice", "F5", NONE),
    ("INPUT 8x8x3 - CONV 4 F-3", "notation-negative", "-3", "INPUT 8x8x3 - CONV 4 F1"),
    ("INPUT 8x8x3 - CONV 4 F3 P −1", "notation-negative", "−1", "INPUT 8x8x3 - CONV 4 F3 P 0"),
    ("INPUT 8x8x3 - FC 2.6", "notation-whole", "2.6", "INPUT 8x8x3 - FC 3"),
    ("INPUT 8x8x3 - FC 0.4", "notation-whole", "0.4", "INPUT 8x8x3 - FC 1"),
    ("INPUT 8x8x3 - FC 1000001", "notation-large", "1000001", "INPUT 8x8x3 - FC 1000000"),
    ("INPUT 8x8x3 - FC " + "9" * 5000, "notation-large", "9" * 5000, "INPUT 8x8x3 - FC 1000000"),
    ("INPUT 8x8x3 @ FC 3", "notation-sign", "@", NONE),
    ("INPUT 8x8x3x3 - FC 3", "notation-input", "8x8x3x3", NONE),
    ("INPUT 8x8x3 - CONV 4 3x5", "notation-square", "3x5", NONE),
    ("INPUT 0x8x3 - FC 3", "layer-setting", "INPUT 0x8x3", None),
    ("INPUT 8x8x3 - CONV 4 F11", "filter-too-large", "CONV 4 F11", "INPUT 8x8x3 - CONV 4 F8"),
    ("INPUT 8x8x3 - CONV 6 G4 - RELU", "groups", "CONV 6 G4", "INPUT 8x8x3 - CONV 6 F3 G3 - RELU"),
    ("INPUT 8x8x3 - FC 10 - POOL 2", "layer-needs-volume", "POOL 2", "INPUT 8x8x3 - FC 10 - "),
    ("INPUT 8x8x3 - POOL 2 P2", "pool-padding", "POOL 2 P2", "INPUT 8x8x3 - POOL 2 P1"),
    ("INPUT 8x8x3 - DROPOUT 1", "layer-dropout", "DROPOUT 1", "INPUT 8x8x3 - DROPOUT 0.5"),
    ("INPUT 8x8x3 - CONV 2 F1 T[01 13]", "layer-table", "CONV 2 F1 T[01 13]", None),
]


@pytest.mark.parametrize(("text", "key", "place", "repaired"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_a_mistake_is_placed_named_and_repaired(text, key, place, repaired):
    with pytest.raises(InvalidSetting) as caught:
        parse(text)
    error = caught.value
    assert error.key == key
    assert error.values["text"] == text
    assert text[error.values["position"] : error.values["end"]] == place
    assert error.values["end"] - error.values["position"] == len(place)
    assert error.values.get("typed", "") == place
    if repaired == NONE:
        assert not error.repairs
    elif repaired is not None:
        assert error.repairs[0]["text"] == repaired


def test_an_unknown_word_is_no_layer_where_one_is_near():
    for line, sentence in (("INPUT 8 - CONVV 12", "is no layer"), ("INPUT 8 - RELU QQQ", "means nothing to RELU")):
        with pytest.raises(InvalidSetting, match=sentence):
            parse(line)


def test_a_layer_that_does_not_fit_says_so_with_what_would():
    with pytest.raises(InvalidSetting) as caught:
        parse("INPUT 5x5x3 - RELU - CONV 4 F7 - FC 2")
    error = caught.value
    assert str(error) == "C1: F=7 does not fit W=5, P=0: needs F <= 5, or P >= 1 (at sign 22)"
    assert error.values["layer"] == "C1" and error.values["index"] == 2
    assert [{k: v for k, v in r.items() if k != "text"} for r in error.repairs] == [{"F": 5}, {"P": 1}]
    assert [str(parse(r["text"]).layers[2].F) for r in error.repairs] == ["5", "7"]


def test_lines_may_not_be_absurdly_long():
    for text in ("INPUT 8x8x3 " + "- RELU " * 3000, "INPUT 8x8x3" + "-RELU" * 250):
        with pytest.raises(InvalidSetting) as caught:
            parse(text)
        assert not caught.value.repairs, "nothing is cut"
        assert caught.value.values["count"] > caught.value.values["most"]
    assert str(parse("INPUT 8" + " " * (LONGEST_TEXT - len("INPUT 8")))) == "INPUT 8"


# ---- drawn lines

drawn = settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _reads_or_says_why(text):
    try:
        network = parse(text)
    except InvalidSetting as error:
        assert error.values["text"] == text and 0 <= error.values["position"] <= len(text)
        assert str(error)
        for repair in error.repairs:
            _repair_helps(repair["text"], error)
        return
    assert parse(str(network)) == network
    assert str(parse(str(network))) == str(network)


def _repair_helps(text, first):
    """A repaired line is right, or wrong elsewhere or in another way: never the same sentence again."""
    try:
        parse(text)
    except InvalidSetting as error:
        assert (str(error), error.values["text"]) != (str(first), first.values["text"])


@drawn
@given(hostile)
def test_nothing_else_is_ever_raised_by_hostile_lines(text):
    _reads_or_says_why(text)


@drawn
@given(plausible)
def test_nothing_else_is_ever_raised_by_plausible_lines(text):
    _reads_or_says_why(text)


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2**32))
def test_ten_thousand_lines_are_networks_that_read_the_same_or_say_why(drawn_seed):
    """Forty lines an example, put together by a generator that hypothesis seeds: drawing each piece takes longer."""
    pick = Random(drawn_seed)
    for n in range(40):
        start = "INPUT 20x20x4 - " if n % 2 else ""
        _reads_or_says_why(start + " ".join(pick.choices(PIECES, k=pick.randrange(1, 10))))
