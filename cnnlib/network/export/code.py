"""A network as source text that runs elsewhere: `to_pytorch` and `to_keras`."""

from cnnlib.network.export.keras import to_keras
from cnnlib.network.export.pytorch import to_pytorch

__all__ = ["to_keras", "to_pytorch"]
