"""A training that was cut off goes on: its progress in one .npz file, and back. No pickle."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np

from cnnlib.errors import InvalidSetting
from cnnlib.network.weights import DAMAGE
from cnnlib.training.loop import Progress
from cnnlib.training.optimisers import State

NUMBERS = ("seconds", "seen", "losses", "correct", "norms")


def save_progress(path: str | Path, progress: Progress, notes: Any = None) -> None:
    """Write all that training needs to go on, and `notes`, anything that JSON can say, to a path ending in .npz.

    Written beside and then renamed: whatever happens, the path holds one whole file, the old one or the new.
    """
    path, state = Path(path), progress.optimizer
    numbers = {name: getattr(progress, name) for name in NUMBERS} | {"step": state.step, "notes": notes}
    arrays = {f"now/{name}": array for name, array in progress.params.items()}
    for name, copies in (state.arrays or {}).items():
        arrays |= {f"kept{i}/{name}": array for i, array in enumerate(copies)}
    unfinished = path.with_name(f"{path.stem}.new.npz")
    np.savez(unfinished, said=np.array(json.dumps(numbers)), **arrays)
    os.replace(unfinished, path)


def load_progress(path: str | Path) -> tuple[Progress, Any]:
    """(progress, notes). Raises InvalidSetting "progress-file" where the file is none of these."""
    try:
        with np.load(path, allow_pickle=False) as file:
            numbers = json.loads(str(file["said"]))
            params, copies = {}, {}
            for key in file.files:
                part, _, name = key.partition("/")
                if part == "now":
                    params[name], copies[name] = file[key], copies.get(name, ())
                elif part.startswith("kept"):  # in the order in which they were written
                    copies[name] = (*copies.get(name, ()), file[key])
        state = State(numbers["step"], copies if numbers["step"] else None)
        return Progress(params, state, **{name: numbers[name] for name in NUMBERS}), numbers["notes"]
    except DAMAGE as error:
        raise InvalidSetting("progress-file", f"{path} is no progress of a training: {error}") from None
