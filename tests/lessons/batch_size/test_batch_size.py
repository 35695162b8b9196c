"""The lesson on the batch size: memory as arithmetic, the measured angles, the real trainings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from pages.frame.text.texts import Say
from pages.shared.digits import training_digits
from pages.training.batch_size import LESSON, Settings, picture, trainings
from pages.training.batch_size.direction import sizes, spreads

SAY = Say(LESSON.topic, "en")
GIB = 2**30


def test_the_memory_of_alexnet_written_out():
    """60,965,224 parameters, three copies with momentum, and what one picture leaves behind, 128 times."""
    drawn = picture(Settings(), SAY)
    parameters, stored = 60_965_224, drawn.names["a"].value
    assert drawn.names["p"].value == parameters
    assert drawn.names["bytes"].value == ((2 + 1) * parameters + stored * 128) * 4
    assert drawn.names["total_written"] == f"{((2 + 1) * parameters + stored * 128) * 4 / GIB:.2f} GiB"
    bars = drawn.scene.arrays["parts"]
    assert bars[0].tolist() == [4 * parameters, 4 * parameters, 4 * parameters, 4 * stored]
    assert np.array_equal(bars[:, 3], bars[0, 3] * 2 ** np.arange(len(bars))), "only the activations grow"
    assert len(bars) == 13 and drawn.scene.facts["batches"][-1] == 4096


@pytest.mark.parametrize("network", ["digits", "lenet", "cifar", "alexnet", "vgg"])
def test_what_fits_fits_and_one_more_does_not(network):
    drawn = picture(Settings(network=network, optimizer="adam"), SAY)
    p, a = drawn.names["p"].value, drawn.names["a"].value
    top, lines = (drawn.scene.facts[name] for name in ("top", "lines"))
    assert [line["bytes"] for line in lines] == [size * GIB for size in (4, 8, 16, 24, 80) if size * GIB <= top]
    drawn_at = {line["bytes"]: line["fits"] for line in lines}
    for size in (4, 8, 16, 24, 80):
        most = drawn.names[f"fits_{size}"]
        assert ((2 + 2) * p + a * most) * 4 <= size * GIB < ((2 + 2) * p + a * (most + 1)) * 4
        assert drawn_at.get(size * GIB, most) == most


@pytest.mark.parametrize("network", ["digits", "lenet", "cifar", "alexnet", "vgg"])
def test_the_scale_stands_still_and_the_chosen_batch_size_does_not(network):
    scenes = {
        (B, optimizer, dtype): picture(Settings(network=network, B=B, optimizer=optimizer, dtype=dtype), SAY).scene
        for B in (1, 128, 512, 4096)
        for optimizer in ("sgd", "adam")
        for dtype in ("float32", "float16")
    }
    assert len({(s.facts["top"], repr(s.facts["ticks"])) for s in scenes.values()}) == 1
    assert all(scene.facts["chosen"] == B for (B, *_), scene in scenes.items())
    # a power of two, and just large enough for 1,024 pictures a batch with Adam
    top, largest = scenes[1, "adam", "float32"].facts["top"], scenes[1, "adam", "float32"].arrays["parts"][10].sum()
    assert f"{top:b}".strip("0") == "1" and top / 2 < largest <= top
    assert [tick["bytes"] for tick in scenes[1, "sgd", "float16"].facts["ticks"]] == [top * n / 4 for n in range(5)]


def test_angles_fall_from_near_ninety_degrees_to_none():
    found = tuple(spreads(Settings(draws=10)))
    assert tuple(s.batch_size for s in found) == sizes()
    angles = [s.angle for s in found]
    assert angles[0] > 60 and angles[-1] < 1
    assert all(b < a + 6 for a, b in zip(angles, angles[1:], strict=False)), "falling, but for the luck of the draw"
    drawn = picture(Settings(part="direction", draws=10), SAY, {"direction": found})
    law = drawn.scene.arrays["series.law"]
    c, N = drawn.names["c"], len(training_digits())
    for B, degrees in law:
        assert np.tan(np.radians(degrees)) == pytest.approx(c * np.sqrt((N - B) / (B * (N - 1))), abs=1e-6)
    assert len(drawn.scene.arrays["series.drawn"]) == 10 * len(found)
    told, panel = drawn.names, drawn.scene.facts["panels"][0]
    assert (told["draws"], told["downhill"]) == (10, sum(angle < 90 for angle in found[0].angles))
    assert max(max(s.angles) for s in found) <= panel["high"], "no dot is drawn where it is not"
    assert told["angle_256"] / told["angle_64"] == pytest.approx(0.5, abs=0.15), "about half, as the words say"


@dataclass(frozen=True)
class Small:
    epochs: int = 1
    rate: float = 0.1
    seed: int = 0


def test_the_plan_of_the_trainings():
    N = len(training_digits())
    planned = trainings.planned(Small())
    equal = -(-N // 64)
    assert [run[:2] for run in planned[:4]] == [("epochs", 1), ("updates", 1), ("epochs", 4), ("updates", 4)]
    assert {updates for kind, _, updates, _ in planned if kind == "updates"} == {equal}
    by_epochs = [updates for kind, _, updates, _ in planned if kind == "epochs"]
    assert by_epochs == [-(-N // B) for B in (1, 4, 16, 64, 256, N)]
    assert trainings.total(Small()) == sum(updates + 1 for _, _, updates, _ in planned)


def test_one_sample_at_a_time_trains_at_a_fitting_rate_and_fails_at_another(monkeypatch):
    monkeypatch.setattr(trainings, "SIZES", (256,))
    records = list(trainings.train_all(Small()))
    assert len(records) == trainings.total(Small())
    ran = {(r.kind, r.batch): r for r in records if r is not None}
    assert ran["fitting", 1].accuracy > 0.85 and ran["too_high", 1].accuracy < 0.3
    N = len(training_digits())
    # at equal epochs the full batch has made one update, and cannot read; at equal updates it can
    assert ran["epochs", N].updates == 1 and ran["epochs", N].accuracy < 0.5 < ran["updates", N].accuracy
    scene = picture(Settings(part="runs"), SAY, {"runs": tuple(records)}).scene
    assert scene.arrays["stops"].tolist() == [1, 256, N]
    assert scene.arrays["series.epochs"][:, 1].tolist() == [100 * ran["epochs", B].accuracy for B in (256, N)]
