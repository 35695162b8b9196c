"""The volumes of a network as a drawing needs them, and what one place of each sees, against windows laid by hand."""

import numpy as np
import pytest

from cnnlib.explain.volumes import place_at, stops, towers, volumes, window
from cnnlib.formulas.receptive_fields import receptive_field, seen
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import PRESETS, alexnet, lenet5


def test_alexnet_s_volumes():
    drawn = volumes(alexnet())
    assert [(v.name, v.shape) for v in drawn] == [
        ("input", (3, 227, 227)),
        ("C1", (96, 55, 55)),
        ("P1", (96, 27, 27)),
        ("C2", (256, 27, 27)),
        ("P2", (256, 13, 13)),
        ("C3", (384, 13, 13)),
        ("C4", (384, 13, 13)),
        ("C5", (256, 13, 13)),
        ("P5", (256, 6, 6)),
        ("R1", (4096, 1, 1)),
        ("R2", (4096, 1, 1)),
        ("R3", (1000, 1, 1)),
    ]
    assert [v.groups for v in drawn if v.kind == "conv"] == [1, 2, 1, 2, 2]
    assert [v.kind for v in drawn[-3:]] == ["fc"] * 3


def test_two_towers_only_where_groups_of_two_are():
    assert towers(alexnet()) == 2 and towers(alexnet(groups=1)) == 1
    assert towers(parse("INPUT 9x9x6 - CONV 6 F3 G3 - CONV 6 F3 G2")) == 1


@pytest.mark.parametrize("name", PRESETS)
def test_windows_stop_inside_the_output_in_reading_order(name):
    network = PRESETS[name]()
    for volume in volumes(network)[1:]:
        places = stops(volume)
        assert places == sorted(places) and places[0] == (0, 0)
        assert all(0 <= i < volume.shape[1] and 0 <= j < volume.shape[2] for i, j in places)
        rows, columns = window(network, volume, places[-1])
        before = network.shapes[volume.layer - 1]
        if volume.kind == "fc" and len(before) == 3:
            assert (rows, columns) == ((0, before[1]), (0, before[2]))


def test_a_window_starts_where_stride_and_padding_say():
    network = parse("INPUT 9x7x1 - CONV 1 F3 S2 P1 - POOL 2 - FC 3")
    conv, pool, fc = volumes(network)[1:]
    assert window(network, conv, (0, 0)) == ((-1, 2), (-1, 2))
    assert window(network, conv, (3, 4)) == ((5, 8), (7, 10))
    assert window(network, pool, (1, 1)) == ((2, 4), (2, 4))
    assert window(network, fc, (0, 0)) == ((0, 2), (0, 2))


def test_what_a_place_sees_ends_in_its_receptive_field():
    network = alexnet()
    fields, last = receptive_field(network), network.names.index("P5")
    for place in ((0, 0), (2, 5)):
        for back, (rows, columns) in enumerate(seen(network, last, place)):
            assert (rows[1] - rows[0]) == (columns[1] - columns[0])
            if back == last:
                assert rows == fields[last].of(place[0]) and columns == fields[last].of(place[1])
    assert fields[last].size == 195


def test_what_lies_outside_of_what_a_place_sees_does_not_matter():
    network = parse("INPUT 17x13x1 - CONV 2 F3 P1 - RELU - POOL 2 - CONV 3 F3 S2 - FC 4")
    params = initial_parameters(network, np.random.default_rng(0), np.float64)
    x = np.random.default_rng(1).standard_normal((1, 1, 13, 17))
    layer, place = 4, (1, 2)
    spans = seen(network, layer, place)
    assert len(spans) == layer + 1
    (top, bottom), (left, right) = spans[-1]
    other = np.random.default_rng(2).standard_normal(x.shape)
    inside = (..., slice(max(top, 0), bottom), slice(max(left, 0), right))
    other[inside] = x[inside]
    ours, theirs = (network.trace(params, picture).volumes[layer][0, :, *place] for picture in (x, other))
    assert np.allclose(ours, theirs)
    nudged = x.copy()
    nudged[0, 0, bottom - 1, right - 1] += 100
    assert not np.allclose(network.trace(params, nudged).volumes[layer][0, :, *place], ours)


def test_lenet_of_1998_pools_with_its_subsampling():
    assert [v.kind for v in volumes(lenet5(1998))] == ["input", "conv", "pool", "conv", "pool", "conv", "fc", "fc"]


def test_windows_stop_at_three_rows_and_four_columns_evenly_over_the_output():
    conv, fc = volumes(parse("INPUT 9x7x1 - CONV 2 F3 P1 - FC 3"))[1:]
    assert stops(conv) == [(i, j) for i in (0, 3, 6) for j in (0, 3, 5, 8)]
    assert stops(fc) == [(0, 0)] * 4


def test_a_row_of_numbers_is_told_from_maps():
    drawn = volumes(parse("INPUT 8x8x2 - CONV 3 F8 - FC 5"))
    assert [v.row for v in drawn] == [False, False, True] and [v.depth for v in drawn] == [2, 3, 5]
    assert [v.row for v in volumes(parse("INPUT 9 - FC 5"))] == [True, True]
    assert [v.groups for v in drawn] == [1, 1, 1]


def test_a_place_so_many_per_cent_down_and_across():
    (volume,) = volumes(parse("INPUT 21x11x1"))
    assert place_at(volume, 0, 0) == (0, 0) and place_at(volume, 100, 100) == (10, 20)
    assert place_at(volume, 50, 25) == (5, 5) and place_at(volume, 33, 66) == (3, 13)
