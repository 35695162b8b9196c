"""Batches, iterations and epochs: the course's cases as arithmetic, and what any shuffling must keep."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.symbols import Symbol
from cnnlib.training.schedule import (
    Position,
    Schedule,
    accumulated_updates,
    check_batch,
    effective_batch,
    iterations_per_epoch,
    updates,
    warm_up_length,
)

schedules = st.builds(
    lambda B, extra, E, drop: Schedule(B + extra, B, E, drop),
    st.integers(1, 40),
    st.integers(0, 200),
    st.integers(1, 4),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("N", "B", "E", "drop", "iterations", "total"),
    [
        (2000, 500, 1, False, 4, 4),
        (20000, 200, 1, False, 100, 100),
        (50000, 256, 10, False, 195 + 1, 1960),
        (50000, 256, 10, True, 195, 1950),
        (50000, 250, 1, False, 200, 200),  # no "+ 1" where B divides N
        (5, 7, 2, False, 1, 2),
    ],
)
def test_the_cases_of_the_course(N, B, E, drop, iterations, total):
    schedule = Schedule(N, B, E, drop)
    assert (schedule.iterations_per_epoch, schedule.updates) == (iterations, total)
    assert type(schedule.updates) is int


def test_the_last_batch_of_cifar10_has_80():
    assert Schedule(50000, 256).batch_sizes == (256,) * 195 + (50000 - 195 * 256,) == (256,) * 195 + (80,)
    assert Schedule(50000, 256, drop_last=True).batch_sizes == (256,) * 195


@given(schedules)
def test_full_batches_and_the_last_one_are_those_listed(schedule):
    sizes = schedule.batch_sizes
    assert schedule.last_batch == sizes[-1] and schedule.full_batches == sum(s == schedule.batch_size for s in sizes)
    assert schedule.left_out == schedule.samples - sum(sizes)


def test_a_batch_holds_all_samples_at_most():
    check_batch(5, 5)
    with pytest.raises(InvalidSetting, match="B=6 is more than N=5: needs B <= 5, or N >= 6") as caught:
        check_batch(5, 6)
    assert caught.value.key == "batch-larger" and caught.value.repairs == ({"B": 5}, {"N": 6})


def test_symbols_give_the_formula_and_the_same_number():
    N, B, E = Symbol("N", 50000), Symbol("B", 256), Symbol("E", 10)
    kept, dropped = updates(N, B, E), updates(N, B, E, drop_last=True)
    assert (kept.value, dropped.value) == (1960, 1950)
    assert kept.latex() == r"E \cdot \left\lceil \frac{N}{B} \right\rceil"
    assert dropped.latex(numbers=True) == r"10 \cdot \left\lfloor \frac{50{,}000}{256} \right\rfloor"


@given(st.integers(1, 10**18), st.integers(1, 10**6))
def test_the_count_is_exact_however_large(N, B):
    assert iterations_per_epoch(N, B) == (N + B - 1) // B
    assert iterations_per_epoch(N, B, drop_last=True) == N // B


@given(schedules, st.integers(0, 3), st.integers(0, 99))
def test_an_epoch_deals_every_sample_once(schedule, epoch, seed):
    batches = schedule.batches(epoch, seed)
    assert tuple(map(len, batches)) == schedule.batch_sizes
    dealt = np.concatenate([*batches, schedule.dropped(epoch, seed)])
    assert np.array_equal(np.sort(dealt), np.arange(schedule.samples))
    assert len(schedule.dropped(epoch, seed)) == (schedule.samples % schedule.batch_size) * schedule.drop_last


def test_each_epoch_is_shuffled_anew_and_the_same_seed_deals_the_same():
    schedule = Schedule(100, 30, drop_last=True)
    assert not np.array_equal(schedule.order(0, 1), schedule.order(1, 1))
    assert not np.array_equal(schedule.order(0, 1), schedule.order(0, 2))
    assert np.array_equal(schedule.order(3, 1), Schedule(100, 7).order(3, 1))
    assert set(schedule.dropped(0, 1)) != set(schedule.dropped(1, 1))


def test_unshuffled_the_same_samples_are_dropped_each_time():
    schedule = Schedule(10, 4, 3, drop_last=True)
    for epoch in range(3):
        assert [b.tolist() for b in schedule.batches(epoch, None)] == [[0, 1, 2, 3], [4, 5, 6, 7]]
        assert schedule.dropped(epoch, None).tolist() == [8, 9]


@given(schedules)
def test_positions_follow_the_batches_one_by_one(schedule):
    seen, sizes = 0, schedule.batch_sizes * schedule.epochs
    for step in range(schedule.updates + 1):
        epoch, within = step // len(schedule.batch_sizes), step % len(schedule.batch_sizes)
        epochs = Fraction(step, len(schedule.batch_sizes))
        assert schedule.position(step) == Position(step, epoch, within, seen, epochs)
        seen += sizes[step] if step < len(sizes) else 0


@pytest.mark.parametrize(
    ("values", "nearest"),
    [((0, 1, 1), 1), ((1, 0, 1), 1), ((1, 1, 0), 1), ((1, -3, 1), 1), ((2.7, 1, 1), 3), ((10.0, 3.0), 10)],
)
def test_counts_are_whole_and_positive(values, nearest):
    with pytest.raises(InvalidSetting, match="needs a whole number >= 1") as caught:
        Schedule(*values)
    assert caught.value.key == "schedule" and caught.value.repairs == ({caught.value.values["setting"]: nearest},)


def test_dropping_the_only_batch_is_refused_with_what_would_work():
    with pytest.raises(InvalidSetting, match="needs batch_size <= 5, or the last batch kept") as caught:
        Schedule(5, 7, drop_last=True)
    assert caught.value.key == "schedule-empty"
    for repair in caught.value.repairs:
        assert Schedule(**({"samples": 5, "batch_size": 7, "drop_last": True} | repair)).updates == 1


@pytest.mark.parametrize(("step", "nearest"), [(-1, 0), (9, 8)])
def test_a_step_lies_within_the_training(step, nearest):
    with pytest.raises(InvalidSetting, match="needs 0 <= step <= 8") as caught:
        Schedule(10, 3, 2).position(step)
    assert caught.value.repairs == ({"step": nearest},)


@pytest.mark.parametrize(
    ("N", "B", "E", "k", "drop", "expected"),
    [
        (63 * 32, 32, 1, 8, False, 8),  # 63 batches: seven times 8, and 7
        (100 * 32, 32, 10, 4, False, 250),
        (50000, 256, 10, 4, False, 490),
        (50000, 256, 10, 4, True, 490),  # 195 batches: 48 times 4, and 3
        (20, 6, 2, 1, False, 8),
        (10**18, 1, 1, 3, False, 333333333333333334),
    ],
)
def test_updates_from_the_gradients_of_several_batches(N, B, E, k, drop, expected):
    assert accumulated_updates(N, B, E, k, drop) == expected
    letters = [Symbol(name, value) for name, value in zip("NBEk", (N, B, E, k), strict=True)]
    assert accumulated_updates(*letters, drop).value == expected
    assert effective_batch(Symbol("B", B), Symbol("k", k)).value == B * k


def test_a_tenth_of_the_updates_warms_up_and_one_at_least():
    assert [warm_up_length(n) for n in (1, 8, 10, 11, 250, 1960)] == [1, 1, 1, 2, 25, 196]
