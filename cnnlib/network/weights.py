"""A network with its weights in one .npz file: its line, then each array by name. No pickle."""

import zipfile
import zlib
from math import prod
from typing import BinaryIO

import numpy as np

from cnnlib.checks import parameters
from cnnlib.errors import InvalidSetting
from cnnlib.network.network import LARGEST, Arrays, Network, parse

LINE = "network"
LONGEST_LINE = 50_000  # bytes of the array that holds the line
# what opening a damaged archive raises; RuntimeError where a flipped bit claims a password or an unknown packing
DAMAGE = (OSError, ValueError, KeyError, EOFError, MemoryError, RuntimeError, zipfile.BadZipFile, zlib.error)


def save_weights(file: str | BinaryIO, network: Network, params: Arrays) -> None:
    """Write the network and its parameters to a path (ending in .npz) or an open file."""
    shapes = network.parameter_shapes()
    parameters(params, shapes)
    # Names are saved too: labels such as R1 are not part of the line.
    names = {"names": np.array(network.names)}
    np.savez_compressed(file, **{LINE: np.array(str(network))}, **names, **{name: params[name] for name in shapes})


def load_weights(file: str | BinaryIO) -> tuple[Network, Arrays]:
    """The network and its parameters. InvalidSetting where the file is no such file, or does not fit itself.

    Sizes are checked before anything is unpacked: a stranger's file costs no more than its network may.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            sizes = {info.filename.removesuffix(".npy"): info.file_size for info in archive.infolist()}
        if hasattr(file, "seek"):
            file.seek(0)
        with np.load(file, allow_pickle=False) as arrays:
            if max(sizes[LINE], sizes["names"]) > LONGEST_LINE:
                raise ValueError("a line too long")
            line = parse(str(arrays[LINE]))
            network = Network(line.layers, tuple(map(str, arrays["names"])))
            shapes = network.parameter_shapes()
            if sum(map(prod, shapes.values())) > LARGEST or any(
                sizes[name] > 8 * prod(shape) + 1000 for name, shape in shapes.items()
            ):
                raise ValueError("too large")
            params = {name: arrays[name] for name in shapes}
    except DAMAGE as error:
        raise InvalidSetting("weights-file", f"no file of weights: {error}") from None
    for name, shape in shapes.items():
        if params[name].shape != shape or params[name].dtype.kind != "f" or not np.isfinite(params[name]).all():
            raise InvalidSetting("weights-shape", f"{name}: needs finite numbers of {shape}", name=name, needed=shape)
    return network, params
