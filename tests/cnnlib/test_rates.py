"""The one-cycle rate, point by point."""

import pytest

from cnnlib.rates import one_cycle


@pytest.mark.parametrize(
    ("step", "rate"),
    # 100 steps: 20 up from 0.1 to 1, 0.9 in 20 steps; then 80 down to 0
    [(0, 0.1), (10, 0.55), (20, 1.0), (40, 0.75), (60, 0.5), (99, 1 / 80)],
)
def test_up_and_down_in_straight_lines(step, rate):
    assert one_cycle(step, 100, 1.0) == pytest.approx(rate)
    assert one_cycle(step, 100, 0.3) == pytest.approx(0.3 * rate)


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 100])
def test_every_step_of_every_length_has_a_rate(steps):
    rates = [one_cycle(step, steps, 0.2) for step in range(steps)]
    assert all(0 < rate <= 0.2 for rate in rates)


def test_the_warming_up_can_be_left_out():
    assert [one_cycle(step, 4, 1.0, warm=0) for step in range(4)] == [1, 0.75, 0.5, 0.25]
