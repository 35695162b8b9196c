"""Networks as PyTorch models, by the source that cnnlib writes for them."""

import pytest

from cnnlib.network.export.pytorch import to_pytorch

torch = pytest.importorskip("torch", reason="PyTorch is the oracle: pip install -r requirements-oracle.txt")


def torch_model(network, params=None):
    """The model of the exported source; with params, these are its weights, in their own precision, and it is at rest
    (no dropout)."""
    scope = {}
    exec(compile(to_pytorch(network), "<pytorch>", "exec"), scope)
    model = scope["model"]
    if params is None:
        return model
    names = [name for name, _ in model.named_parameters()]
    arrays = map(torch.from_numpy, params.values())
    model.load_state_dict(dict(zip(names, arrays, strict=True)), assign=True)
    return model.eval()
