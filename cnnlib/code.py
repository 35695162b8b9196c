"""A network as source text that runs elsewhere: `to_pytorch` and `to_keras`."""

from cnnlib.code_keras import to_keras
from cnnlib.code_pytorch import to_pytorch

__all__ = ["to_keras", "to_pytorch"]
