"""Lines once read as something else: read as they mean, or refused, with a repair that means the same or with none."""

import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network.cost import summarize, total
from cnnlib.network.network import parse
from cnnlib.network.notation.doubts import doubts
from cnnlib.network.notation.pieces import pieces


def test_conv2d_is_a_name():
    network = parse("INPUT 224x224x3 - Conv2d 16")
    assert network.output_shape == (16, 222, 222)
    assert total(summarize(network)).parameters == 16 * (3 * 3 * 3 + 1) == 448


READ = [
    ("CONV 8 stride 2", "CONV 8 F3 S2"),
    ("CONV 8 F3 padding 1", "CONV 8 F3 P1"),
    ("CONV 8 kernel=3 padding=1", "CONV 8 F3 P1"),
    ("conv2d 16", "CONV 16 F3"),
    ("Conv2d(3, 6, 5)", "CONV 6 F5"),
    ("Conv2d(3, 6, 5, 2, 1)", "CONV 6 F5 S2 P1"),
    ("Conv2d(3, 6, kernel_size=(5, 5), bias=False)", "CONV 6 F5 NOBIAS"),
    ("Conv2d(in_channels=3, out_channels=6, kernel_size=5, dilation=2, groups=3)", "CONV 6 F5 D2 G3"),
    ("Conv2D(6, 5)", "CONV 6 F5"),
    ("Conv2D(6, (5, 5), strides=2, padding='valid')", "CONV 6 F5 S2"),
    ("Conv2D(6, 5, 2)", "CONV 6 F5 S2"),
    ("Conv2D(6, 5, activation='relu')", "CONV 6 F5 - RELU"),
    ("MaxPool2d(3, 2, 1)", "POOL 3 S2 P1"),
    ("MaxPooling2D(pool_size=(2, 2))", "POOL 2"),
    ("AveragePooling2D(2)", "POOL 2 MEAN"),
    ("avgpool2d 2", "POOL 2 MEAN"),
    ("Dropout2d(0.25)", "DROPOUT 0.25"),
    ("Flatten() - Linear(3072, 10)", "FC 10"),
    ("Dense(10, activation='softmax')", "FC 10 - SOFTMAX"),
    ("FC-4096", "FC 4096"),
]


@pytest.mark.parametrize(("typed", "meant"), READ)
def test_what_frameworks_write_is_read(typed, meant):
    network = parse(f"INPUT 32x32x3 - {typed}")
    assert str(network) == f"INPUT 32x32x3 - {meant}"
    assert " - ".join(piece.text for piece in pieces(f"INPUT 32x32x3 - {typed}")) == str(network)


REPAIRED = [
    ("INPUT 32x32x3 - CONV 8 BIAS", "notation-bias", "INPUT 32x32x3 - CONV 8 F3"),
    ("INPUT 32x32x3 - CONV 8 SAME", "notation-same", "INPUT 32x32x3 - CONV 8 F3 P1"),
    (
        "INPUT 32x32x3 - Conv2D(8, 5, dilation_rate=2, padding='same')",
        "notation-same",
        "INPUT 32x32x3 - CONV 8 F5 P4 D2",
    ),
    ("INPUT 28 28 1 - CONV 8", "notation-input", "INPUT 28x28x1 - CONV 8 F3"),
    ("INPUT (28, 28, 1) - CONV 8", "notation-input", "INPUT 28x28x1 - CONV 8 F3"),
    ("INPUT 32x32x3 - CONV 8 5", "notation-letter", "INPUT 32x32x3 - CONV 8 F5"),
    ("INPUT 32x32x3 - POOL 3 2", "notation-letter", "INPUT 32x32x3 - POOL 3 S2"),
    ("INPUT 32x32x3 - CONV 8 kernel_sise 5", "notation-word", "INPUT 32x32x3 - CONV 8 F5"),
    ("INPUT 32x32x3 - CONV 8 F5 F5", "notation-twice", "INPUT 32x32x3 - CONV 8 F5"),
]


@pytest.mark.parametrize(("line", "key", "meant"), REPAIRED)
def test_a_repair_keeps_the_meaning(line, key, meant):
    with pytest.raises(InvalidSetting) as caught:
        parse(line)
    assert caught.value.key == key
    assert [str(parse(repair["text"])) for repair in caught.value.repairs] == [meant]


REFUSED = [
    ("CONV 8 BIAS NO", "notation-bias", "BIAS NO"),
    ("CONV 8 F4 SAME", "notation-same", "SAME"),
    ("CONV 8 S2 SAME", "notation-same", "SAME"),
    ("CONV 32 F3x5", "notation-square", "3x5"),
    ("TCONV 8", "notation-unavailable", "TCONV"),
    ("GLOBALAVGPOOL", "notation-unavailable", "GLOBALAVGPOOL"),
    ("conv1d 8", "notation-unavailable", "conv1d"),
    ("Conv3d(3, 8, 3)", "notation-unavailable", "Conv3d"),
    ("MaxPool3d 2", "notation-unavailable", "MaxPool3d"),
    ("BatchNorm2d(8)", "notation-unavailable", "BatchNorm2d"),
    ("GELU", "notation-unavailable", "GELU"),
    ("FC ten", "notation-word", "ten"),
    ("conv3-64", "notation-word", "3-64"),
    ("CONV 2D 16", "notation-word", "2D"),
    ("RELU6", "notation-word", "6"),
    ("[CONV 8 P1 -> RELU -> POOL 2]*2", "notation-word", "*"),
    ("POOL 2 - 最小池化 2", "notation-word", "最小池化"),
    ("Conv2d(3, 6)", "notation-order", "Conv2d(3, 6)"),
    ("conv2d(3, 6, 5)", "notation-order", "conv2d(3, 6, 5)"),
    ("Conv2d(1, 6, 5)", "notation-inputs", "Conv2d(1, 6, 5)"),
    ("Linear(400, 120)", "notation-inputs", "Linear(400, 120)"),
    ("Conv2d(1, 6, 50)", "notation-inputs", "Conv2d(1, 6, 50)"),
    ("CONV 8 F3 F5", "notation-twice", "F5"),
    ("MaxPool2d(3, 2, kernel_size=3)", "notation-twice", "3"),
    ("MEANPOOL 2 MAX", "notation-twice", "MAX"),
    ("FLATTEN 12 F5 - FC 10", "notation-word", "12"),
    ("FLATTEN - CONV 8", "notation-flatten", "FLATTEN"),
    ("CONV 8 - FLATTEN", "notation-flatten", "FLATTEN"),
    ("conv1 96", "notation-letter", "96"),
    ("CONV 8 /2", "notation-letter", "2"),
    ("CONV 8 - F two", "notation-number", "F"),
]


@pytest.mark.parametrize(("typed", "key", "place"), REFUSED)
def test_what_means_nothing_here_is_named_and_nothing_is_put_in_its_place(typed, key, place):
    line = f"INPUT 32x32x3 - {typed}"
    with pytest.raises(InvalidSetting) as caught:
        parse(line)
    values = caught.value.values
    assert (caught.value.key, line[values["position"] : values["end"]]) == (key, place)
    assert not caught.value.repairs
    assert any(piece.wrong for piece in pieces(line))


def test_what_a_call_says_of_its_input_stays_where_it_is_not_true():
    """Written plainly it would be gone, and the line be read as another network."""
    line = "INPUT 32x32x3 - Conv2d(1, 6, 5) - Linear(9, 10)"
    assert [(piece.text, piece.wrong) for piece in pieces(line)] == [
        ("INPUT 32x32x3", False),
        ("Conv2d(1, 6, 5)", True),
        ("Linear(9, 10)", False),
    ]
    with pytest.raises(InvalidSetting) as caught:  # K = 0 is mended only when the 1 has been held against the 3
        parse("INPUT 32x32x3 - Conv2d(1, 0, 5)")
    assert [repair["text"] for repair in caught.value.repairs] == ["INPUT 32x32x3 - "]


def test_an_input_written_depth_first_is_read_as_it_stands_and_asked_about():
    line = "INPUT 3x224x224 - CONV 8"
    assert parse(line).shapes == ((224, 224, 3), (8, 222, 1))
    assert doubts(line) == [("depth-first", "INPUT 224x224x3 - CONV 8")]
    assert doubts("INPUT 1x32x24") == [("depth-first", "INPUT 24x32x1")], (
        "PyTorch's height x width, ours width x height"
    )
    assert (
        not doubts("INPUT 224x224x3") and not doubts("INPUT 3x3x512") and not doubts("INPUT 3x224") and not doubts("@")
    )


def test_dropout_of_whole_maps_is_asked_about():
    line = "INPUT 8x8x3 - Dropout2d 0.2 - CONV 8 - Dropout2d"
    assert doubts(line) == [("whole-maps", "INPUT 8x8x3 - DROPOUT 0.2 - CONV 8 - DROPOUT")]
    assert parse(doubts(line)[0][1]) == parse(line)
