"""What a row of layers makes: their names and the shapes between them, or the sentence why it cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from cnnlib.errors import InvalidSetting
from cnnlib.network.layer import Layer, Shape
from cnnlib.network.layers import Input


def names_of(layers: Sequence[Layer], labels: Sequence[str]) -> tuple[str, ...]:
    """A name a layer: its label, or its kind with a number, C1, C2, ..., counted from the picture on."""
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
