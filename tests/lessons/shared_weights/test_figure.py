"""The bars of the three wirings: a logarithmic scale that holds all of them, the exact numbers beside."""

from pages.layers.shared_weights.figure import sharing_figure


def test_the_bars_are_the_counts_and_say_them():
    figure = sharing_figure(["a", "b"], [34_944, 105_705_600], [105_415_200] * 2, labels=("p", "m"), axis="n")
    parameters, macs = figure.data
    assert list(parameters.x) == [34_944, 105_705_600] and list(macs.x) == [105_415_200] * 2
    assert list(parameters.text) == ["34,944", "105,705,600"]
    assert figure.layout.xaxis.type == "log" and figure.layout.xaxis.range[0] == 0
    assert parameters.marker.pattern.shape != macs.marker.pattern.shape, "told apart without colour"
