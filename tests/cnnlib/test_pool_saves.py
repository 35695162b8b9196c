"""What pooling spares, against AlexNet's own figures and counts written out."""

from cnnlib.formulas.counts import shared_cells
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.cost import pooling_savings, without
from cnnlib.network.zoo import alexnet


def test_alexnet_s_three_pooling_layers():
    found = {row.name: row for row in pooling_savings(alexnet())}
    assert list(found) == ["P1", "P2", "P5"]
    assert (found["P1"].before, found["P1"].after) == (55 * 55 * 96, 27 * 27 * 96) == (290_400, 69_984)
    assert (found["P1"].next, found["P1"].macs, found["P1"].macs_unpooled) == (
        "C2",
        223_948_800,
        55 * 55 * 256 * 5 * 5 * 48,
    )
    assert (found["P2"].next, found["P2"].macs_unpooled) == ("C3", 27 * 27 * 384 * 3 * 3 * 256)
    assert (found["P5"].next, found["P5"].macs) == ("R1", 37_748_736)
    assert found["P5"].macs_unpooled == 13 * 13 * 256 * 4096


def test_a_layer_left_out_leaves_the_others_their_names():
    network = alexnet()
    left = without(network, network.names.index("P1"))
    assert left.names == tuple(name for name in network.names if name != "P1")
    assert left.shapes[left.names.index("C2")] == (256, 55, 55)


def test_shared_cells_are_those_of_both_windows():
    for F in range(1, 6):
        for S in range(1, 6):
            first, second = (set(range(start, start + F)) for start in (0, S))
            assert int(shared_cells(F, S)) == F * len(first & second)
    assert shared_cells(Symbol("F", 3), Symbol("S", 2)).value == 3
