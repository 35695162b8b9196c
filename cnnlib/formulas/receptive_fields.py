"""How much of the image one unit of each layer sees: its receptive field, grown layer by layer.

size += (field - 1) * jump;  start -= P * jump;  jump *= S              (Araujo, Norris, Sim, Distill 2019)
"""

from dataclasses import dataclass
from typing import Any

from cnnlib.checks import one_of
from cnnlib.errors import InvalidSetting

Span = tuple[int, int]  # the first, and the one after the last


@dataclass(frozen=True)
class Field:
    """What the units of one layer see, in pixels of the image along one axis.

    Unit i sees `size` pixels from start + i * jump on; pixels below 0 are padding.
    """

    name: str
    size: int
    jump: int
    start: int

    def of(self, unit: int) -> tuple[int, int]:
        """First pixel that a unit sees, and the one after the last."""
        first = self.start + unit * self.jump
        return first, first + self.size


def grown(size: Any, F: Any, jump: Any) -> Any:
    """The receptive field after one more window of F, whose cells lie `jump` pixels apart; numbers or symbols."""
    return size + (F - 1) * jump


def stacked(n: Any, F: Any) -> Any:
    """The receptive field of n layers of F x F with stride 1: n(F - 1) + 1; numbers or symbols."""
    return n * (F - 1) + 1


def receptive_field(network, axis: str = "width") -> tuple[Field, ...]:
    """One row a layer, INPUT first; along the width, or along the height (the same for square images).

    FC is read as CONV over its whole input; a vector that comes in is a volume of 1 x 1.

    Raises:
        InvalidSetting: no network, or another axis.
    """
    if not (hasattr(network, "layers") and hasattr(network, "shapes")):  # Network is of a room above this one
        raise InvalidSetting("kind", "receptive_field takes a network: needs one, as parse() gives it")
    one_of("axis", axis, ("width", "height"))
    size, jump, start, rows = 1, 1, 0, []
    for i, layer in enumerate(network.layers):
        field, stride, padding = layer.window(network.shapes[max(i - 1, 0)], axis)
        size = grown(size, field, jump)
        start -= padding * jump
        jump *= stride
        rows.append(Field(network.names[i], size, jump, start))
    return tuple(rows)


def seen(network, layer: int, place: Span, steps: int | None = None) -> list[tuple[Span, Span]]:
    """What one place (row, column) of a layer sees of each volume before: (rows, columns) of the layer itself, then
    of the layers before it, back to the image or for so many steps. Rows and columns outside are padding."""
    rows, columns = ((at, at + 1) for at in place)
    found = [(rows, columns)]
    for i in range(layer, max(0, layer - steps) if steps is not None else 0, -1):
        before = network.shapes[i - 1]
        rows = _before(rows, network.layers[i].window(before, "height"))
        columns = _before(columns, network.layers[i].window(before, "width"))
        found.append((rows, columns))
    return found


def inside(span: Span, side: int) -> int:
    """How many of a span's cells lie within a volume of this side; the others are padding."""
    return max(0, min(span[1], side) - max(span[0], 0))


def _before(span: Span, window: tuple[int, int, int]) -> Span:
    """What a span of the output sees of the volume before, along one axis."""
    field, stride, padding = window
    return span[0] * stride - padding, (span[1] - 1) * stride - padding + field
