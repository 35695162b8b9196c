"""Occlusion against PyTorch's scores of the covered images."""

import numpy as np
import pytest

from cnnlib.explain.occlusion import occlusion
from cnnlib.network.cifar_net import load_trained
from tests.cnnlib.torch_models import torch_model

torch = pytest.importorskip("torch", reason="PyTorch is the oracle: pip install -r requirements-oracle.txt")


@pytest.mark.parametrize("target", [0, 3, 9])
def test_the_trained_network_falls_as_pytorch_says(target):
    trained = load_trained("assets/weights/cifar10.npz")
    x = np.random.default_rng(target).standard_normal((1, 3, 32, 32)).astype(np.float32)
    model = torch_model(trained.network, trained.params)
    found = occlusion(trained.network, trained.params, x, target, size=8, stride=6)
    assert found.shape == (5, 5)
    image = torch.from_numpy(x)
    falls = torch.zeros(5, 5)
    with torch.no_grad():
        for i in range(5):
            for j in range(5):
                covered = image.clone()
                patch = covered[:, :, 6 * i : 6 * i + 8, 6 * j : 6 * j + 8]
                patch.copy_(image.mean(dim=(2, 3), keepdim=True).expand_as(patch))
                falls[i, j] = model(image)[0, target] - model(covered)[0, target]
    assert np.abs(found - falls.numpy()).max() < 1e-5 * np.abs(found).max()
