"""The table of a network's layers, each figure opening into its arithmetic; and the same table as CSV."""

from __future__ import annotations

import csv
import io
from functools import reduce
from operator import add

from cnnlib.explain.volumes import Volume, volumes
from cnnlib.formulas.symbols import Expression, Symbol
from cnnlib.network import cost
from cnnlib.network.network import Network
from pages.frame.text.formulas import annotated
from pages.frame.text.numbers import number
from pages.frame.text.texts import Say
from pages.frame.widgets.tables import Cell
from pages.shared import layer_words
from pages.shared.layer_words import Counting


def head(counting: Counting, say: Say) -> list[str]:
    """The names of the columns."""
    return [
        say("column_layer"),
        say("column_window"),
        say("column_output"),
        say("column_weights"),
        say("column_biases"),
        say("column_so_far"),
        say("column_flops") if counting.flop else say("column_macs"),
        say("column_so_far"),
        say("column_memory", unit=counting.unit),
        say("column_activations", unit=counting.unit),
    ]


def rows(network: Network, counting: Counting, say: Say) -> list[list[Cell]]:
    """A row a layer that has a volume of its own, and the totals."""
    drawn = volumes(network)
    costs = {row.name: row for row in cost.summarize(network)}
    listed = [costs[volume.name] for volume in drawn]
    parameters = cost.running_totals(row.parameters for row in listed)
    macs = cost.running_totals(counting.work(row.macs) for row in listed)
    table = []
    for k, (volume, row) in enumerate(zip(drawn, listed, strict=True)):
        before = max(k - 1, 0)
        table.append(
            [
                say("input_name") if volume.kind == "input" else volume.name,
                layer_words.window_words(network, volume, say),
                _size(network, volume, say),
                *(_count(network, volume, row, kind, counting, say) for kind in ("weights", "biases")),
                _sum(
                    parameters[k], (volume.name, row.parameters), (say("letter_before"), parameters[before] if k else 0)
                ),
                _count(network, volume, row, "macs", counting, say),
                _sum(macs[k], (volume.name, counting.work(row.macs)), (say("letter_before"), macs[before] if k else 0)),
                _memory(row.parameters, counting, say),
                _memory(row.activations, counting, say),
            ]
        )
    return [*table, _totals(network, counting, say)]


def _totals(network: Network, counting: Counting, say: Say) -> list[Cell]:
    costs = cost.summarize(network)
    whole = cost.total(costs)

    def added(field: str, total: int) -> Cell:
        parts = [(row.name, counting.work(row.macs) if field == "macs" else getattr(row, field)) for row in costs]
        return _sum(total, *parts)

    work = counting.work(whole.macs)
    drawn = cost.total(tuple(row for row in costs if row.kind not in ("activation", "lrn", "dropout", "softmax")))
    return [
        say("column_total"),
        "",
        "",
        added("weights", whole.weights),
        added("biases", whole.biases),
        _sum(whole.parameters, (say("column_weights"), whole.weights), (say("column_biases"), whole.biases)),
        added("macs", work),
        number(work),
        _memory(whole.parameters, counting, say),
        _memory(drawn.activations, counting, say),
    ]


def _size(network: Network, volume: Volume, say: Say) -> Cell:
    size, text = layer_words.output_formula(network, volume), layer_words.size_text(volume)
    return text if size is None else (text, annotated(size, layer_words.size_names(say)))


def _count(network: Network, volume: Volume, row: cost.Row, kind: str, counting: Counting, say: Say) -> Cell:
    formula = cost.formulas(network, volume.name).get(kind)
    if formula is None:
        return number(getattr(row, kind))
    formula = counting.work(formula) if kind == "macs" else formula
    return number(formula.value), annotated(formula, layer_words.letter_names(volume, say))


def _memory(values: int, counting: Counting, say: Say) -> Cell:
    if not values:
        return number(0)
    amount = counting.memory(values)
    seen = number(amount.value)
    # A little is not nothing: 1,000 numbers in MB would be written 0.
    seen = say("hardly_any", amount=seen) if seen == number(0) else seen
    return seen, annotated(amount, layer_words.memory_names(say))


def _sum(total: int, *parts: tuple[str, int]) -> Cell:
    """A total that opens into what it is made of, each part under its name."""
    terms: list[Expression] = [Symbol(name, value) for name, value in parts if value]
    if len(terms) < 2:
        return number(total)
    return number(total), annotated(reduce(add, terms), {term.name: term.name for term in terms})


def as_csv(network: Network, counting: Counting, say: Say) -> str:
    """The same table as plain numbers, memory in bytes, so that a spreadsheet reckons with them."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(head(Counting(counting.flop, counting.dtype, "B"), say))
    listed = [row for row in cost.summarize(network) if row.name in {volume.name for volume in volumes(network)}]
    parameters = cost.running_totals(row.parameters for row in listed)
    macs = cost.running_totals(counting.work(row.macs) for row in listed)
    for k, (volume, row) in enumerate(zip(volumes(network), listed, strict=True)):
        sizes = (cost.size_bytes(values, counting.dtype) for values in (row.parameters, row.activations))
        window, output = layer_words.window_words(network, volume, say), layer_words.size_text(volume)
        work = counting.work(row.macs)
        writer.writerow([row.name, window, output, row.weights, row.biases, parameters[k], work, macs[k], *sizes])
    return file.getvalue()
