"""The picture of a picture that moves: its map, the old map moved along, where they differ and by how much."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.explain import sharing
from cnnlib.formulas import sizes
from pages.frame.lesson import Picture
from pages.frame.stage.scene import Scene
from pages.frame.text.texts import Say
from pages.layers.shared_weights.scenes import FARTHEST, WAYS, grid, letters, small_picture


def moved(settings: Any, say: Say) -> Picture:
    """The picture at each step of its way, four planes each."""
    s, x = letters(settings), small_picture(settings)
    F, P, S = settings.F, settings.P, settings.S
    kernel = sharing.small_bank(1, F)[0]
    size = sizes.output_size(s["W"], s["F"], s["P"], s["S"])
    steps = [tuple(step * way for way in WAYS[settings.way]) for step in range(min(FARTHEST, settings.W - 1) + 1)]
    shown = [sharing.equivariance(settings.share, x, kernel, P, S, *step) for step in steps]
    told = [sharing.compare(of_moved, along, alike) for of_moved, along, alike in shown]
    sentences = [
        say("step_said", step=n, verdict=_verdict(n, numbers, say), **numbers) for n, numbers in enumerate(told)
    ]
    of_moved, along = (np.stack([each[i] for each in shown]) for i in (0, 1))
    scene = Scene(
        "shifted",
        (
            grid("picture", "input", np.stack([sharing.shift(x, *step) for step in steps])),
            grid("map", "output", of_moved),
            grid("moved", "output", along),
            grid("difference", "window", of_moved - along),
        ),
        facts={"steps": steps, "inside": [sharing.box(alike) for *_, alike in shown], "sentences": sentences},
    )
    names = s | {
        "size": size,
        "farthest": len(steps) - 1,
        "inside": max(each["inside"] for each in told),
        "border": max(each["border"] for each in told),
        "kind": say(f"option_{settings.share}"),
        "stride_said": say("stride_said", S=s["S"]) if S > 1 else "",
    }
    return Picture(scene, names)


def _verdict(step: int, numbers: dict[str, int], say: Say) -> str:
    """Whether the map went along, in words."""
    if not step or not numbers["cells"]:
        return say("step_still" if not step else "step_none")
    return say("step_differs" if numbers["inside"] else "step_alike")
