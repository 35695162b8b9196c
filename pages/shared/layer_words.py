"""One layer of a network in words and arithmetic: its window, its size, its counts; for tables and for the stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cnnlib.explain.volumes import Volume
from cnnlib.formulas import counts, sizes
from cnnlib.formulas.symbols import Expression, Symbol
from cnnlib.network import cost
from cnnlib.network.layers import Conv, Fc
from cnnlib.network.network import Network
from pages.frame.text.texts import Say
from pages.shared.symbols import symbols


@dataclass(frozen=True)
class Counting:
    """How counts are given: multiply-adds or FLOP, bytes of a number, MB or MiB."""

    flop: bool = False
    dtype: str = "float32"
    unit: str = "MB"

    def work(self, macs: Any) -> Any:
        return counts.flops(macs) if self.flop else macs

    def memory(self, values: int) -> Expression:
        """So many values in the unit, as a formula."""
        number, each = Symbol("n", values, "output"), Symbol("B", counts.DTYPE_BYTES[self.dtype], "filter")
        return counts.in_unit(counts.nbytes(number, each), self.unit)


def size_text(volume: Volume) -> str:
    """Width x height x depth, as people write it: 55×55×96; a row of numbers as its length."""
    depth, rows, columns = volume.shape
    return f"{depth:,}" if volume.row else f"{columns}×{rows}×{depth}"


def output_formula(network: Network, volume: Volume) -> Expression | None:
    """The side of the output as a formula; None where no window slides."""
    if volume.kind not in ("conv", "pool"):
        return None
    layer, before = network.layers[volume.layer], network.shapes[volume.layer - 1]
    window, stride, padding = layer.window(before)
    return sizes.output_size(**symbols(W=before[2], F=window, P=padding, S=stride))


def window_words(network: Network, volume: Volume, say: Say) -> str:
    """What the layer has: 96 filters of 11×11×3, stride 4."""
    layer, before = network.layers[volume.layer], network.shapes[max(volume.layer - 1, 0)]
    match layer:
        case Conv(table=None):
            channels = layer.parameter_shapes(before)["w"][1]
            return say("window_conv", K=layer.K, F=layer.F, D=channels, S=layer.S, P=layer.P)
        case Conv():
            return say("window_conv_table", K=layer.K, F=layer.F, n=sum(map(len, layer.table)))
        case Fc() if len(before) == 3:
            return say("window_fc_volume", K=layer.K, W=before[2], H=before[1], D=before[0])
        case Fc():
            return say("window_fc", K=layer.K, n=before[0])
    if volume.kind == "pool":
        window, stride, _ = layer.window(before)
        return say("window_pool", F=window, S=stride)
    return say("window_rbf", K=volume.depth) if volume.kind == "fc" else ""


def letter_names(volume: Volume, say: Say) -> dict[str, str]:
    """What each letter of the layer's formulas counts."""
    if volume.kind == "fc":
        return {
            "K": say("letter_neurons"),
            "H": say("letter_input_height"),
            "W": say("letter_input_width"),
            "D": say("letter_input_depth"),
            "n": say("letter_inputs"),
        }
    return {
        "K": say("letter_filters"),
        "F": say("letter_side"),
        "D": say("letter_depth"),
        "g": say("letter_groups"),
        "H": say("letter_height"),
        "W": say("letter_width"),
        "n": say("letter_connections"),
    }


def size_names(say: Say) -> dict[str, str]:
    """What the letters of the output's size are."""
    return {
        "W": say("letter_input_width"),
        "F": say("letter_side"),
        "P": say("letter_padding"),
        "S": say("letter_stride"),
    }


def memory_names(say: Say) -> dict[str, str]:
    """What the letters of an amount of memory are."""
    return {"n": say("letter_numbers"), "B": say("letter_bytes"), "b": say("letter_bits")}


def stage_lines(network: Network, volume: Volume, counting: Counting, say: Say) -> list[str]:
    """The lines that the stage writes while it lights a layer; the first one says what the layer is."""
    if volume.kind == "input":
        return [say("line_input", size=size_text(volume))]
    lines = [say("line_layer", name=volume.name, window=window_words(network, volume, say), size=size_text(volume))]
    size = output_formula(network, volume)
    if size is not None:
        lines.append(say("line_size", size=size))
    costs = cost.formulas(network, volume.name)
    if "weights" in costs:
        lone = isinstance(costs["weights"], Symbol)  # nothing to multiply: 6 = 6 would tell nobody anything
        told = say("line_weights_lone" if lone else "line_weights", weights=costs["weights"])
        biases = cost.summarize(network)[volume.layer].biases
        lines.append(say("line_biases", weights=told, biases=biases) if biases else told)
    if "macs" not in costs:
        return [*lines, say("line_nothing")]
    work = counting.work(costs["macs"])
    return [*lines, say("line_flops", macs=work) if counting.flop else say("line_macs", macs=work)]
