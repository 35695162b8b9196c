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
from pages.frame.text.numbers import small

NETWORKS = {
    "digits": zoo.digits_net,
    "lenet": zoo.lenet5,
    "cifar": zoo.cifar10_net,
    "alexnet": zoo.alexnet,
    "vgg": zoo.vgg16,
}
MACHINES = (4, 8, 16, 24, 80)  # GiB
KINDS = (("weights", "filter"), ("gradients", "window"), ("state", "negative"), ("activations", "input"))
MOST_DOUBLINGS = 24


@lru_cache(maxsize=8)
def network(name: str) -> Network:
    """One of the networks, by its id."""
    return NETWORKS[name]()


@lru_cache(maxsize=64)
def memory_scene(name: str, dtype: str, optimizer: str, chosen: int) -> Scene:
    """Bars from one image a batch, doubling, to the first batch that breaks the last line."""
    model, batches, parts = network(name), [], []
    for doubling in range(MOST_DOUBLINGS):
        memory = cost.training_memory(model, 2**doubling, dtype, optimizer)
        batches.append(2**doubling)
        parts.append((memory.weights, memory.gradients, memory.state, memory.activations))
        if memory.total > MACHINES[-1] * counts.GIB:
            break
    return Scene(
        view="memory",
        arrays={"parts": np.array(parts, np.float64)},
        facts={
            "batches": batches,
            "kinds": [{"id": kind, "role": role} for kind, role in KINDS],
            "lines": [
                {"bytes": size * counts.GIB, "name": f"{size} GiB", "fits": _fits(model, size, dtype, optimizer)}
                for size in MACHINES
            ],
            "gib": counts.GIB,
            "chosen": chosen,
        },
    )


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
        "gib_said": small(memory.total / counts.GIB),
        "fixed_said": small((memory.total - memory.activations) / counts.GIB),
        "growing_said": small(memory.activations / counts.GIB),
        **{f"fits_{size}": _fits(model, size, dtype, optimizer) for size in MACHINES},
    }


def _fits(model: Network, size: int, dtype: str, optimizer: str) -> int:
    return cost.largest_batch(model, size * counts.GIB, dtype, optimizer)
