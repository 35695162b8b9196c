"""A network as PyTorch source: a text that runs by itself, with the same parameters in the same order."""

from cnnlib.network.cost import summarize, total
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Layer, Lrn, Pool, Shape, Softmax, size_text
from cnnlib.network.lenet_layers import Rbf, Subsample, digit_bits
from cnnlib.network.network import Network

# Modules that PyTorch does not have; only those that the network needs are written out.
MODULES = {
    "ScaledTanh": '''
class ScaledTanh(nn.Module):
    """1.7159 tanh(2x/3), LeCun et al. 1998."""

    def forward(self, x):
        return 1.7159 * torch.tanh(2 / 3 * x)
''',
    "Subsample": '''
class Subsample(nn.Module):
    """Sum of each window times one weight a map, plus a bias: the trainable pooling of LeNet-5, 1998."""

    def __init__(self, maps, size):
        super().__init__()
        self.size = size
        self.weight = nn.Parameter(torch.full((maps,), 1 / size**2))
        self.bias = nn.Parameter(torch.zeros(maps))

    def forward(self, x):
        sums = nn.functional.avg_pool2d(x, self.size) * self.size**2
        return sums * self.weight[:, None, None] + self.bias[:, None, None]
''',
    "TableConv2d": '''
class TableConv2d(nn.Module):
    """A convolution whose filters see only the input maps named in a table, one row a filter."""

    def __init__(self, in_channels, table, kernel_size, bias=True, **sliding):
        super().__init__()
        self.filters = [k for k, maps in enumerate(table) for _ in maps]
        self.maps = [d for maps in table for d in maps]
        self.shape = (len(table), in_channels, kernel_size, kernel_size)
        self.sliding = sliding
        scale = (len(self.maps) / len(table) * kernel_size**2) ** -0.5
        self.weight = nn.Parameter(scale * torch.randn(len(self.maps), kernel_size, kernel_size))
        self.bias = nn.Parameter(torch.zeros(len(table))) if bias else None

    def forward(self, x):
        weight = self.weight.new_zeros(self.shape)
        weight[self.filters, self.maps] = self.weight
        return nn.functional.conv2d(x, weight, self.bias, **self.sliding)
''',
    "WindowPool2d": '''
class WindowPool2d(nn.Module):
    """One number for each window: its smallest, its median, or its p-norm (sum |x|^p)^(1/p)."""

    def __init__(self, how, size, stride, padding=0):
        super().__init__()
        self.how, self.size, self.stride, self.padding = how, size, stride, padding

    def forward(self, x):
        edge = float("inf") if self.how == "min" else 0.0
        x = nn.functional.pad(x, [self.padding] * 4, value=edge)
        windows = x.unfold(2, self.size, self.stride).unfold(3, self.size, self.stride).flatten(4)
        if self.how == "min":
            return windows.amin(-1)
        if self.how == "median":
            return windows.quantile(0.5, dim=-1)
        return windows.abs().pow(self.how).sum(-1).pow(1 / self.how)
''',
    "Distances": '''
class Distances(nn.Module):
    """Squared distance to a fixed picture of each digit, 7 x 12 cells of -1 and 1; the smallest wins."""

    CODES = [
        CODES_HERE
    ]

    def __init__(self, classes):
        super().__init__()
        cells = [[2.0 * int(bit) - 1 for bit in f"{code:084b}"] for code in self.CODES[:classes]]
        self.register_buffer("codes", torch.tensor(cells))

    def forward(self, x):
        return ((x[:, None] - self.codes) ** 2).sum(2)
''',
}


def to_pytorch(network: Network) -> str:
    """Source that defines `model`, an nn.Sequential for images (N, D, H, W).

    model.parameters() gives the same arrays in the same order and shapes as network.parameter_shapes().
    """
    lines, needed = [], set()
    for layer, before, after in zip(network.layers[1:], network.shapes, network.shapes[1:], strict=False):
        if isinstance(layer, Fc) and len(before) == 3:
            lines.append("nn.Flatten(),")
        call = _call(layer, before)
        needed |= {name for name in MODULES if call.startswith(name + "(")}
        lines.append(f"{call},  # {size_text(after)}")
    modules = "".join(f"\n{MODULES[name]}" for name in MODULES if name in needed)
    modules = modules.replace("CODES_HERE", ",\n        ".join(digit_bits()) + ",")
    body = "".join(f"    {line}\n" for line in lines)
    return (
        f"# {total(summarize(network)).parameters:,} parameters\n"
        f"{'import torch' if needed else ''}\nfrom torch import nn\n{modules}\n"
        f"{chr(10) * bool(needed)}model = nn.Sequential(\n{body})\n"
    )


def _call(layer: Layer, before: Shape) -> str:
    """The PyTorch module that makes a layer of ours."""
    match layer:
        case Conv():
            first = f"{before[0]}, {layer.table!r}" if layer.table else f"{before[0]}, {layer.K}"
            bias = "" if layer.bias else ", bias=False"
            groups = _given("groups", layer.groups, 1)
            return (
                f"{'TableConv2d' if layer.table else 'nn.Conv2d'}({first}, kernel_size={layer.F}"
                f"{_window(layer, 1)}{_given('dilation', layer.dilation, 1)}{groups}{bias})"
            )
        case Pool(how="max" | "mean"):
            return f"nn.{'Max' if layer.how == 'max' else 'Avg'}Pool2d({layer.F}{_window(layer, layer.F)})"
        case Pool():
            how = 2 if layer.how == "l2" else layer.how
            return f"WindowPool2d({how!r}, {layer.F}, stride={layer.S}{_given('padding', layer.P, 0)})"
        case Fc():
            inputs = before[0] if len(before) == 1 else before[0] * before[1] * before[2]
            return f"nn.Linear({inputs}, {layer.K}{'' if layer.bias else ', bias=False'})"
        case Activation(function=function):
            return {
                "relu": "nn.ReLU()",
                "tanh": "nn.Tanh()",
                "sigmoid": "nn.Sigmoid()",
                "scaledtanh": "ScaledTanh()",
            }[function]
        case Subsample():
            return f"Subsample({before[0]}, {layer.F})"
        case Lrn():  # PyTorch divides alpha by the number of maps in a window
            return (
                f"nn.LocalResponseNorm({layer.n}, alpha={layer.alpha * layer.n:.15g}, beta={layer.beta!r}, "
                f"k={layer.k!r})"
            )
        case Dropout():
            return f"nn.Dropout({layer.p!r})"
        case Rbf():
            return f"Distances({layer.K})"
        case Softmax():
            return "nn.Softmax(dim=1)"
    raise TypeError(f"no PyTorch for {layer!r}")


def _window(layer, usual_stride: int) -> str:
    """Stride and padding, where they are not the usual ones."""
    return _given("stride", layer.S, usual_stride) + _given("padding", layer.P, 0)


def _given(name: str, value: int, usual: int) -> str:
    """A setting as it is written in a call; nothing where it is the usual one."""
    return "" if value == usual else f", {name}={value}"
