"""Training as a generator: one record after each step, one after each epoch; stop at any, go on from any."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from cnnlib import checks
from cnnlib.data.datasets import LabelledImages
from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Dropout
from cnnlib.network.network import Arrays, Network, initial_parameters
from cnnlib.ops.losses import check_labels, cross_entropy
from cnnlib.training import optimisers
from cnnlib.training.schedule import Schedule
from cnnlib.training.update import Update, one_update

Data = LabelledImages | tuple[np.ndarray, np.ndarray]  # or (x, y): images (N, D, H, W) and labels (N,)
EVALUATED = 256  # images at once when nothing is learned: bounded memory


@dataclass(frozen=True)
class Progress:
    """All that training needs to go on to the same numbers."""

    params: Arrays
    optimizer: optimisers.State = field(default_factory=optimisers.State)
    seconds: float = 0.0
    # of the epoch that has begun: images seen, and what was summed over them, or over its steps
    seen: int = 0
    losses: float = 0.0
    correct: int = 0
    norms: float = 0.0

    @property
    def step(self) -> int:
        return self.optimizer.step


@dataclass(frozen=True)
class Record:
    """One line of a training's diary."""

    kind: str  # "step" or "epoch"
    step: int  # updates made so far
    epoch: int  # the epoch that this step is in, or that is complete: 1, 2, ...
    loss: float  # of the batch before its update; of an epoch, the mean over its images
    accuracy: float  # part of the same images whose highest score was right
    gradient_norm: float  # of the batch; of an epoch, the mean over its steps
    seconds: float  # of work since the start; the reader's own time is not counted
    progress: Progress  # parameters and all: pass it to train(progress=...) to go on from here
    held_out_loss: float | None = None  # with held_out, after each epoch: on images never trained on
    held_out_accuracy: float | None = None

    @property
    def params(self) -> Arrays:
        """The parameters after this step or epoch, by name."""
        return self.progress.params


def train(
    network: Network,
    data: Data,
    *,
    batch_size: int = 16,
    learning_rate: float | Callable[[int], float] = 0.2,
    epochs: int = 8,
    seed: int = 0,
    optimizer: str = "sgd",
    drop_last: bool = False,
    shuffle: bool = True,
    smoothing: float = 0.0,
    augment: Callable[[np.ndarray, np.random.Generator], np.ndarray] | None = None,
    held_out: Data | None = None,
    params: Arrays | None = None,
    progress: Progress | None = None,
) -> Iterator[Record]:
    """Train in float32, yielding a Record after each step and after each epoch.

    The seed draws the first weights, the order of each epoch, what `augment` draws and dropout's masks: the same seed
    gives the same numbers on the same machine, at whatever record the training was stopped and taken up again.

    The defaults suit `zoo.digits_net` and the digits.

    Args:
        data: LabelledImages, or (x, y) with x (N, D, H, W) and labels y (N,).
        learning_rate: a number, or a function that gives it for the updates made so far, 0, 1, ... (see
            `optimisers.one_cycle`).
        optimizer: "sgd", "momentum" or "adam".
        shuffle: deal each epoch anew; without it the samples come in their own order every time.
        smoothing: of the labels, see `losses.cross_entropy`.
        augment: makes of each batch (N, D, H, W) another of the same shape, see `augmentation`.
        held_out: images never trained on, to be tried after each epoch.
        params: first weights, instead of those that the seed draws.
        progress: of an earlier record, to go on from there with the same settings (more epochs are fine).

    Raises:
        InvalidSetting: settings or data that do not fit, at the first record.
    """
    x, y = arrays(network, data)
    if held_out is not None:
        arrays(network, held_out)
    seed, shuffle = checks.whole_number("seed", seed, 0), checks.flag("shuffle", shuffle)
    constant = None if callable(learning_rate) else optimisers.optimizer(optimizer, learning_rate)
    schedule = Schedule(len(x), batch_size, epochs, drop_last)
    if progress is None:
        progress = Progress(initial_parameters(network, np.random.default_rng(seed)) if params is None else params)
    _check_progress(network, progress, optimizer)
    if augment is not None and not callable(augment):
        raise checks.refuse("augment", augment, "a function of (images, generator), or None", "kind")
    random = augment is not None or any(isinstance(layer, Dropout) for layer in network.layers)
    iterations, dealt, batches = schedule.iterations_per_epoch, None, []
    begin = perf_counter()
    while True:
        epoch, within = divmod(progress.step, iterations)
        if progress.seen and not within:
            record, progress = _epoch_record(network, progress, epoch, iterations, held_out, begin)
        elif epoch < epochs:
            if epoch != dealt:
                dealt, batches = epoch, schedule.batches(epoch, seed if shuffle else None)
            batch = batches[within]
            rng = np.random.default_rng([seed, epoch + 1, within + 1]) if random else None
            images = (
                checks.of_shape("augment's images", augment(x[batch], rng), x[batch].shape) if augment else x[batch]
            )
            rule = constant or optimisers.optimizer(optimizer, learning_rate(progress.step))
            update = one_update(network, progress.params, images, y[batch], rule, progress.optimizer, rng, smoothing)
            record, progress = _step_record(progress, update, epoch + 1, perf_counter() - begin)
        else:
            return
        yield record
        begin = perf_counter()


def evaluate(network: Network, params: Arrays, data: Data) -> tuple[float, float]:
    """(mean loss, part whose highest score is right) on images, without dropout and without learning."""
    x, y = arrays(network, data)
    losses, right = 0.0, 0
    with np.errstate(all="ignore"):
        for start in range(0, len(x), EVALUATED):
            labels = y[start : start + EVALUATED]
            scores = network.forward(params, x[start : start + EVALUATED]).reshape(len(labels), -1)
            losses += cross_entropy(scores, labels)[0] * len(labels)
            right += int(np.count_nonzero(scores.argmax(axis=1) == labels))
    return losses / len(x), right / len(x)


def confusion(network: Network, params: Arrays, data: Data) -> np.ndarray:
    """(K, K) images counted: row the true class, column the class with the highest score.

    In float64, where rounding is far too small to let another class win: the counts are the same on any machine and
    with any number of threads.
    """
    x, y = arrays(network, data)
    exact = {name: array.astype(np.float64) for name, array in params.items()}
    counts = np.zeros((network.output_shape[0],) * 2, np.int64)
    for start in range(0, len(x), EVALUATED):
        some = slice(start, start + EVALUATED)
        scores = network.forward(exact, x[some].astype(np.float64)).reshape(len(y[some]), -1)
        np.add.at(counts, (y[some], scores.argmax(axis=1)), 1)
    return counts


def arrays(network: Network, data: Data) -> tuple[np.ndarray, np.ndarray]:
    """(x, y) of labelled images, or of such a pair: x as float32. Raises InvalidSetting unless there are as many labels
    as images, one at least, of the network's shape and classes."""
    checks.kind_of("network", network, Network, "a Network, as parse() gives it")
    pair = (data.x, data.y) if isinstance(data, LabelledImages) else data
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise InvalidSetting("data", "data: needs LabelledImages, or a pair (x, y) of images and their labels")
    x = np.asarray(checks.numbers("x", pair[0]), np.float32)
    if not x.ndim or not len(x):
        raise InvalidSetting("data", f"images of shape {x.shape}: needs one at least, (N, D, H, W)")
    network.check_images(x)
    return x, check_labels(pair[1], len(x), network.output_shape[0])


def _check_progress(network: Network, progress: Progress, optimizer: str) -> None:
    """InvalidSetting unless the progress is one of this network, and of this optimizer."""
    checks.kind_of("progress", progress, Progress, "the progress of a record")
    shapes = network.parameter_shapes()
    checks.parameters(progress.params, shapes)
    rule = optimisers.OPTIMIZERS[checks.one_of("optimizer", optimizer, optimisers.OPTIMIZERS, "optimizer")]
    remembered = progress.optimizer.arrays
    if remembered is not None and any(len(remembered.get(name, ())) != rule.copies for name in shapes):
        message = f"progress of another optimizer than {optimizer}: needs the one that it was made with"
        raise InvalidSetting("progress-optimizer", message, optimizer=optimizer)


def _step_record(before: Progress, update: Update, epoch: int, seconds: float) -> tuple[Record, Progress]:
    """The record of one update, and the progress after it."""
    count, correct, norm = len(update.labels), update.correct, update.norm
    after = Progress(
        update.after,
        update.state,
        before.seconds + seconds,
        before.seen + count,
        before.losses + update.loss * count,
        before.correct + correct,
        before.norms + norm,
    )
    return Record("step", after.step, epoch, update.loss, correct / count, norm, after.seconds, after), after


def _epoch_record(network, before: Progress, epoch: int, iterations: int, held_out, begin: float):
    """The record of a whole epoch, and the progress with its sums at nothing again."""
    tried = evaluate(network, before.params, held_out) if held_out is not None else (None, None)
    after = Progress(before.params, before.optimizer, before.seconds + perf_counter() - begin)
    means = before.losses / before.seen, before.correct / before.seen, before.norms / iterations
    return Record("epoch", after.step, epoch, *means, after.seconds, after, *tried), after
