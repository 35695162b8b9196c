"""A network: a row of layers that fit each other, run forwards, watched on the way, and run backwards."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np

from cnnlib import checks
from cnnlib.errors import InvalidSetting
from cnnlib.network import passes
from cnnlib.network.layers import Dropout, Fc, Input, Layer, Shape
from cnnlib.network.lenet_layers import Subsample
from cnnlib.network.notation.reader import Found, read
from cnnlib.network.notation.repairs import with_place
from cnnlib.network.notation.writer import write

Arrays = dict[str, np.ndarray]  # by name: "C1.w", "C1.b", ...
LARGEST = 200_000_000  # parameters that are really drawn; VGG-16 has 138 million


@dataclass(frozen=True)
class Network:
    """Layers from Input to the last. `labels` may name some (C1, R1); the others are numbered by kind.

    Raises InvalidSetting, with `layer` (name) and `index` in its values, where two layers do not fit; every method
    raises it for what does not fit the network.
    """

    layers: tuple[Layer, ...]
    labels: tuple[str, ...] = field(default=(), compare=False)
    shapes: tuple[Shape, ...] = field(init=False, compare=False, repr=False)
    names: tuple[str, ...] = field(init=False, compare=False, repr=False)
    arrays: tuple[dict[str, str], ...] = field(init=False, compare=False, repr=False)  # a layer's: letter -> name
    _needed: dict[str, Shape] = field(init=False, compare=False, repr=False)  # the learned arrays' shapes by name

    def __post_init__(self):
        for name, kind, needs in (("layers", Layer, "layers, INPUT first"), ("labels", str, "a name, or '', a layer")):
            parts = checks.kind_of(name, getattr(self, name), tuple | list, f"a list of {needs}")
            object.__setattr__(self, name, tuple(checks.kind_of(name, part, kind, needs) for part in parts))
        object.__setattr__(self, "names", names_of(self.layers, self.labels))
        object.__setattr__(self, "shapes", shapes_of(self.layers, self.names))
        learned = [
            {f"{name}.{letter}": shape for letter, shape in layer.parameter_shapes(before).items()}
            for layer, before, name in zip(self.layers, ((), *self.shapes[:-1]), self.names, strict=True)
        ]
        object.__setattr__(
            self, "arrays", tuple({name.rpartition(".")[2]: name for name in shapes} for shapes in learned)
        )
        object.__setattr__(self, "_needed", {name: shape for shapes in learned for name, shape in shapes.items()})

    def __str__(self) -> str:
        return write(self.layers)

    def __len__(self) -> int:
        return len(self.layers)

    @property
    def input_shape(self) -> Shape:
        return self.shapes[0]

    @property
    def output_shape(self) -> Shape:
        return self.shapes[-1]

    def parameter_shapes(self) -> dict[str, Shape]:
        """The learned arrays in order, by name: {"C1.w": (96, 3, 11, 11), "C1.b": (96,), ...}."""
        return dict(self._needed)

    def with_input(self, *shape: int) -> "Network":
        """The same layers behind another input shape (D, H, W)."""
        return Network((Input(shape), *self.layers[1:]), self.labels)

    def forward(self, params: Arrays, x: np.ndarray) -> np.ndarray:
        """Scores (N, K), or (N, K, H, W) of a network without FC, for images x (N, D, H, W). No dropout."""
        scores, _ = deque(self._run(params, x), maxlen=1).pop()  # one volume at a time stays in memory
        return scores

    def walk(self, params: Arrays, x: np.ndarray) -> Iterator[np.ndarray]:
        """`forward` layer by layer, the images themselves first: for those who want to watch or to stop."""
        return (y for y, _ in self._run(params, x))

    def trace(self, params: Arrays, x: np.ndarray, rng: np.random.Generator | None = None) -> "Trace":
        """Every volume on the way. With rng, as in training: dropout draws its masks from it."""
        return Trace(*zip(*self._run(params, x, rng), strict=True))

    def _run(self, params: Arrays, x: np.ndarray, rng: np.random.Generator | None = None):
        """Layer by layer: what it gives, and its mask where it is a dropout in training."""
        checks.parameters(params, self._needed)
        if rng is not None:
            checks.kind_of("rng", rng, np.random.Generator, "a numpy.random.Generator, or None")
        x = checks.numbers("x", x)
        self.check_images(x)
        yield x, None
        for i, layer in enumerate(self.layers[1:], start=1):
            mask = passes.dropout_mask(layer, x, rng) if rng and isinstance(layer, Dropout) else None
            x = passes.forward(layer, x, self._parameters_of(params, i), mask)
            yield x, mask

    def backward(self, params: Arrays, trace: "Trace", grad: np.ndarray, *, to_input: bool = False):
        """Gradients of a loss, given that by the scores (their shape): (grads by name, grad of x or None).

        The gradient of the images themselves is worked out only when asked for: training does not need it.
        """
        checks.parameters(params, self._needed)
        checks.flag("to_input", to_input)
        checks.kind_of("trace", trace, Trace, "what trace() gave")
        if [volume.shape[1:] for volume in trace.volumes] != list(self.shapes):
            raise InvalidSetting("network-trace", f"a trace of another network: needs one of {self}")
        grad = checks.of_shape("grad", grad, trace.scores.shape)
        first = 1 if to_input else next((i for i, names in enumerate(self.arrays) if names), len(self))
        grads = {}
        for i in range(len(self) - 1, first - 1, -1):
            x, y, p = trace.volumes[i - 1], trace.volumes[i], self._parameters_of(params, i)
            grad, found = passes.backward(self.layers[i], grad, x, y, p, trace.masks[i], to_input or i > first)
            grads |= {self.arrays[i][letter]: g for letter, g in found.items()}
        in_order = {name: grads[name] for names in self.arrays for name in names.values()}
        return in_order, grad if to_input else None

    def check_images(self, x: np.ndarray) -> None:
        """InvalidSetting ("network-picture") unless the images are (N, *input_shape)."""
        if not x.ndim or x.shape[1:] != self.input_shape:
            needed = ", ".join(map(str, self.input_shape))
            message = f"pictures of {x.shape[1:]}: the network needs (N, {needed})"
            raise InvalidSetting("network-picture", message, shape=x.shape, needed=self.input_shape)

    def _parameters_of(self, params: Arrays, i: int) -> dict[str, np.ndarray]:
        """The arrays of layer i by letter."""
        return {letter: params[name] for letter, name in self.arrays[i].items()}


@dataclass(frozen=True)
class Trace:
    """What a forward pass left: volumes[i] is what layer i gave, (N, *shapes[i]); masks are dropout's."""

    volumes: tuple[np.ndarray, ...]
    masks: tuple[np.ndarray | None, ...]

    @property
    def scores(self) -> np.ndarray:
        return self.volumes[-1]


# ---- names and shapes


def names_of(layers: Sequence[Layer], labels: Sequence[str]) -> tuple[str, ...]:
    """A name a layer: its label, or its kind with a number, C1, C2, ..., counted from the input on."""
    if labels and len(labels) != len(layers):
        message = f"{len(labels)} labels: needs {len(layers)}, one a layer"
        raise InvalidSetting("network-labels", message, labels=labels)
    for label in labels:
        if label and not (label.isidentifier() and len(label) <= 20):  # files from strangers bring labels too
            raise InvalidSetting("network-labels", f"label {label[:20]!r}: needs a name such as R1", labels=labels)
    counts, names = {}, []
    for layer, label in zip(layers, labels or [""] * len(layers), strict=True):
        kind = layer.prefix
        counts[kind] = counts.get(kind, 0) + 1
        names.append(label or (kind if isinstance(layer, Input) and not names else f"{kind}{counts[kind]}"))
    if len(set(names)) < len(names):  # the arrays of two layers would have one name
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidSetting("network-labels", f"two layers are named {twice}: needs a name each", labels=labels)
    return tuple(names)


def shapes_of(layers: Sequence[Layer], names: Sequence[str]) -> tuple[Shape, ...]:
    """The shape after each layer; InvalidSetting, with the layer and what came before it, where one does not fit."""
    if not layers or not isinstance(layers[0], Input):
        raise InvalidSetting("network-input", "a network needs INPUT first, as in INPUT 32x32x3", index=0)
    shapes = [layers[0].output_shape()]
    for i, layer in enumerate(layers[1:], start=1):
        if isinstance(layer, Input):
            raise InvalidSetting("network-input", "INPUT stands first, and once", layer=names[i], index=i)
        try:
            shapes.append(layer.output_shape(shapes[-1]))
        except InvalidSetting as error:
            values = error.values | {"layer": names[i], "index": i, "before": shapes[-1]}
            raise InvalidSetting(error.key, f"{names[i]}: {error}", error.repairs, **values) from None
    return tuple(shapes)


def takes(layer: Layer, before: Shape) -> int:
    """What PyTorch asks a layer for its input: the maps of the volume before it, or all numbers before an FC."""
    return prod(before) if isinstance(layer, Fc) else before[0]


# ---- from a line of text, and with first weights


def parse(text: str) -> Network:
    """The network that a line of the notation describes (see `notation`).

    Raises InvalidSetting with the layer, `position` and `end` in the text; each repair also gives the whole
    line repaired, as "text". A line that cannot be read has one only where its meaning is kept.
    """
    found = read(checks.kind_of("text", text, str, "a line such as INPUT 32x32x3 - CONV 12 F5"))
    layers = tuple(piece.layer for piece in found)
    try:
        network = Network(layers)
    except InvalidSetting as error:
        i = error.values["index"]
        if i == 0:
            first = ({"text": f"INPUT 32x32x3 - {text}".strip(" -")},)
            raise InvalidSetting(error.key, str(error), first, text=text, position=0, end=0) from None
        befores = shapes_of(layers[:i], names_of(layers[:i], ()))
        check_inputs(text, found[: i + 1], befores)
        place, made = (found[i].start, found[i].end), ("", type(layers[i]), vars(layers[i]))
        raise with_place(error, text, place, *made, error.values.get("before"), found[i].inputs) from None
    check_inputs(text, found, network.shapes)
    return network


def check_inputs(text: str, found: Sequence[Found], shapes: Sequence[Shape]) -> None:
    """InvalidSetting where a layer of the line says that something else comes in than the shape before it."""
    for i, (piece, before) in enumerate(zip(found[1:], shapes, strict=False), start=1):
        comes = takes(piece.layer, before)
        if piece.inputs not in (None, comes):
            typed = text[piece.start : piece.end]
            message = f"{typed!r} takes {piece.inputs}, but {comes} come in (at sign {piece.start + 1})"
            place = {"text": text, "position": piece.start, "end": piece.end, "typed": typed}
            raise InvalidSetting("notation-inputs", message, **place, index=i, said=piece.inputs, comes=comes)


def initial_parameters(network: Network, rng: np.random.Generator, dtype=np.float32) -> Arrays:
    """First weights by name: normal with deviation sqrt(2 / inputs of a neuron) (He et al. 2015), biases 0.

    Trainable subsampling starts as the plain mean of its window.
    """
    shapes = network.parameter_shapes()
    count = sum(map(prod, shapes.values()))
    if count > LARGEST:
        raise InvalidSetting(
            "network-too-large",
            f"{count:,} parameters: needs at most {LARGEST:,}",
            count=count,
            largest=LARGEST,
        )
    params = {}
    for i in range(1, len(network)):
        layer = network.layers[i]
        for letter, shape in layer.parameter_shapes(network.shapes[i - 1]).items():
            first = np.zeros(shape) if letter == "b" else _first_weights(layer, shape, rng)
            params[network.arrays[i][letter]] = first.astype(dtype, copy=False)
    return params


def _first_weights(layer: Layer, shape: Shape, rng: np.random.Generator) -> np.ndarray:
    """The first weights of one array."""
    if isinstance(layer, Subsample):
        return np.full(shape, 1 / layer.F**2)
    inputs = prod(shape) / layer.K  # of one neuron; on average, where a table gives some filters more maps
    return rng.standard_normal(shape, np.float32) * np.sqrt(2 / inputs)
