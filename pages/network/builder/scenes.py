"""What the builder's stage shows: the picture flowing through, or what one neuron sees of the picture."""

from __future__ import annotations

from typing import Any

from cnnlib.explain.volumes import Volume, place_at, volumes
from cnnlib.formulas.receptive_fields import Field, Span, grown, inside, receptive_field
from cnnlib.formulas.symbols import Expression, Symbol
from cnnlib.network import cost
from cnnlib.network.network import Network
from pages.frame.stage.scene import Scene
from pages.frame.text.texts import Say
from pages.shared.layer_words import Counting, stage_lines
from pages.shared.volumes import reach_of, volume_scene

FEW = 250_000  # parameters: a million bytes of float32


def counting(network: Network) -> Counting:
    """Small networks are told in kB, or all their memory would be rounded away."""
    return Counting(unit="kB" if cost.total(cost.summarize(network)).parameters < FEW else "MB")


def chosen_volume(network: Network, settings: Any) -> int:
    """Whose neuron looks back: the one tapped, else the last that is not a row of numbers."""
    drawn = volumes(network)
    if settings.layer is not None:
        return min(max(settings.layer, 0), len(drawn) - 1)
    return max((k for k, volume in enumerate(drawn) if not volume.row), default=0)


def scene(network: Network, settings: Any, say: Say) -> Scene:
    def lines(volume: Volume) -> list[str]:
        return stage_lines(network, volume, counting(network), say)

    if settings.part == "flow":
        return volume_scene(network, lines)
    k = chosen_volume(network, settings)
    place = place_at(volumes(network)[k], settings.row, settings.column)

    def seen_of(volume: Volume, rows: Span, columns: Span) -> list[str]:
        high, wide = rows[1] - rows[0], columns[1] - columns[0]
        if volume.layer == volumes(network)[k].layer:
            at = {"row": place[0] + 1, "column": place[1] + 1}
            return [say("reach_self", name=volume.name, **at) if volume.layer else say("reach_pixel", **at)]
        names = {"neuron": volumes(network)[k].name, "name": volume.name, "high": high, "wide": wide}
        said = say("reach_picture", **names) if volume.kind == "input" else say("reach_volume", **names)
        within = inside(rows, volume.shape[1]), inside(columns, volume.shape[2])
        return [said] if within == (high, wide) else [said, say("reach_outside", high=within[0], wide=within[1])]

    return volume_scene(network, lines, reach_of(network, k, place, seen_of))


def field_names(network: Network, settings: Any, say: Say) -> dict[str, Any]:
    """The chosen neuron's receptive field, as its layer's window made it grow."""
    k = chosen_volume(network, settings)
    volume, fields = volumes(network)[k], receptive_field(network)
    return {
        "neuron": volume.name if k else say("input_name"),
        "field": field_formula(network, volume, fields),
        "jump": fields[volume.layer].jump,
        "several": max(volume.shape[1:]) > 1 and not volume.row,
        "square": receptive_field(network, "height")[volume.layer] == fields[volume.layer],
    }


def field_formula(network: Network, volume: Volume, fields: tuple[Field, ...]) -> Expression:
    """What a neuron of this volume sees, from what its layer's window adds to the field of the layer before."""
    layer = max(volume.layer - 1, 0)
    before = fields[layer]
    window = network.layers[volume.layer].window(network.shapes[layer])[0]
    return grown(Symbol("R", before.size, "input"), Symbol("F", window, "filter"), Symbol("J", before.jump, "window"))
