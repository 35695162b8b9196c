"""The cases that are one button away."""

from __future__ import annotations

FRESH = {"part": "deal", "pos": None, "last": "keep", "E": 1}
CASES = {
    "case_2000": FRESH | {"N": 2000, "B": 500},
    "case_20000": FRESH | {"N": 20_000, "B": 200},
    "case_cifar": FRESH | {"N": 50_000, "B": 256},
    "case_cifar_ten": FRESH | {"N": 50_000, "B": 256, "E": 10},
}
OTHERS = {"case_divides": FRESH | {"N": 50_000, "B": 250}, "case_small": FRESH | {"N": 20, "B": 6, "E": 2}}
