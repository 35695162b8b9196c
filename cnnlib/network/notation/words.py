"""The words of the notation: layers, their settings, what PyTorch, Keras and papers call them, and what is not here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Lrn, Pool, Softmax
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.ops.activations import ACTIVATIONS


@dataclass(frozen=True)
class Flatten:
    """A word of the line and no layer: FC reads a volume in a row anyway."""


# name -> (layer, the setting of a number without a letter, the letters of the others)
WINDOW = {"F": "F", "S": "S", "P": "P"}
LAYERS = {
    "INPUT": (Input, None, {}),
    "CONV": (Conv, "K", WINDOW | {"K": "K", "D": "dilation", "G": "groups"}),
    "POOL": (Pool, "F", WINDOW | {"L": "how"}),
    "FC": (Fc, "K", {"K": "K"}),
    "SUBSAMPLE": (Subsample, "F", {"F": "F"}),
    "RBF": (Rbf, "K", {"K": "K"}),
    "LRN": (Lrn, "n", {"N": "n", "K": "k", "A": "alpha", "B": "beta", "ALPHA": "alpha", "BETA": "beta"}),
    "DROPOUT": (Dropout, "p", {"P": "p", "RATE": "p"}),
    "SOFTMAX": (Softmax, None, {}),
    "FLATTEN": (Flatten, None, {}),
} | {name.upper(): (Activation, None, {}) for name in ACTIVATIONS}

# What PyTorch and Keras call these settings. "inputs" is no setting: it is what has to come in.
SLIDES = {"kernel": "F", "kernel_size": "F", "stride": "S", "strides": "S", "pad": "P", "padding": "P"}
CONV = {"filters": "K", "out_channels": "K", "in_channels": "inputs", "groups": "groups"}
CONV |= {"dilation": "dilation", "dilation_rate": "dilation"}
SPELT = {
    "CONV": SLIDES | CONV,
    "POOL": SLIDES | {"pool_size": "F"},
    "FC": {"units": "K", "out_features": "K", "in_features": "inputs"},
}
ARGUMENTS = {
    layer: {name.replace("_", "").upper(): setting for name, setting in spelt.items()} for layer, spelt in SPELT.items()
}
SPELLING = {name.replace("_", "").upper(): name for spelt in SPELT.values() for name in spelt}
BIAS = ("BIAS", "USEBIAS")  # of CONV and FC
TRUTHS = {"TRUE": True, "1": True, "FALSE": False, "0": False}

NOBIAS, VALID = {"NOBIAS": ("bias", False)}, {"VALID": ("P", 0)}
FLAGS = {
    "CONV": NOBIAS | VALID,
    "FC": NOBIAS,
    "POOL": VALID | {how.upper(): ("how", how) for how in ("max", "mean", "min", "median")} | {"AVG": ("how", "mean")},
}

# What each number says of those that stand in a row behind a framework's name, as in a call of its.
TORCH_CONV = ("inputs", "K", "F", "S", "P", "dilation", "groups")
KERAS_CONV = ("K", "F", "S")
CALLS = {
    "CONV2D": None,  # PyTorch's or Keras', by the capitals alone: `order` tells
    "CONVOLUTION2D": KERAS_CONV,
    "LINEAR": ("inputs", "K"),
    "MAXPOOL2D": ("F", "S", "P"),
    "AVGPOOL2D": ("F", "S", "P"),
    "MAXPOOLING2D": ("F", "S"),
    "AVERAGEPOOLING2D": ("F", "S"),
}

MAX, MEAN = "POOL MAX", "POOL MEAN"
ALIASES = {
    **dict.fromkeys(("CONVOLUTION", "CONV2D", "CONVOLUTION2D", "卷积"), "CONV"),
    **dict.fromkeys(("DENSE", "LINEAR", "全连接"), "FC"),
    **dict.fromkeys(("DROP", "DROPOUT2D", "丢弃"), "DROPOUT"),
    **dict.fromkeys(("POOLING", "池化", "汇聚"), "POOL"),
    **dict.fromkeys(("MAXPOOL", "MAXPOOLING", "MAXPOOL2D", "MAXPOOLING2D", "最大池化", "最大汇聚"), MAX),
    **dict.fromkeys(("MEANPOOL", "AVGPOOL", "AVERAGEPOOL", "AVGPOOL2D", "AVERAGEPOOLING2D"), MEAN),
    **dict.fromkeys(("平均池化", "平均汇聚"), MEAN),
    "输入": "INPUT",
    "激活": "RELU",
    "展平": "FLATTEN",
}
NAMES = (*LAYERS, *ALIASES)
SETTING_WORDS = {word for _, _, letters in LAYERS.values() for word in letters}.union(
    *FLAGS.values(), *ARGUMENTS.values(), BIAS, TRUTHS, ("SAME",)
)
FUNCTIONS = (*(name.upper() for name in ACTIVATIONS), "SOFTMAX")  # what may stand behind activation=

# Layers and settings that exist elsewhere: none of them is a word of this notation mistyped.
UNAVAILABLE = frozenset(
    "CONVTRANSPOSE TRANSPOSECONV TRANSPOSEDCONV TCONV DECONV CONVT UPCONV DWCONV DEPTHWISE DEPTHWISECONV"
    " SEPARABLE SEPARABLECONV SEPCONV POINTWISE LAZYCONV UNFOLD FOLD"
    " GLOBALPOOL GLOBALPOOLING GLOBALAVGPOOL GLOBALMAXPOOL GLOBALAVERAGEPOOL GLOBALAVERAGEPOOLING"
    " GLOBALMAXPOOLING GAP GMP ADAPTIVEAVGPOOL ADAPTIVEMAXPOOL MAXUNPOOL UNPOOL UPSAMPLE UPSAMPLING LPPOOL ROIPOOL SPP"
    " BN BATCHNORM BATCHNORMALIZATION LN LAYERNORM LAYERNORMALIZATION GN GROUPNORM INSTANCENORM NORM"
    " GELU SELU CELU ELU SILU PRELU RRELU LEAKYRELU LRELU CRELU SWISH HARDSWISH MISH SOFTPLUS SOFTSIGN HARDTANH"
    " LOGSIGMOID LOGSOFTMAX SOFTMIN MAXOUT ALPHADROPOUT DROPCONNECT DROPPATH DROPBLOCK"
    " ZEROPADDING CONCAT ADD RESIDUAL RESHAPE PERMUTE EMBEDDING RNN LSTM GRU ATTENTION BILINEAR"
    " SAME CEIL CEILMODE PADDINGMODE REFLECT CIRCULAR".split()
)


def available(word: str) -> bool:
    """Whether it is none of the layers and settings that exist elsewhere only, in one, two or three dimensions."""
    flat = word[-2:] in ("1D", "2D", "3D")
    known = word[-2:] in ("1D", "3D") and {word[:-2], f"{word[:-2]}2D"} & set(NAMES)
    return not known and word not in UNAVAILABLE and not (flat and word[:-2] in UNAVAILABLE)


def order(name: str, typed: str, second_is_size: bool, count: int, has_window: bool) -> tuple[str, ...] | None:
    """What `count` numbers in a row say behind a framework's name, as it was `typed`; None where that is not clear.

    Conv2d is PyTorch's (maps in, filters, window ...), Conv2D Keras' (filters, window ...); of other writings only
    what means the same in both is read.
    """
    if name != "CONV2D":
        known = CALLS[name] if name != "LINEAR" or count == 2 else ("K",)
    elif count == 1:
        known = ("K",)
    elif count == 2 and second_is_size:
        known = ("K", "F")
    elif typed == "Conv2D":
        known = KERAS_CONV
    elif typed == "Conv2d" and count > 2 or count == 2 and has_window:
        known = TORCH_CONV
    else:
        known = ()
    return known[:count] if count <= len(known) else None


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The one known word that was meant, as it is spelt: a letter is another, missing or doubled, or two are swapped.

    A letter more may make another word of it (PRELU, TCONV), and so may any change of a short word or a Chinese one
    (最小池化): those do not count.
    """
    meant = {name for name in known if word.isascii() and len(name) > 3 and _one_slip(word, name)}
    if len(meant) != 1:
        return None
    name = meant.pop()
    return SPELLING.get(name, name)


def _one_slip(word: str, name: str) -> bool:
    if len(word) == len(name):
        wrong = [i for i in range(len(name)) if word[i] != name[i]]
        if len(wrong) == 2:
            i, j = wrong
            return j == i + 1 and (word[i], word[j]) == (name[j], name[i])
        return len(wrong) == 1
    if len(word) == len(name) - 1:
        return any(name[:i] + name[i + 1 :] == word for i in range(len(name)))
    doubled = (i for i in range(1, len(word)) if word[i] == word[i - 1])
    return len(word) == len(name) + 1 and any(word[:i] + word[i + 1 :] == name for i in doubled)
