"""What every layer answers: the shape it gives, the arrays it learns, the window through which a unit looks."""

from numbers import Integral

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.sizes import output_size

Shape = tuple[int, ...]  # (D, H, W), as in PyTorch without the batch, or (n,)


class Layer:
    """A layer that keeps the shape and learns nothing, until it says otherwise."""

    prefix = ""  # of the automatic name: the third CONV is C3

    def output_shape(self, shape: Shape) -> Shape:
        """Shape after the layer; InvalidSetting where it does not fit."""
        return shape

    def parameter_shapes(self, shape: Shape) -> dict[str, Shape]:
        """Shapes of the learned arrays by letter (w weights, b biases), given the shape before the layer."""
        return {}

    def window(self, shape: Shape, axis: str = "width") -> tuple[int, int, int]:
        """(field, stride, padding a side): what one unit sees of the volume before, along one axis."""
        return 1, 1, 0


def size_text(shape: Shape) -> str:
    """A shape as people write it, width x height x depth: "55x55x96"; "4096" for a row of numbers."""
    return "x".join(str(side) for side in reversed(shape))


def check_whole(layer: str, **settings: tuple[object, int]) -> None:
    """InvalidSetting unless each setting, given as (value, least), is a whole number and no less."""
    for letter, (value, least) in settings.items():
        if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
            raise InvalidSetting(
                "layer-setting",
                f"{layer} {letter}={value!r}: needs a whole number {letter} >= {least}",
                ({letter: least},),
                layer=layer,
                setting=letter,
                value=value,
                least=least,
            )


def depth_of(layer: str, shape: Shape) -> int:
    """D of the volume before a layer; InvalidSetting where a row of numbers comes in."""
    if len(shape) != 3:
        raise InvalidSetting(
            "layer-needs-volume",
            f"{layer} needs a volume, but a row of {shape[0]} numbers comes in: put it before the first FC",
            layer=layer,
            size=shape[0],
        )
    return shape[0]


def slid_over(shape: Shape, F: int, P: int, S: int, dilation: int = 1) -> Shape:
    """(rows, columns) of a window that slides over a volume; the smaller side first, for the sake of its repairs."""
    sizes = {side: output_size(side, F, P, S, dilation=dilation) for side in sorted(set(shape[1:]))}
    return tuple(sizes[side] for side in shape[1:])
