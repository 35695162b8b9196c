"""Optimisers against their rules by hand, and against PyTorch's over many steps; the one-cycle rate, point by point."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import STATE_COPIES
from cnnlib.training.optimisers import OPTIMIZERS, Adam, Momentum, Sgd, State, one_cycle, optimizer, update, warm_up

W, G = {"w": np.array([1.0, -2.0])}, {"w": np.array([0.5, 4.0])}


def steps(optimizer, count: int, params=W, grads=G):
    state = State()
    for _ in range(count):
        params, state = update(optimizer, params, grads, state)
    return params, state


def test_plain_descent():
    assert steps(Sgd(0.1), 1)[0]["w"].tolist() == [1 - 0.1 * 0.5, -2 - 0.1 * 4]


def test_momentum_keeps_what_is_left_of_its_velocity():
    w = 1 - 0.1 * 0.5  # v = 0.5
    w = w - 0.1 * (0.9 * 0.5 + 0.5)
    assert steps(Momentum(0.1), 2)[0]["w"][0] == pytest.approx(w, rel=1e-15)


def test_the_first_step_of_adam_is_as_long_as_its_rate():
    """Unbiased, m is g and sqrt(v) is |g|: a step of rate · sign(g), however large g."""
    assert steps(Adam(0.01), 1)[0]["w"] == pytest.approx([1 - 0.01, -2 - 0.01], rel=1e-6)


def test_adam_by_hand():
    m = v = 0.0
    w = 1.0
    for t in (1, 2, 3):
        m, v = 0.9 * m + 0.1 * 0.5, 0.999 * v + 0.001 * 0.25
        w -= 0.01 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
    assert steps(Adam(0.01), 3)[0]["w"][0] == pytest.approx(w, rel=1e-12)


def test_nothing_is_changed_in_place():
    params, state = steps(Adam(0.1), 1)
    before = params["w"].copy(), tuple(part.copy() for part in state.arrays["w"])
    update(Adam(0.1), params, G, state)
    assert (params["w"] == before[0]).all() and W["w"].tolist() == [1, -2] and state.step == 1
    assert all((now == then).all() for now, then in zip(state.arrays["w"], before[1], strict=True))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_what_is_remembered_is_what_the_memory_counts(name):
    rule = optimizer(name, 0.1)
    _, state = steps(rule, 1, {"w": np.ones(3, np.float32)}, {"w": np.ones(3, np.float32)})
    assert len(state.arrays["w"]) == rule.copies == STATE_COPIES[name]
    assert all(part.dtype == np.float32 for part in state.arrays["w"])


def test_what_cannot_be_is_explained():
    with pytest.raises(InvalidSetting, match="needs one of sgd, momentum, adam"):
        optimizer("adagrad", 0.1)
    for rate in (0, -1, float("nan"), float("inf")):
        with pytest.raises(InvalidSetting, match="needs a number > 0"):
            optimizer("sgd", rate)


@pytest.mark.parametrize("name", OPTIMIZERS)
@settings(max_examples=200)
@given(seed=st.integers(0, 2**16), rate=st.sampled_from([0.001, 0.1]))
def test_against_pytorch(name, seed, rate):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(seed)
    params, state = {"w": rng.normal(size=(2, 3)), "b": rng.normal(size=2)}, State()
    tensors = {key: torch.tensor(array, requires_grad=True) for key, array in params.items()}
    theirs = {
        "sgd": lambda: torch.optim.SGD(tensors.values(), rate),
        "momentum": lambda: torch.optim.SGD(tensors.values(), rate, momentum=0.9),
        "adam": lambda: torch.optim.Adam(tensors.values(), rate),
    }[name]()
    for _ in range(4):
        grads = {key: rng.normal(size=array.shape) for key, array in params.items()}
        for key, tensor in tensors.items():
            tensor.grad = torch.tensor(grads[key])
        theirs.step()
        params, state = update(optimizer(name, rate), params, grads, state)
    for key, tensor in tensors.items():
        np.testing.assert_allclose(params[key], tensor.detach().numpy(), rtol=1e-10, atol=1e-12)


# ---- the one-cycle rate


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


def test_a_warm_up_grows_in_even_steps_and_stays():
    assert [warm_up(step, 4, 0.2) for step in range(6)] == pytest.approx([0.05, 0.1, 0.15, 0.2, 0.2, 0.2])
    assert warm_up(0, 1, 0.3) == 0.3
