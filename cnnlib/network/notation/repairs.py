"""The repairs of a layer that can be read and cannot be: the whole line, with that layer written anew or left out."""

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Layer, Shape
from cnnlib.network.notation.tokens import instead_of
from cnnlib.network.notation.writer import write_layer


def with_place(
    error: InvalidSetting,
    text: str,
    place: tuple[int, int],
    name: str,
    make: type[Layer],
    settings: dict,
    before: Shape | None = None,
    said: int | None = None,
) -> InvalidSetting:
    """An error about one layer, with its place in the line; each repair gives the whole line repaired as well.

    With the shape `before` the layer, only repairs that fit it. A layer that said what comes in, which nobody has held
    against the shape before it yet, is not written anew.
    """
    start, end = place
    repairs = []
    for repair in error.repairs if said is None or before else ():
        named = {{"d": "dilation", "g": "groups"}.get(letter, letter): value for letter, value in repair.items()}
        try:
            layer = make(**settings | named)
            if before:
                layer.output_shape(before)
        except (InvalidSetting, TypeError):  # a repair of the input, or of another side: not of this layer
            continue
        repairs.append(repair | {"text": instead_of(text, start, end, write_layer(layer))})
    if not repairs:  # nothing near fits: offer the line without the layer
        repairs = [{"text": text[:start] + text[end:].lstrip(" ->→")}]
    values = {"layer": name} | error.values | {"text": text, "position": start, "end": end, "typed": text[start:end]}
    return InvalidSetting(error.key, f"{error} (at sign {start + 1})", tuple(repairs), **values)
