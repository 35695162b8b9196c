"""The figures of AlexNet's table, reckoned here from the filters alone, for every position of the page's switches.

`test_alexnet.py` beside it holds this arithmetic to the course's own table, written out there as numbers.
"""

from __future__ import annotations

from itertools import product

SWITCHES = {
    "variant": ("paper", "torchvision"),
    "groups": ("two", "one"),
    "size": ("s227", "s224", "s224p2"),
    "bias": (1, 0),
    "count": ("mac", "flop"),
    "dtype": ("float32", "float16", "int8"),
    "unit": ("MB", "MiB"),
}
FIRST = {name: options[0] for name, options in SWITCHES.items()}
# Each position of each switch at least once, in few pages.
COVERING = (
    {},
    {"groups": "one", "bias": 0, "count": "flop", "dtype": "float16", "unit": "MiB"},
    {"size": "s224", "dtype": "int8"},
    {"size": "s224p2", "unit": "MiB"},
    {"variant": "torchvision", "count": "flop"},
)
PER_NUMBER = {"float32": 4, "float16": 2, "int8": 1}
UNITS = {"MB": 10**6, "MiB": 2**20}


def every_position() -> list[dict]:
    """All combinations; torchvision's network has neither towers nor another input."""
    found = [dict(zip(SWITCHES, options, strict=True)) for options in product(*SWITCHES.values())]
    return [
        asked for asked in found if asked["variant"] == "paper" or (asked["groups"], asked["size"]) == ("two", "s227")
    ]


def layers(variant: str, groups: str, size: str) -> dict[str, tuple[str, int, int, int]]:
    """Layer -> (output as written, weights, biases, multiply-adds), biases included."""
    if variant == "torchvision":
        filters = ((64, 11, 3), (192, 5, 64), (384, 3, 192), (256, 3, 384), (256, 3, 256))
    else:
        half = 2 if groups == "two" else 1
        filters = ((96, 11, 3), (256, 5, 96 // half), (384, 3, 256), (384, 3, 384 // half), (256, 3, 384 // half))
    sides, last = ((54, 26, 12, 12, 12), 5) if (variant, size) == ("paper", "s224") else ((55, 27, 13, 13, 13), 6)
    found = {}
    for i, ((K, F, D), side) in enumerate(zip(filters, sides, strict=True), 1):
        found[f"C{i}"] = (f"{side}×{side}×{K}", K * F * F * D, K, side * side * K * F * F * D)
    for i, (K, n) in enumerate(((4096, last * last * 256), (4096, 4096), (1000, 4096)), 1):
        found[f"R{i}"] = (f"{K:,}", K * n, K, K * n)
    return found


def figures(**asked) -> dict[str, dict[str, float | str]]:
    """Row of the table -> what stands in it, for these positions of the switches."""
    asked = FIRST | asked
    rows = layers(asked["variant"], asked["groups"], asked["size"])
    work, each = (2 if asked["count"] == "flop" else 1), PER_NUMBER[asked["dtype"]] / UNITS[asked["unit"]]
    found, parameters, operations = {}, 0, 0
    for name, (output, weights, biases, macs) in rows.items():
        biases *= asked["bias"]
        parameters, operations = parameters + weights + biases, operations + work * macs
        found[name] = {
            "output": output,
            "weights": weights,
            "biases": biases,
            "parameters": parameters,
            "work": work * macs,
            "so_far": operations,
            "memory": (weights + biases) * each,
        }
    found["total"] = {
        "output": "",
        "weights": sum(row["weights"] for row in found.values()),
        "biases": sum(row["biases"] for row in found.values()),
        "parameters": parameters,
        "work": operations,
        "so_far": operations,
        "memory": parameters * each,
    }
    return found


def as_read(cells: list[str]) -> dict[str, float | str]:
    """The same of a row's cells behind its name, as the page writes them."""
    numbers = [float(cell.replace(",", "")) for cell in cells[2:8]]
    names = ("weights", "biases", "parameters", "work", "so_far", "memory")
    return {"output": cells[1]} | dict(zip(names, numbers, strict=True))


def differ(read: dict, expected: dict) -> list[str]:
    """The names of what is not as expected; memory is written with two decimals."""
    return [
        name
        for name, value in expected.items()
        if (abs(read[name] - value) > 0.0051 if name == "memory" else read[name] != value)
    ]
