"""One picture through the trained CIFAR-10 network, all its volumes kept, against PyTorch's forward that keeps none."""

from pathlib import Path

import numpy as np

from cnnlib.network.cifar_net import load_trained, prepare
from cnnlib.network.export.pytorch import to_pytorch
from tests.bench.race import race

THREADS = (1,)  # as `make run` starts the course; a millisecond is too short to be shared out
LIMIT = 3.0


def rows():
    trained = load_trained(Path(__file__).parents[2] / "assets/weights/cifar10.npz")
    x = prepare(np.random.default_rng(0).random((3, 256, 256), np.float32))
    theirs = torch_forward(trained, x)
    yield race("one picture, trained CIFAR-10 network, all maps", lambda: ours(trained, x), theirs, LIMIT)


def ours(trained, x):
    return trained.network.trace(trained.params, x)


def torch_forward(trained, x):
    """The network that cnnlib writes as PyTorch source, with the trained weights; the scores must be the same."""
    import torch

    space: dict = {}
    exec(to_pytorch(trained.network), space)
    model, pictures = space["model"].eval(), torch.from_numpy(x)
    for own, w in zip(model.parameters(), trained.params.values(), strict=True):
        own.data = torch.from_numpy(w)

    def forward():
        with torch.inference_mode():
            return model(pictures)

    np.testing.assert_allclose(forward().numpy(), ours(trained, x).scores, atol=1e-3)
    return forward
