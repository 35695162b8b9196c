"""CIFAR-10's own files, read by those who have them: the "python" version and the "binary" one.

50,000 training and 10,000 test images of 32 x 32 in colour, ten classes (A. Krizhevsky, Learning Multiple
Layers of Features from Tiny Images, 2009). The python version is a pickle, and a pickle can run anything
that it names: so here it may name only what such a batch is made of, and even that is replaced by the few
lines below.
"""

import pickle
from pathlib import Path

import numpy as np

from cnnlib.data.datasets import LabelledImages
from cnnlib.errors import InvalidSetting

CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
TRAINING, TEST = tuple(f"data_batch_{i}" for i in range(1, 6)), ("test_batch",)
UNPACKED = ("cifar-10-batches-py", "cifar-10-batches-bin")  # what the two archives unpack to
CIFAR100 = ("cifar-100-python", "cifar-100-binary")  # and those of another data set
VALUES = 3 * 32 * 32  # red, green, blue, each row by row


def cifar10(folder: str | Path) -> tuple[LabelledImages, LabelledImages]:
    """(training images, test images), x (N, 3, 32, 32) from 0 to 1.

    The folder holds the six files, python or .bin, or the folder that holds them, as torchvision lays them down. Raises
    InvalidSetting "data-absent", which names what is missing, or "data-damaged".
    """
    folder = _folder_of(Path(folder))
    files = {name: (folder / name, folder / f"{name}.bin") for name in TRAINING + TEST}
    found = {name: path for name, paths in files.items() for path in paths if path.is_file()}
    missing = [name for name in files if name not in found]
    if missing:
        raise _absent(folder, f"lacks {', '.join(missing)}" if found else _instead(folder))
    return tuple(_join([_read(found[name]) for name in names]) for names in (TRAINING, TEST))


def _folder_of(folder: Path) -> Path:
    """The folder itself, or the one in it that CIFAR-10's archive unpacks to."""
    inside = [folder / name for name in UNPACKED if (folder / name).is_dir()]
    return inside[0] if inside else folder


def _absent(folder: Path, why: str) -> InvalidSetting:
    needs = f"{', '.join(TRAINING)} and {TEST[0]}, of the python version or (ending in .bin) of the binary one"
    return InvalidSetting("data-absent", f"no CIFAR-10 in {folder}: it {why}; needs {needs}", path=str(folder))


def _instead(folder: Path) -> str:
    """What a folder is or holds in which none of CIFAR-10's files are."""
    if not folder.exists():
        return "does not exist"
    if not folder.is_dir():
        return "is a file (an archive is to be unpacked first)"
    names = {path.name for path in folder.iterdir()}
    if not names:
        return "is empty"
    if names & set(CIFAR100) or {"train", "test"} <= {name.removesuffix(".bin") for name in names}:
        return "holds CIFAR-100"
    return "holds other files"


def _join(parts: list[tuple[np.ndarray, np.ndarray]]) -> LabelledImages:
    """The values and labels of several files as one data set."""
    values, labels = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    x = values.reshape(-1, 3, 32, 32).astype(np.float32)
    x /= 255
    return LabelledImages(x, labels.astype(np.int64), CLASSES)


def _read(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """(values (N, 3072), labels (N,)) as bytes."""
    try:
        values, labels = _binary(path) if path.suffix == ".bin" else _python(path)
    except Exception as error:  # a broken pickle raises nearly anything
        raise InvalidSetting("data-damaged", f"{path} is no CIFAR-10 batch: {error}", path=str(path)) from error
    return values, labels


def _binary(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Records of one label byte and the 3,072 of an image."""
    data = np.fromfile(path, np.uint8)
    if not data.size or data.size % (1 + VALUES):
        raise ValueError(f"{data.size:,} bytes, no whole number of records of {1 + VALUES:,}")
    records = data.reshape(-1, 1 + VALUES)
    return _checked(records[:, 1:], records[:, 0])


def _python(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """A batch of the python version: a pickle, read without its power."""
    with path.open("rb") as file:
        batch = _Unpickler(file, encoding="bytes").load()
    if not isinstance(batch, dict):
        raise ValueError("needs a dictionary")
    if b"fine_labels" in batch or "fine_labels" in batch:
        raise ValueError("it is of CIFAR-100, needs one of CIFAR-10")
    if missing := [key for key in (b"data", b"labels") if key not in batch]:
        written = "; its keys are text, needs bytes, as in the file that CIFAR-10 gives out" if "data" in batch else ""
        raise ValueError(f"it has no {' and no '.join(map(repr, missing))}{written}")
    data, labels = batch[b"data"], np.asarray(batch[b"labels"])
    return _checked(data.values() if isinstance(data, _Array) else data, labels)


def _checked(values: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Values and labels as they came, if they fit each other."""
    if values.shape != (len(labels), VALUES) or labels.ndim != 1 or not np.isin(labels, range(10)).all():
        raise ValueError(f"needs (N, {VALUES:,}) values and N labels from 0 to 9")
    return values, labels


# ---- a pickle without power


class _Array:
    """Stands in for a numpy array: keeps the state that the pickle gives, makes an array of bytes of it."""

    def __init__(self, *_):
        self.state = None

    def __setstate__(self, state):
        self.state = state

    def values(self) -> np.ndarray:
        _, shape, dtype, by_columns, data = self.state
        if dtype.name != b"u1" or not isinstance(data, bytes):
            raise ValueError("its array is not one of bytes")
        return np.frombuffer(data, np.uint8).reshape(shape, order="F" if by_columns else "C")


class _Type:
    """Stands in for a numpy dtype: keeps its name."""

    def __init__(self, name=b"", *_):
        self.name = name if isinstance(name, bytes) else str(name).encode()

    def __setstate__(self, state):
        pass  # byte order and the like: bytes have none


def _encode(text: str, encoding: str) -> bytes:
    """What protocol 2 of Python 3 writes for bytes."""
    if encoding != "latin1":
        raise ValueError("its bytes are not written as latin1")
    return text.encode("latin1")


class _Unpickler(pickle.Unpickler):
    STANDS_FOR = {
        ("numpy.core.multiarray", "_reconstruct"): _Array,
        ("numpy._core.multiarray", "_reconstruct"): _Array,
        ("numpy", "ndarray"): _Array,
        ("numpy", "dtype"): _Type,
        ("_codecs", "encode"): _encode,
    }

    def find_class(self, module, name):
        if (module, name) not in self.STANDS_FOR:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}, which no CIFAR-10 batch needs")
        return self.STANDS_FOR[module, name]
