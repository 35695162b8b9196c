"""The scene of the trainings over the batch size: what each read rightly, and how long an epoch took."""

from __future__ import annotations

import numpy as np

from pages.frame.stage.scene import Scene
from pages.shared.digits import UNKNOWN, parts
from pages.training.batch_size.trainings import FITTING, TOO_HIGH, Ran, epochs_updates, sizes


def runs_scene(found: tuple[Ran | None, ...], say) -> Scene:
    """Accuracy over the batch size, at equal epochs and at equal updates, and below it the time of an epoch."""
    done = [ran for ran in found if ran is not None]

    def points(kind: str, what: str) -> np.ndarray:
        return np.array([(r.batch, getattr(r, what)) for r in done if r.kind == kind], np.float64).reshape(-1, 2)

    per_cent = np.array([1.0, 100.0])
    series = {
        "epochs": (say("series_epochs"), "window", "line", points("epochs", "accuracy") * per_cent),
        "updates": (say("series_updates"), "input", "line", points("updates", "accuracy") * per_cent),
        "fitting": (say("series_fitting"), "output", "marks", points("fitting", "accuracy") * per_cent),
        "too_high": (say("series_too_high"), "negative", "marks", points("too_high", "accuracy") * per_cent),
        "time": ("", "filter", "line", points("epochs", "per_epoch")),
    }
    seconds = [r.per_epoch for r in done]
    return Scene(
        view="logplot",
        arrays={
            "stops": np.array(sorted({r.batch for r in done}), np.float64),
            **{f"series.{id}": values for id, (*_, values) in series.items()},
        },
        facts={
            "axis": {"low": 1, "high": sizes()[-1], "ticks": list(sizes()), "name": say("axis_batch")},
            "panels": [
                {
                    "name": say("panel_accuracy"),
                    "low": 0,
                    "high": 100,
                    "ticks": [0, 50, 100],
                    "unit": "%",
                    "log": False,
                    "share": 0.64,
                    "series": ["epochs", "updates", "fitting", "too_high"],
                },
                {
                    "name": say("panel_time"),
                    "low": min([0.01, *seconds]),
                    "high": max([1.0, *seconds]),
                    "log": True,
                    "ticks": [0.01, 0.1, 1],
                    "unit": " s",
                    "share": 0.36,
                    "series": ["time"],
                },
            ],
            "series": {id: {"name": name, "role": role, "kind": kind} for id, (name, role, kind, _) in series.items()},
            "bands": [
                {"from": 1, "to": 4, "words": say("band_slow"), "low": True},
                {"from": 256, "to": sizes()[-1], "words": say("band_few"), "low": True},
            ],
            "said_at": [_said(size, done, say) for size in sorted({r.batch for r in done})],
        },
    )


def _said(size: int, done: list[Ran], say) -> str:
    of = {ran.kind: ran for ran in done if ran.batch == size}
    shown = {kind: of[kind].accuracy * 100 if kind in of else 0.0 for kind in ("epochs", "updates")}
    time = of["epochs"].per_epoch if "epochs" in of else 0.0
    return say("said_run", batch=size, by_epochs=shown["epochs"], by_updates=shown["updates"], time=time)


def runs_names(found: tuple[Ran | None, ...], settings) -> dict:
    """What the words speak of: the accuracies in per cent, unknown until they are there."""
    of = {(ran.kind, ran.batch): ran for ran in found if ran is not None}
    everything = len(parts()[0])
    accuracy = {key: ran.accuracy * 100 for key, ran in of.items()}
    seconds = {key: ran.per_epoch for key, ran in of.items()}
    return {
        "equal_updates": epochs_updates(64, settings),
        "full_updates": epochs_updates(everything, settings),
        "single_updates": epochs_updates(1, settings),
        "fitting_rate": FITTING,
        "high_rate": TOO_HIGH,
        "fitting": accuracy.get(("fitting", 1), UNKNOWN),
        "too_high": accuracy.get(("too_high", 1), UNKNOWN),
        "full_epochs": accuracy.get(("epochs", everything), UNKNOWN),
        "full_at": accuracy.get(("updates", everything), UNKNOWN),
        "sixteen": accuracy.get(("epochs", 16), UNKNOWN),
        "single_at": accuracy.get(("updates", 1), UNKNOWN),
        "times": everything,  # samples a batch, at equal updates
        "time_single": seconds.get(("epochs", 1), UNKNOWN),
        "time_64": seconds.get(("epochs", 64), UNKNOWN),
    }
