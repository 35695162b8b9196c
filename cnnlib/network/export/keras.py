"""A network as Keras 3 source: a text that runs by itself, with the same parameters in the same order.

Images are (N, H, W, D) there, kernels (F, F, D / groups, K), and FC kernels (inputs, K): ours transposed.
"""

from cnnlib.network.cost import summarize, total
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Layer, Lrn, Pool, Softmax, size_text
from cnnlib.network.lenet_layers import Rbf, Subsample, digit_bits
from cnnlib.network.network import Network

# Layers that Keras does not have; only those that the network needs are written out.
LAYERS = {
    "ScaledTanh": '''
class ScaledTanh(layers.Layer):
    """1.7159 tanh(2x/3), LeCun et al. 1998."""

    def call(self, x):
        return 1.7159 * ops.tanh(2 / 3 * x)
''',
    "Subsample": '''
class Subsample(layers.Layer):
    """Sum of each window times one weight a map, plus a bias: the trainable pooling of LeNet-5, 1998."""

    def __init__(self, size):
        super().__init__()
        self.size = size

    def build(self, shape):
        start = keras.initializers.Constant(1 / self.size**2)
        self.scale = self.add_weight(shape=(shape[-1],), initializer=start)
        self.bias = self.add_weight(shape=(shape[-1],), initializer="zeros")

    def call(self, x):
        return ops.average_pool(x, self.size, self.size) * self.size**2 * self.scale + self.bias
''',
    "TableConv2D": '''
class TableConv2D(layers.Layer):
    """A convolution whose filters see only the input maps named in a table, one row a filter."""

    def __init__(self, table, size, use_bias=True, **sliding):
        super().__init__()
        self.table, self.size, self.use_bias, self.sliding = table, size, use_bias, sliding

    def build(self, shape):
        places = [(k, d) for k, maps in enumerate(self.table) for d in maps]
        self.shape = (self.size, self.size, shape[-1], len(self.table))
        # which cell of the whole kernel each weight is, all channels of a window cell together
        self.cells = [[cell * shape[-1] * len(self.table) + d * len(self.table) + k]
                      for k, d in places for cell in range(self.size**2)]
        self.kernel = self.add_weight(shape=(len(places), self.size, self.size), initializer="glorot_uniform")
        if self.use_bias:
            self.bias = self.add_weight(shape=(len(self.table),), initializer="zeros")

    def call(self, x):
        size = self.shape[0] * self.shape[1] * self.shape[2] * self.shape[3]
        kernel = ops.reshape(ops.scatter(self.cells, ops.reshape(self.kernel, (-1,)), (size,)), self.shape)
        y = ops.conv(x, kernel, **self.sliding)
        return y + self.bias if self.use_bias else y
''',
    "WindowPool2D": '''
class WindowPool2D(layers.Layer):
    """One number for each window: its largest, smallest, median, or p-norm (sum |x|^p)^(1/p)."""

    def __init__(self, how, size, stride, padding=0):
        super().__init__()
        self.how, self.size, self.stride, self.padding = how, size, stride, padding

    def call(self, x):
        edge = {"max": float("-inf"), "min": float("inf")}.get(self.how, 0.0)
        p, size, stride = self.padding, self.size, self.stride
        x = ops.pad(x, ((0, 0), (p, p), (p, p), (0, 0)), constant_values=edge)
        down, across = ((side - size) // stride * stride + 1 for side in x.shape[1:3])
        places = [(i, j) for i in range(size) for j in range(size)]
        windows = ops.stack([x[:, i:i + down:stride, j:j + across:stride] for i, j in places])
        if self.how == "max":
            return ops.max(windows, axis=0)
        if self.how == "min":
            return ops.min(windows, axis=0)
        if self.how == "median":
            return ops.median(windows, axis=0)
        return ops.sum(ops.abs(windows) ** self.how, axis=0) ** (1 / self.how)
''',
    "LocalResponseNorm": '''
class LocalResponseNorm(layers.Layer):
    """x / (k + alpha * sum of squares over n maps)^beta, Krizhevsky et al. 2012."""

    def __init__(self, n, k, alpha, beta):
        super().__init__()
        self.n, self.k, self.alpha, self.beta = n, k, alpha, beta

    def call(self, x):
        n, maps = self.n, x.shape[-1]
        squares = ops.pad(x * x, ((0, 0), (0, 0), (0, 0), (n // 2, (n - 1) // 2)))
        total = sum(squares[..., i:i + maps] for i in range(n))
        return x / (self.k + self.alpha * total) ** self.beta
''',
    "Distances": '''
class Distances(layers.Layer):
    """Squared distance to a fixed picture of each digit, 7 x 12 cells of -1 and 1; the smallest wins."""

    CODES = [
        CODES_HERE
    ]

    def __init__(self, classes):
        super().__init__()
        self.cells = [[2.0 * int(bit) - 1 for bit in f"{code:084b}"] for code in self.CODES[:classes]]

    def call(self, x):
        return ops.sum((x[:, None] - ops.convert_to_tensor(self.cells, x.dtype)) ** 2, axis=2)
''',
}


def to_keras(network: Network) -> str:
    """Source that defines `model`, a keras.Sequential for (N, H, W, D); weights in the network's order."""
    shape = network.input_shape
    lines, needed = [f"keras.Input({(*shape[1:], shape[0])}),"], set()
    for layer, before, after in zip(network.layers[1:], network.shapes, network.shapes[1:], strict=False):
        if isinstance(layer, Fc) and len(before) == 3:
            lines += [
                "layers.Permute((3, 1, 2)),  # so that Flatten reads map by map, as PyTorch does",
                "layers.Flatten(),",
            ]
        calls = _calls(layer)
        needed |= {name for name in LAYERS if any(call.startswith(name + "(") for call in calls)}
        lines += [f"{call}," for call in calls]
        lines[-1] += f"  # {size_text(after)}"
    classes = "".join(f"\n{LAYERS[name]}" for name in LAYERS if name in needed)
    classes = classes.replace("CODES_HERE", ",\n        ".join(digit_bits()) + ",")
    body = "".join(f"    {line}\n" for line in lines)
    return (
        f"# {total(summarize(network)).parameters:,} parameters\nimport keras\n"
        f"from keras import layers{', ops' if needed else ''}\n{classes}\n"
        f"{chr(10) * bool(needed)}model = keras.Sequential([\n{body}])\n"
    )


def _calls(layer: Layer) -> list[str]:
    """The Keras layers that make one of ours."""
    match layer:
        case Conv():
            # Keras has no stride together with dilation: every output, then each S-th of them.
            thin = layer.S > 1 and layer.dilation > 1
            first, last = _pad(layer), [f"layers.MaxPooling2D(1, strides={layer.S})"] * thin
            settings = (
                ("" if thin else _given("strides", layer.S, 1))
                + _given("dilation_rate", layer.dilation, 1)
                + _given("groups", layer.groups, 1)
                + ("" if layer.bias else ", use_bias=False")
            )
            kind = f"TableConv2D({layer.table!r}" if layer.table else f"layers.Conv2D({layer.K}"
            return [*first, f"{kind}, {layer.F}{settings})", *last]
        case Pool(how="mean"):
            return [*_pad(layer), f"layers.AveragePooling2D({layer.F}{_given('strides', layer.S, layer.F)})"]
        case Pool(how="max", P=0):
            return [f"layers.MaxPooling2D({layer.F}{_given('strides', layer.S, layer.F)})"]
        case Pool():
            how = 2 if layer.how == "l2" else layer.how
            return [f"WindowPool2D({how!r}, {layer.F}, stride={layer.S}{_given('padding', layer.P, 0)})"]
        case Fc():
            return [f"layers.Dense({layer.K}{'' if layer.bias else ', use_bias=False'})"]
        case Activation(function="scaledtanh"):
            return ["ScaledTanh()"]
        case Activation(function=function):
            return [f'layers.Activation("{function}")']
        case Subsample():
            return [f"Subsample({layer.F})"]
        case Lrn():
            return [f"LocalResponseNorm({layer.n}, {layer.k!r}, {layer.alpha!r}, {layer.beta!r})"]
        case Dropout():
            return [f"layers.Dropout({layer.p!r})"]
        case Rbf():
            return [f"Distances({layer.K})"]
        case Softmax():
            return ["layers.Softmax()"]
    raise TypeError(f"no Keras for {layer!r}")


def _pad(layer: Conv | Pool) -> list[str]:
    """Padding is a layer of its own in Keras."""
    return [f"layers.ZeroPadding2D({layer.P})"] if layer.P else []


def _given(name: str, value: int, usual: int) -> str:
    """A setting as it is written in a call; nothing where it is the usual one."""
    return "" if value == usual else f", {name}={value}"
