"""The direction of a batch's gradient: by hand, and the law against what is measured on the digits."""

from itertools import combinations
from math import atan, comb, degrees, sqrt
from pathlib import Path

import numpy as np
import pytest

from cnnlib.data.datasets import digits
from cnnlib.errors import InvalidSetting
from cnnlib.network.network import initial_parameters, parse
from cnnlib.training.gradients import Spread, angle_law, angles_of_law, fit, full_gradient, measure
from cnnlib.training.update import gradient

DIGITS = digits(Path(__file__).parents[3] / "assets/data/digits.npz").subset(slice(0, 400))
NETWORK = parse("INPUT 8x8x1 - CONV 4 F3 - RELU - POOL 2 - FC 10")
PARAMS = initial_parameters(NETWORK, np.random.default_rng(0))


def row(data):
    return np.concatenate([g.ravel() for g in gradient(NETWORK, PARAMS, data.x, data.y).grads.values()])


def test_the_full_gradient_is_that_of_all_pictures_at_once(monkeypatch):
    whole = row(DIGITS)
    assert np.allclose(full_gradient(NETWORK, PARAMS, DIGITS), whole, rtol=1e-4, atol=1e-7)
    monkeypatch.setattr("cnnlib.training.gradients.EVALUATED", 150)  # in portions of 150, 150 and 100
    assert np.allclose(full_gradient(NETWORK, PARAMS, (DIGITS.x, DIGITS.y)), whole, rtol=1e-4, atol=1e-7)


def test_angles_and_lengths_by_hand():
    spread = Spread(4, np.array([1.0, 0.0, -1.0]), np.array([1.0, 2.0, 0.0]))
    assert spread.angles == pytest.approx([45, 90, 180]) and spread.lengths == pytest.approx([sqrt(2), 2, 1])
    assert spread.tangent == pytest.approx(sqrt((1 + 4 + 0) / 3))
    assert spread.angle == pytest.approx(degrees(np.arctan(sqrt(5 / 3))))


def test_a_batch_of_all_points_the_same_way_and_one_picture_nearly_across():
    one, all_ = measure(NETWORK, PARAMS, DIGITS, [1, 400], draws=10, seed=1)
    assert all_.angles.max() < 0.01 and np.allclose(all_.lengths, 1, atol=1e-5)
    assert 60 < one.angle < 90 and one.batch_size == 1 and one.angles.shape == (10,)


def test_the_measured_angle_is_that_of_the_batch_drawn():
    (spread,) = measure(NETWORK, PARAMS, DIGITS, [8], draws=3, seed=5)
    rng, g = np.random.default_rng(5), row(DIGITS)
    for angle, length in zip(spread.angles, spread.lengths, strict=True):
        own = row(DIGITS.subset(rng.choice(400, 8, replace=False)))
        cosine = own @ g / np.linalg.norm(own) / np.linalg.norm(g)
        assert angle == pytest.approx(degrees(np.arccos(cosine)), abs=0.01)
        assert length == pytest.approx(np.linalg.norm(own) / np.linalg.norm(g), rel=1e-4)


def test_the_law_at_its_ends():
    assert angle_law(400, 400, 3) == 0 and angle_law(400, 1, 3) == 3
    assert angle_law(401, 100, 2) == 2 * sqrt(301 / (100 * 400))
    curve = angles_of_law(401, 2, 3)
    assert [B for B, _ in curve] == pytest.approx([1, sqrt(401), 401]) and len(angles_of_law(401, 2)) == 60
    assert [angle for _, angle in curve] == pytest.approx([degrees(atan(angle_law(401, B, 2))) for B, _ in curve])


@pytest.mark.parametrize("B", [1, 2, 3, 4, 5])
def test_the_law_holds_exactly_over_all_batches_there_are(B):
    """Six vectors; every batch of B of them; the mean square across the mean vector is the law's."""
    vectors = np.random.default_rng(0).standard_normal((6, 3)) + 1
    g = vectors.mean(axis=0)

    def square_across(v):
        return ((v - (v @ g) / (g @ g) * g) ** 2).sum() / (g @ g)

    batches = [np.mean([vectors[i] for i in chosen], axis=0) for chosen in combinations(range(6), B)]
    assert len(batches) == comb(6, B)
    c = sqrt(np.mean([square_across(v) for v in vectors]))
    assert np.mean([square_across(v) for v in batches]) == pytest.approx(angle_law(6, B, c) ** 2)


def test_the_law_is_what_the_digits_show():
    spreads = list(measure(NETWORK, PARAMS, DIGITS, [1, 4, 16, 64, 200, 400], draws=30, seed=0))
    c = fit(spreads, 400)
    for spread in spreads[:-1]:
        assert spread.tangent == pytest.approx(angle_law(400, spread.batch_size, c), rel=0.25)
    angles = [spread.angle for spread in spreads]
    assert angles == sorted(angles, reverse=True)
    assert fit([Spread(5, np.ones(2), np.full(2, angle_law(10, 5, 7)))], 10) == pytest.approx(7)


@pytest.mark.parametrize(("size", "nearest"), [(0, 1), (401, 400)])
def test_a_batch_is_part_of_the_data(size, nearest):
    with pytest.raises(InvalidSetting, match="needs 1 <= batch_size <= 400") as caught:
        list(measure(NETWORK, PARAMS, DIGITS, [size]))
    assert caught.value.repairs == ({"batch_size": nearest},)


def test_what_points_nowhere_is_told():
    blind = parse("INPUT 8x8x1 - FC 10 NOBIAS")  # black pictures move no weight
    params = initial_parameters(blind, np.random.default_rng(0))
    x, y = np.zeros((10, 1, 8, 8), np.float32), np.arange(10)
    with pytest.raises(InvalidSetting, match="points nowhere") as caught:
        list(measure(blind, params, (x, y), [1]))
    assert caught.value.key == "gradients-zero"
    with pytest.raises(InvalidSetting, match="no batch smaller than N=10"):
        fit([Spread(10, np.ones(1), np.zeros(1))], 10)
