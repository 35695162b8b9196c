"""Training steps against PyTorch: small batches of digits, where overhead decides, and the CIFAR-10 network.

Both sides do the same work in a step: forward, backward, plain gradient descent, and a record of loss, accuracy and
the gradient's length, as a page that follows a training needs them. Both deal their own shuffled batches.
"""

from pathlib import Path

import numpy as np

from cnnlib.data.datasets import digits
from cnnlib.network.export.pytorch import to_pytorch
from cnnlib.network.network import parse
from cnnlib.network.zoo import cifar10_net, digits_net
from cnnlib.training.loop import train
from tests.bench.race import race

THREADS = (1, 2)
DIGITS = digits(Path(__file__).parents[2] / "assets/data/digits.npz").subset(slice(0, 640))
FASTER = 1 / 2.5


def rows():
    small = parse("INPUT 8x8x1 - CONV 8 F3 - RELU - FC 10")
    pictures, labels = np.random.default_rng(0).random((256, 3, 32, 32), np.float32), np.arange(256) % 10
    settings = (
        ("40 steps of 16 digits, CONV-RELU-FC", small, DIGITS, 16, FASTER),
        ("40 steps of 16 digits, CONV-RELU-POOL-FC", digits_net(), DIGITS, 16, FASTER),
        ("4 steps of 64, the CIFAR-10 network", cifar10_net(), (pictures, labels), 64, 2.0),
    )
    for name, network, data, batch, limit in settings:
        x, y = (data.x, data.y) if network is not settings[2][1] else data
        yield race(
            name,
            lambda n=network, x=x, y=y, b=batch: ours(n, x, y, b),
            torch_loop(network, x, y, batch),
            limit,
        )


def ours(network, x, y, batch: int):
    for _ in train(network, (x, y), batch_size=batch, learning_rate=0.01, epochs=1):
        pass


def torch_loop(network, x, y, batch: int):
    """One epoch of the plain loop over batches, on the network that cnnlib writes as PyTorch source."""
    import torch

    space: dict = {}
    exec(to_pytorch(network), space)
    model, loss_of = space["model"], torch.nn.CrossEntropyLoss()
    descent = torch.optim.SGD(model.parameters(), lr=0.01)
    x, y = torch.from_numpy(x), torch.from_numpy(y)

    def epoch():
        for chosen in torch.randperm(len(x)).split(batch):
            descent.zero_grad()
            scores, labels = model(x[chosen]), y[chosen]
            loss = loss_of(scores, labels)
            loss.backward()
            norm = torch.nn.utils.get_total_norm([p.grad for p in model.parameters()])
            descent.step()
            record = loss.item(), (scores.argmax(1) == labels).float().mean().item(), norm.item()
        return record

    return epoch
