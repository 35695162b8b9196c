"""The scene of the sliding filter against loops written out here, in exact whole numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import settings as pace
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from pages.layers.sliding_filter import Settings
from pages.layers.sliding_filter.scene import MOST_NUMBERS, window_scene
from tests.frame.state.links import settings as drawn


def small(state: Settings) -> Settings:
    """Kept small, for the loops below are slow, and possible, or most would be thrown away. Photographs are tried by
    themselves, and impossible settings where errors are."""
    pattern = state.input if state.input in ("integers", "edge", "checker", "ramp", "digit", "ufldl") else "integers"
    W, g = min(state.W, 11), state.g if state.D % state.g == state.K % state.g == 0 else 1
    F = min(state.F, 5, W)
    d = state.d if state.d * (F - 1) + 1 <= W + 2 * state.P else 1
    return replace(state, W=W, F=F, d=d, g=g, input=pattern)


def made(state: Settings):
    given_input = state.make_input()
    bank = state.make_bank(len(given_input.values), given_input.is_photograph)
    geometry = {"padding": state.P, "stride": state.S, "dilation": state.d, "groups": state.g}
    scene = window_scene(given_input, bank, **geometry, front=state.front)
    return given_input, bank, scene


def made_if_possible(state: Settings):
    try:
        return made(state)
    except InvalidSetting:
        assume(False)


def grids(scene):
    return {grid.id: grid for grid in scene.grids}


def naive(state: Settings, given_input, bank, k: int):
    """Filter k at every stop: (sum of each channel) and the output, as fractions, by counting cells one by one."""
    depth, side = given_input.values.shape[:2]
    channels = depth // state.g
    first = (k // (state.K // state.g)) * channels
    room = side + 2 * state.P - (state.d * (state.F - 1) + 1)
    places = range(0, room + 1, state.S)
    sums, output = {}, {}
    for row, top in enumerate(places):
        for column, left in enumerate(places):
            total = Fraction(0)
            for s in range(channels):
                part = Fraction(0)
                for a in range(state.F):
                    for b in range(state.F):
                        i, j = top + a * state.d - state.P, left + b * state.d - state.P
                        if 0 <= i < side and 0 <= j < side:
                            x = Fraction(int(given_input.values[first + s, i, j]), given_input.divisor)
                            part += x * Fraction(int(bank.cells[k, s, a, b]), bank.precisions[k])
                sums[s, row, column] = part
                total += part
            output[row, column] = total / bank.divisors[k] + bank.biases[k]
    return sums, output


@pace(max_examples=60)
@given(drawn(Settings))
def test_every_number_of_the_scene_is_that_of_a_loop(state):
    state = small(state)
    given_input, bank, scene = made_if_possible(state)
    shown = grids(scene)
    output, partial = shown["output"], shown["partial"]
    channels = len(given_input.values) // state.g
    sent = range(state.K) if scene.facts["only"] is None else [scene.facts["only"]]
    assert len(output.values) == len(sent) and len(partial.values) == len(sent) * channels
    for at, k in enumerate(sent):
        sums, expected = naive(state, given_input, bank, k)
        assert output.values[at].shape == (max(r for r, _ in expected) + 1, max(c for _, c in expected) + 1)
        for (row, column), value in expected.items():
            assert Fraction(int(output.values[at, row, column]), int(output.divisors[at])) == value
        for (s, row, column), value in sums.items():
            plane = at * channels + s
            assert Fraction(int(partial.values[plane, row, column]), int(partial.divisors[plane])) == value


@pace(max_examples=100)
@given(drawn(Settings))
def test_the_taps_say_where_each_output_looked(state):
    state = small(state)
    _, _, scene = made_if_possible(state)
    side, field = state.W, state.d * (state.F - 1) + 1
    tops = list(range(-state.P, side + state.P - field + 1, state.S))
    assert scene.arrays["rows"].tolist() == [[top + a * state.d for a in range(state.F)] for top in tops]
    assert scene.arrays["columns"].tolist() == scene.arrays["rows"].tolist()
    last = tops[-1] + field
    assert scene.facts["dropped"] == side + state.P - last, "what no window reaches at the far end"


@pytest.mark.parametrize(
    "state",
    [
        Settings(),
        Settings(D=3, K=2, W=9, S=1),
        Settings(D=8, K=8, g=4, W=20, F=5, P=3, S=2, d=2),
        Settings(input="cat", F=5),
        Settings(input="bricks", kind="gaussian", S=3),
        Settings(W=64, D=8, K=8, F=11, P=10, S=1),
    ],
)
def test_pytorch_agrees(state):
    torch = pytest.importorskip("torch")
    given_input, bank, scene = made(state)
    weights = bank.cells / (np.array(bank.divisors) * np.array(bank.precisions))[:, None, None, None]
    expected = torch.nn.functional.conv2d(
        torch.tensor(given_input.values / given_input.divisor)[None],
        torch.tensor(weights),
        torch.tensor(bank.biases, dtype=torch.float64),
        stride=state.S,
        padding=state.P,
        dilation=state.d,
        groups=state.g,
    )[0].numpy()
    output = grids(scene)["output"]
    values = output.values / np.array(output.divisors)[:, None, None]
    expected_of = expected if scene.facts["only"] is None else expected[[scene.facts["only"]]]
    np.testing.assert_allclose(values, expected_of, rtol=1e-12, atol=1e-12)
    # All maps share one scale; of a photograph it leaves out the one cell in a hundred that is most extreme.
    end = np.percentile(np.abs(expected), 99) if given_input.is_photograph else np.abs(expected).max()
    assert scene.facts["largest"] == pytest.approx(end, rel=1e-12)


def test_the_figure_of_ufldl():
    state = Settings(W=5, F=3, P=0, S=1, input="ufldl", kind="cross", b=0)
    _, _, scene = made(state)
    assert grids(scene)["output"].values.tolist() == [[[4, 3, 4], [2, 4, 3], [2, 3, 4]]]


def test_edits_lie_over_input_and_filter_and_decimals_stay_exact():
    state = Settings(W=5, F=3, P=0, S=1, b=0, kind="identity", x=(((0, 2, 2), 0.25),), w=(((0, 0, 1, 1), -1.5),))
    given_input, bank, scene = made(state)
    assert Fraction(int(given_input.values[0, 2, 2]), given_input.divisor) == Fraction(1, 4)
    output = grids(scene)["output"]
    assert Fraction(int(output.values[0, 1, 1]), int(output.divisors[0])) == Fraction(1, 4) * Fraction(-3, 2)


def test_a_large_scene_sends_the_front_filter_only_and_the_scale_of_all():
    state = Settings(W=64, D=8, K=8, S=1, P=1, front=5)
    given_input, _, scene = made(state)
    assert 8 * 8 * 64 * 64 > MOST_NUMBERS
    assert scene.facts["only"] == 5 and scene.facts["filters"] == 8
    assert grids(scene)["output"].values.shape == (1, 64, 64)
    assert grids(scene)["partial"].values.shape == (8, 64, 64)


@st.composite
def grouped(draw):
    g = draw(st.sampled_from([1, 2, 4]))
    return Settings(W=6, F=3, P=1, S=1, D=g * draw(st.integers(1, 2)), K=g * draw(st.integers(1, 2)), g=g)


@given(grouped())
def test_each_group_of_filters_looks_at_its_own_channels(state):
    _, _, scene = made(state)
    each = state.D // state.g
    assert scene.facts["firstChannels"] == list((k // (state.K // state.g)) * each for k in range(state.K))
