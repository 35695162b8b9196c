"""Train the course's CIFAR-10 network, or check what an earlier training wrote.

    python -m cnnlib.train_cifar10 DATA              trains, and writes weights and record
    python -m cnnlib.train_cifar10 DATA --evaluate   counts again; status 1 where the record says otherwise

DATA is a folder with CIFAR-10's own files, or the one around it (torchvision's layout), or a folder with
train/<class>/ and test/<class>/ full of images. The test images are looked at once, when everything is learned. A
training that was cut off is resumed after its last whole epoch by the same command; with other --epochs, the rate
follows the new plan from there.
"""

import argparse
import json
import sys
from math import prod
from pathlib import Path

import numpy as np

from cnnlib.data.cifar10 import cifar10
from cnnlib.data.datasets import LabelledImages
from cnnlib.data.images import class_folders
from cnnlib.errors import InvalidSetting
from cnnlib.network.cifar_net import CENTRE, SIZE, SPREAD, load_trained, normalise, record_path
from cnnlib.network.network import Network
from cnnlib.network.weights import save_weights
from cnnlib.network.zoo import cifar10_trained
from cnnlib.training.augmentation import flips_and_shifts
from cnnlib.training.checkpoint import load_progress, save_progress
from cnnlib.training.loop import Progress, confusion, train
from cnnlib.training.optimisers import one_cycle
from cnnlib.training.schedule import Schedule

COMMAND = "python -m cnnlib.train_cifar10"
WEIGHTS = "assets/weights/cifar10.npz"
# How the network is trained, besides momentum 0.9 (`optimisers.Momentum`) and moves by 2 pixels (`flips_and_shifts`).
BATCH, LEARNING_RATE, SMOOTHING = 128, 0.05, 0.05


def main(words: list[str] | None = None) -> int:
    """The command: 0 where all went well, 1 where the record disagrees, 2 where something cannot be."""
    parser = argparse.ArgumentParser(COMMAND, description=__doc__.splitlines()[0])
    parser.add_argument("data", help="folder of CIFAR-10")
    parser.add_argument("--to", default=WEIGHTS, help=f"file of weights, the record beside it; else {WEIGHTS}")
    parser.add_argument("--evaluate", action="store_true", help="train nothing: try the weights against the record")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args(words)
    args.to = Path(args.to).with_suffix(".npz")
    try:
        return evaluate(args) if args.evaluate else learn(args)
    except InvalidSetting as trouble:
        print(trouble, file=sys.stderr)
        return 2


# ---- data


def read(folder: Path) -> tuple[LabelledImages, LabelledImages, str]:
    """(training images, test images, what was read), the values as the network takes them."""
    if (folder / "train").is_dir():
        training, test = (class_folders(folder / part, SIZE) for part in ("train", "test"))
        kinds = sorted({file.suffix.lower() for file in (folder / "train").glob("*/*")})
        source = f"class folders of {', '.join(kinds)} pictures"
        source += "; JPEG copies are slightly lossy" if {".jpg", ".jpeg"} & set(kinds) else ""
    else:
        training, test = cifar10(folder)
        source = "CIFAR-10's own files"
    if training.classes != test.classes:
        raise InvalidSetting("data-classes", f"{folder}: needs the same classes to train on and to test on")
    training, test = (LabelledImages(normalise(part.x), part.y, part.classes) for part in (training, test))
    return training, test, source


# ---- training


def learn(args: argparse.Namespace) -> int:
    """Train, try on the test images, write weights and record."""
    weights = args.to
    weights.parent.mkdir(parents=True, exist_ok=True)
    training, test, source = read(Path(args.data))
    network = cifar10_trained(len(training.classes))
    settings = {
        "network": str(network),
        "epochs": args.epochs,
        "seed": args.seed,
        "batch_size": BATCH,
        "optimizer": "momentum",
        "highest_rate": LEARNING_RATE,
        "smoothing": SMOOTHING,
    }
    unfinished = weights.with_suffix(".unfinished.npz")
    last = run_epochs(network, training, settings, unfinished)
    save_weights(str(weights), network, last["params"])
    counts = confusion(network, last["params"], test)
    right = int(counts.trace())
    record = settings | {
        "command": f"{COMMAND} DATA --to {weights.as_posix()} --epochs {args.epochs} --seed {args.seed}",
        "data": source,
        "input": f"(value - {CENTRE}) / {SPREAD}, values from 0 to 1",
        "augmentation": "mirrored or not, moved by -2 to 2 pixels on either axis",
        "parameters": sum(map(prod, network.parameter_shapes().values())),
        "minutes": round(last["seconds"] / 60, 1),
        "training_pictures": len(training),
        "test_pictures": len(test),
        "right": right,
        "accuracy": right / len(test),
        "classes": training.classes,
        "class_accuracy": [round(float(row[k] / max(row.sum(), 1)), 4) for k, row in enumerate(counts)],
        "confusion": counts.tolist(),
        "history": last["history"],
    }
    record_path(weights).write_text(as_json(record), encoding="utf-8")
    unfinished.unlink(missing_ok=True)
    print(sentence(counts))
    return 0


def run_epochs(network: Network, training: LabelledImages, settings: dict, unfinished: Path) -> dict:
    """The parameters after the last epoch, the seconds, and a line for each epoch; saved in a file on the way."""
    progress, history = resume(unfinished, settings) if unfinished.is_file() else (None, [])
    steps = Schedule(len(training), BATCH, settings["epochs"]).updates
    for record in train(
        network,
        training,
        batch_size=BATCH,
        epochs=settings["epochs"],
        seed=settings["seed"],
        progress=progress,
        optimizer="momentum",
        learning_rate=lambda step: one_cycle(step, steps, LEARNING_RATE),
        smoothing=SMOOTHING,
        augment=flips_and_shifts,
    ):
        if record.kind == "epoch":
            progress = record.progress
            line = {"loss": round(record.loss, 4), "accuracy": round(record.accuracy, 4)}
            history.append({"planned": settings["epochs"]} | line)
            save_progress(unfinished, progress, {"settings": settings, "history": history})
            print(
                f"epoch {record.epoch}: loss {record.loss:.3f}, {record.accuracy:.1%} of the training pictures right, "
                f"{record.seconds / 60:.1f} minutes",
                flush=True,
            )
    return {"params": progress.params, "seconds": progress.seconds, "history": history}


def resume(unfinished: Path, settings: dict) -> tuple[Progress, list[dict]]:
    """(progress, lines of the epochs so far) of a training with these settings, of which only the epochs may differ."""
    progress, notes = load_progress(unfinished)
    before, history = notes["settings"], notes["history"]
    if before | {"epochs": settings["epochs"]} != settings or len(history) > settings["epochs"]:
        raise InvalidSetting("progress-other", f"{unfinished} is of a training with other settings: remove it")
    return progress, [{"planned": before["epochs"]} | line for line in history]


def as_json(record: dict) -> str:
    """JSON with one line a key, and one for each row of a table."""
    lines = []
    for key, value in record.items():
        rows = isinstance(value, list) and value and not isinstance(value[0], float | str)
        text = "[\n    " + ",\n    ".join(map(json.dumps, value)) + "\n  ]" if rows else json.dumps(value)
        lines.append(f"  {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


# ---- trying


def evaluate(args: argparse.Namespace) -> int:
    """Count anew what the record says; every count must be the same."""
    trained = load_trained(args.to)
    _, test, _ = read(Path(args.data))
    counts = confusion(trained.network, trained.params, test)
    print(sentence(counts))
    if test.classes == trained.classes and np.array_equal(counts, trained.confusion):
        print(f"All {counts.size} counts are those of {record_path(args.to)}.")
        return 0
    print(f"{record_path(args.to)} says otherwise: {sentence(trained.confusion)}")
    return 1


def sentence(counts: np.ndarray) -> str:
    """What a matrix of counts comes to."""
    right, total = int(counts.trace()), int(counts.sum())
    return f"{right:,} of {total:,} test pictures right: {right / total:.2%}"


if __name__ == "__main__":
    sys.exit(main())
