"""Weight files: what is saved comes back, and no file of a stranger can do more than be refused."""

import io
import pickle
import zipfile

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.weights import load_weights, save_weights
from cnnlib.network.zoo import PRESETS, cifar10_net, lenet5


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ["lenet5", "lenet5-1998", "cifar10"])
def test_what_is_saved_comes_back(name, dtype, tmp_path):
    network = PRESETS[name]()
    params = initial_parameters(network, np.random.default_rng(0), dtype)
    save_weights(tmp_path / "net.npz", network, params)
    again, loaded = load_weights(tmp_path / "net.npz")
    assert again == network and again.names == network.names
    assert list(loaded) == list(params)
    assert all(loaded[k].dtype == dtype and (loaded[k] == params[k]).all() for k in params)


def _saved(**changes):
    """A file of a tiny network, with some of its arrays replaced, or left out (None)."""
    network = parse("INPUT 4x4x1 - CONV 2 F3 - FC 3")
    params = initial_parameters(network, np.random.default_rng(0))
    arrays = {"network": np.array(str(network)), "names": np.array(network.names)} | params | changes
    file = io.BytesIO()
    np.savez(file, **{name: array for name, array in arrays.items() if array is not None})
    file.seek(0)
    return file


def test_an_open_file_will_do_and_the_plain_one_is_right():
    network, params = load_weights(_saved())
    assert str(network) == "INPUT 4x4x1 - CONV 2 F3 - FC 3" and params["FC1.w"].shape == (3, 8)


@pytest.mark.parametrize(
    "changes",
    [
        {"network": None},
        {"names": None},
        {"network": np.array("INPUT 4x4x1 - CONVV")},
        {"network": np.array("INPUT 4x4x1 - FC 999999 - FC 999999")},
        {"network": np.array("x" * 60_000)},
        {"names": np.array(["a"])},
        {"C1.b": None},
        {"C1.b": np.zeros(3)},
        {"C1.b": np.zeros(10_000)},
        {"C1.b": np.array([1.0, np.nan])},
        {"C1.b": np.zeros(2, int)},
        {"C1.b": np.array(["a", "b"])},
    ],
)
def test_a_file_that_does_not_fit_itself_is_refused(changes):
    with pytest.raises(InvalidSetting):
        load_weights(_saved(**changes))


def test_files_of_other_kinds_are_refused(tmp_path):
    for content in (b"", b"PK\x03\x04 no zip", b"\x89PNG", pickle.dumps({"a": 1})):
        with pytest.raises(InvalidSetting):
            load_weights(io.BytesIO(content))
    with pytest.raises(InvalidSetting):
        load_weights(tmp_path / "absent.npz")


def test_an_array_that_lies_about_its_size_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(_saved()) as honest, zipfile.ZipFile(file, "w") as archive:
        for name in honest.namelist():
            content = honest.read(name)
            if name == "C1.b.npy":
                assert b"(2,)" in content
                content = content.replace(b"(2,), }         ", b"(100000000000,)}")
            archive.writestr(name, content)
    file.seek(0)
    with pytest.raises(InvalidSetting):
        load_weights(file)


def test_nothing_is_unpickled():
    class Boom:
        def __reduce__(self):
            return (pytest.fail, ("a pickle was run",))

    file = io.BytesIO()
    network = cifar10_net()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("network", "names", *network.parameter_shapes()):
            content = io.BytesIO()
            np.lib.format.write_array(content, np.array([Boom()], dtype=object), allow_pickle=True)
            archive.writestr(f"{name}.npy", content.getvalue())
    file.seek(0)
    with pytest.raises(InvalidSetting):
        load_weights(file)


def test_parameters_of_another_network_are_not_saved(tmp_path):
    params = initial_parameters(cifar10_net(), np.random.default_rng(0))
    with pytest.raises(InvalidSetting, match="C1.w: needs an array of"):
        save_weights(tmp_path / "net.npz", lenet5(), params)


def test_no_flipped_byte_gets_past():
    """Sizes, checksums, packed numbers, the archive's own directory: wherever a byte is wrong, a sentence at most."""
    network = parse("INPUT 4x4x1 - CONV 2 F3 - FC 3")
    params, file = initial_parameters(network, np.random.default_rng(0)), io.BytesIO()
    save_weights(file, network, params)
    whole = file.getvalue()
    for place in range(len(whole)):
        for flip in (0xFF, 0x01, 0x08):
            damaged = io.BytesIO(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])
            try:
                _, found = load_weights(damaged)
            except InvalidSetting:
                continue
            assert all(np.array_equal(found[name], w) for name, w in params.items())
