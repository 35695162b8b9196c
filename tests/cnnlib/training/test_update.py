"""One update taken apart, against differences, and against PyTorch."""

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network.network import initial_parameters, parse
from cnnlib.ops.activations import softmax
from cnnlib.training.optimisers import Sgd, State, optimizer
from cnnlib.training.update import gradient, one_update

NETWORK = parse("INPUT 6x5x2 - CONV 3 F3 P1 - TANH - POOL 2 MEAN - FC 4")
RNG = np.random.default_rng(0)
X, Y = RNG.standard_normal((5, 2, 5, 6)), np.array([0, 3, 1, 1, 2])
PARAMS = initial_parameters(NETWORK, RNG, np.float64)


def test_the_parts_fit_together():
    update = one_update(NETWORK, PARAMS, X, Y, Sgd(0.1))
    probabilities = softmax(update.trace.scores)
    assert update.loss == pytest.approx(-np.mean([np.log(probabilities[i, y]) for i, y in enumerate(Y)]))
    assert np.allclose(update.by_scores, (probabilities - np.eye(4)[Y]) / 5)
    assert update.correct == sum(row.argmax() == y for row, y in zip(probabilities, Y, strict=True))
    assert update.norm == pytest.approx(np.sqrt(sum((g**2).sum() for g in update.grads.values())))
    assert update.before is PARAMS and list(update.after) == list(update.grads) == list(PARAMS)
    for name, w in PARAMS.items():
        assert np.array_equal(update.after[name], w - 0.1 * update.grads[name])
    assert gradient(NETWORK, update.after, X, Y).loss < update.loss


def test_the_gradient_is_the_slope_of_the_loss():
    grads, rng = gradient(NETWORK, PARAMS, X, Y).grads, np.random.default_rng(1)
    for name, w in PARAMS.items():
        way = rng.standard_normal(w.shape)
        up, down = (gradient(NETWORK, PARAMS | {name: w + h * way}, X, Y).loss for h in (1e-5, -1e-5))
        assert (up - down) / 2e-5 == pytest.approx((grads[name] * way).sum(), rel=1e-6)


def test_the_state_goes_on():
    how = optimizer("momentum", 0.1)
    first = one_update(NETWORK, PARAMS, X, Y, how)
    second = one_update(NETWORK, first.after, X, Y, how, first.state)
    assert (first.state.step, second.state.step) == (1, 2)
    for name in PARAMS:
        velocity = 0.9 * first.grads[name] + second.grads[name]
        assert np.allclose(second.after[name], first.after[name] - 0.1 * velocity)
    assert one_update(NETWORK, PARAMS, X, Y, how, State()).loss == first.loss


def test_a_network_without_fc_is_trained_at_its_one_position():
    network = parse("INPUT 4x4x1 - CONV 3 F4")
    params = initial_parameters(network, np.random.default_rng(0))
    x = np.ones((2, 1, 4, 4), np.float32)
    assert one_update(network, params, x, np.array([0, 2]), Sgd(0.1)).grads["C1.w"].shape == (3, 1, 4, 4)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("INPUT 4x4x1 - FC 3 - SOFTMAX", "ends in softmax"),
        ("INPUT 4x4x1 - FC 84 - RBF 10", "ends in RBF"),
        ("INPUT 4x4x1 - CONV 3 F3", "ends in 2 x 2 positions: needs one score for each class"),
        ("INPUT 4x5x1 - CONV 3 F4", "ends in 2 x 1 positions"),
    ],
)
def test_a_network_must_end_in_scores(line, sentence):
    network = parse(line)
    params = initial_parameters(network, np.random.default_rng(0))
    with pytest.raises(InvalidSetting, match=f"(?i){sentence}") as caught:
        gradient(network, params, np.zeros((1, *network.input_shape), np.float32), np.array([0]))
    assert caught.value.key == "training-end" and caught.value.values["layer"] == network.names[-1]


@pytest.mark.parametrize("name", ["sgd", "momentum", "adam"])
def test_ten_updates_are_pytorchs(name):
    torch = pytest.importorskip("torch")
    nn = torch.nn
    model = nn.Sequential(
        nn.Conv2d(2, 3, 3, padding=1), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(18, 4)
    ).double()
    with torch.no_grad():
        for own, w in zip(model.parameters(), PARAMS.values(), strict=True):
            own.copy_(torch.from_numpy(w))
    rules = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "adam": lambda p: torch.optim.Adam(p, lr=0.05),
    }
    theirs, ours, params, state = rules[name](model.parameters()), optimizer(name, 0.05), PARAMS, None
    for _ in range(10):
        theirs.zero_grad()
        loss = nn.functional.cross_entropy(model(torch.from_numpy(X)), torch.from_numpy(Y))
        loss.backward()
        theirs.step()
        update = one_update(NETWORK, params, X, Y, ours, state)
        params, state = update.after, update.state
        assert update.loss == pytest.approx(loss.item(), rel=1e-9)
    for own, w in zip(model.parameters(), params.values(), strict=True):
        assert np.allclose(own.detach().numpy(), w, rtol=1e-7, atol=1e-10)
