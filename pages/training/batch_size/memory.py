"""The scene of what training needs in memory, over the batch size."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from cnnlib.formulas import counts
from cnnlib.formulas.symbols import Symbol
from cnnlib.network import cost, zoo
from cnnlib.network.network import Network
from pages.frame.stage.scene import Scene
from pages.frame.text.colours import role_of
from pages.frame.text.numbers import number

NETWORKS = {
    "digits": zoo.digits_net,
    "lenet": zoo.lenet5,
    "cifar": zoo.cifar10_net,
    "alexnet": zoo.alexnet,
    "vgg": zoo.vgg16,
}
BATCHES = tuple(2**doubling for doubling in range(13))  # that the slider has, a bar each
MACHINES = (4, 8, 16, 24, 80)  # GiB
KINDS = (("weights", "filter"), ("gradients", "window"), ("state", "negative"), ("activations", "input"))
# What the scale holds whatever else is set, so that it stands still: a bar that is longer ends at its edge.
SCALED = {"batch": 1024, "dtype": "float32", "optimizer": "adam"}
UNITS = ((counts.GIB, "GiB"), (2**20, "MiB"), (2**10, "KiB"))


@lru_cache(maxsize=8)
def network(name: str) -> Network:
    """One of the networks, by its id."""
    return NETWORKS[name]()


@lru_cache(maxsize=64)
def memory_scene(name: str, dtype: str, optimizer: str, chosen: int) -> Scene:
    """A bar for each batch size, in four parts; the chosen one; the scale, and which machines lie on it."""
    model = network(name)
    found = [cost.training_memory(model, batch, dtype, optimizer) for batch in BATCHES]
    top = scale(name)
    machines = [size for size in MACHINES if size * counts.GIB <= top]
    return Scene(
        view="memory",
        arrays={"parts": np.array([(m.weights, m.gradients, m.state, m.activations) for m in found], np.float64)},
        facts={
            "batches": BATCHES,
            "kinds": [{"id": kind, "role": role} for kind, role in KINDS],
            "written": [{"total": written(m.total, name), "activations": written(m.activations, name)} for m in found],
            "top": top,
            "ticks": [{"bytes": n * top // 4, "name": written(n * top // 4, name)} for n in range(5)],
            "lines": [
                {"bytes": size * counts.GIB, "name": f"{size} GiB", "fits": _fits(model, size, dtype, optimizer)}
                for size in machines
            ],
            "chosen": chosen,
        },
    )


@lru_cache(maxsize=8)
def scale(name: str) -> int:
    """Bytes at the end of the scale: the first power of two that holds what SCALED takes."""
    needed = cost.training_memory(network(name), **SCALED).total
    return 1 << (needed - 1).bit_length()


def written(size: int, name: str) -> str:
    """Bytes for a reader, in the unit of the network's scale, what is little in the next smaller one: `1.36 GiB`."""
    first = 0 if scale(name) >= counts.GIB else 1
    unit, words = UNITS[first + (size < UNITS[first][0] / 10)]
    return f"{number(size / unit)} {words}" if size else "0"


def memory_names(name: str, dtype: str, optimizer: str, batch: int) -> dict:
    """The formula of the memory with the numbers of now, and what fits where."""
    model = network(name)
    costs = cost.total(cost.summarize(model))
    p, a = Symbol("p", costs.parameters, role_of("F")), Symbol("a", costs.stored, role_of("W"))
    B, v = Symbol("B", batch, role_of("B")), Symbol("v", counts.DTYPE_BYTES[dtype])
    copies = Symbol("m", counts.STATE_COPIES[optimizer], "negative")
    memory = cost.training_memory(model, batch, dtype, optimizer)
    return {
        "p": p,
        "a": a,
        "B": B,
        "v": v,
        "m": copies,
        "bytes": counts.training_bytes(p, a, B, v, copies),
        "fixed": memory.total - memory.activations,
        "growing": memory.activations,
        "total_written": written(memory.total, name),
        "fixed_written": written(memory.total - memory.activations, name),
        "growing_written": written(memory.activations, name),
        **{f"fits_{size}": _fits(model, size, dtype, optimizer) for size in MACHINES},
    }


def _fits(model: Network, size: int, dtype: str, optimizer: str) -> int:
    return cost.largest_batch(model, size * counts.GIB, dtype, optimizer)
