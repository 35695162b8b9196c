"""Layers written in the one-line notation; what is the default is left out."""

from copy import copy

from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Layer, Lrn, Pool, size_text
from cnnlib.network.lenet_layers import Rbf, Subsample

BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"  # one sign an input map in a table


def write_layer(layer: Layer) -> str:
    """One layer in the notation."""
    match layer:
        case Input(shape=shape):
            return f"INPUT {size_text(shape)}"
        case Conv(K=K, F=F):
            bias = "" if layer.bias else " NOBIAS"
            return f"CONV {K} F{F}{_letters(layer, S=1, P=0, dilation=1, groups=1)}{bias}{_table(layer.table)}"
        case Pool(F=F, how=how):
            kind = {"max": ""}.get(how, f" {how.upper()}" if isinstance(how, str) else f" L{how!r}")
            return f"POOL {F}{_letters(layer, S=F, P=0)}{kind}"
        case Fc(K=K):
            return f"FC {K}" + ("" if layer.bias else " NOBIAS")
        case Activation(function=function):
            return function.upper()
        case Lrn():
            return f"LRN{_letters(layer, n=5, k=2.0, alpha=1e-4, beta=0.75)}"
        case Dropout(p=p):
            return f"DROPOUT {p!r}"
        case Subsample(F=F):
            return f"SUBSAMPLE {F}"
        case Rbf(K=K):
            return f"RBF {K}"
    return "SOFTMAX"


def rewrite(layer: Layer, **settings: object) -> str:
    """A layer as written with other settings, whether these fit or not: reading the text will tell."""
    other = copy(layer)
    for name, value in settings.items():
        object.__setattr__(other, name, value)
    return write_layer(other)


def write(layers: tuple[Layer, ...]) -> str:
    """The line that reads as these layers."""
    return " - ".join(map(write_layer, layers))


def _letters(layer: Layer, **defaults: float) -> str:
    """The settings that are not the default, each by its first letter: " S2 P1"."""
    values = {setting: getattr(layer, setting) for setting in defaults}
    return "".join(f" {name[0].upper()}{value}" for name, value in values.items() if value != defaults[name])


def _table(table: tuple[tuple[int, ...], ...] | None) -> str:
    """A table of connections: " T[01 12]"."""
    if table is None:
        return ""
    return f" T[{' '.join(''.join(BASE36[d] for d in row) for row in table)}]"
