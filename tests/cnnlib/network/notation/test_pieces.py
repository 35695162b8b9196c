"""A line cut into pieces that an editor can work on, right or wrong: nothing that was typed is lost."""

import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Pool
from cnnlib.network.network import parse
from cnnlib.network.notation.pieces import pieces
from cnnlib.network.zoo import PRESETS


@pytest.mark.parametrize("name", PRESETS)
def test_a_line_that_is_right_is_its_layers(name):
    line = str(PRESETS[name]())
    found = pieces(line)
    assert tuple(piece.layer for piece in found) == parse(line).layers
    assert " - ".join(piece.text for piece in found) == line and not any(piece.wrong for piece in found)


@pytest.mark.parametrize(
    ("line", "texts", "wrong"),
    [
        ("INPUT 8x8x3 - CONV 4 F11 - FC 1", ["INPUT 8x8x3", "CONV 4 F11", "FC 1"], [1]),  # does not fit
        ("INPUT 8x8x3 - POOL 2 P2 - FC 1", ["INPUT 8x8x3", "POOL 2 P2", "FC 1"], [1]),  # is no layer by itself
        ("INPUT 8x8x3 - KONV 4 - FC 1", ["INPUT 8x8x3", "KONV 4", "FC 1"], [1]),  # is no word
        ("INPUT 8x8x3 - CONV 4 F3 F5", ["INPUT 8x8x3", "CONV 4 F3 F5"], [1]),  # is said twice, and kept so
        ("INPUT 8x8x3 - FC - POOL", ["INPUT 8x8x3", "FC", "POOL 2"], [1]),
        ("FC 3", ["FC 3"], [0]),  # no input before it
        ("", [], []),
    ],
)
def test_what_is_wrong_is_kept_and_marked_where_it_stands(line, texts, wrong):
    found = pieces(line)
    assert [piece.text for piece in found] == texts
    assert [i for i, piece in enumerate(found) if piece.wrong] == wrong


def test_settings_that_make_no_layer_are_held_unchecked():
    layer = pieces("INPUT 8x8x3 - POOL 2 P2")[1].layer
    assert isinstance(layer, Pool) and (layer.F, layer.S, layer.P, layer.how) == (2, 2, 2, "max")
    assert pieces("INPUT 8x8x3 - CONV F3")[1].layer is None, "how many filters is not said"


def test_what_cannot_be_cut_says_so():
    with pytest.raises(InvalidSetting):
        pieces("INPUT 8x8x3 @ FC 3")
