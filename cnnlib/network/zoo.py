"""Well-known networks, each with its source, as lines of the notation."""

from collections.abc import Sequence
from functools import cache

from cnnlib.checks import flag, one_of, whole_number
from cnnlib.network.network import Network, parse

# Which of S2's six maps each of C3's sixteen filters sees: table I of LeCun et al. 1998.
LENET_TABLE = "T[012 123 234 345 045 015 0123 1234 2345 0345 0145 0125 0134 1245 0235 012345]"
# What the paper of 2012 says of AlexNet: the side of its input, with which its own sizes are not whole; the neurons of
# C1 to C5 and R1 to R3, as section 3.5 lists them; neurons and parameters in all, as the abstract rounds them.
ALEXNET_PAPER_INPUT = 224
ALEXNET_PAPER_NEURONS = (253_440, 186_624, 64_896, 64_896, 43_264, 4096, 4096, 1000)
ALEXNET_ABSTRACT_NEURONS, ALEXNET_ABSTRACT_PARAMETERS = 650_000, 60_000_000


@cache  # a Network never changes
def _named(line: str, names: str) -> Network:
    """The network of a line, with names for its CONV, POOL, SUBSAMPLE and FC layers in order."""
    network, names = parse(line), iter(names.split())
    counted = {"Conv", "Pool", "Subsample", "Fc"}
    labels = [next(names) if type(layer).__name__ in counted else "" for layer in network.layers]
    return Network(network.layers, tuple(labels))


def alexnet(groups: int = 2, size: int = 227, padding: int = 0, bias: bool = True) -> Network:
    """AlexNet of 2012: two towers on two GPUs (groups=2), or as one (groups=1).

    The paper says 224, which with its 11 x 11 filters and stride 4 gives no whole size; 227 without padding
    (Caffe), or 224 with padding=2 and the last column dropped, give its 55 x 55. R1 to R3 are FC.
    Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, NIPS 2012.
    """
    groups, size = whole_number("groups", groups, 1), whole_number("size", size, 1)
    padding, end = whole_number("padding", padding, 0), "" if flag("bias", bias) else " NOBIAS"
    return _named(
        f"INPUT {size}x{size}x3"
        f" - CONV 96 F11 S4 P{padding}{end} - RELU - LRN - POOL 3 S2"
        f" - CONV 256 F5 P2 G{groups}{end} - RELU - LRN - POOL 3 S2"
        f" - CONV 384 F3 P1{end} - RELU - CONV 384 F3 P1 G{groups}{end} - RELU"
        f" - CONV 256 F3 P1 G{groups}{end} - RELU - POOL 3 S2"
        f" - DROPOUT 0.5 - FC 4096{end} - RELU - DROPOUT 0.5 - FC 4096{end} - RELU - FC 1000{end}",
        "C1 P1 C2 P2 C3 C4 C5 P5 R1 R2 R3",
    )


def alexnet_torchvision(bias: bool = True) -> Network:
    """torchvision.models.alexnet at 224: narrower, without groups or LRN.

    Krizhevsky: One weird trick for parallelizing convolutional neural networks, arXiv:1404.5997, 2014. The
    adaptive pooling before the first FC changes nothing at 224, and is left out.
    """
    end = "" if bias else " NOBIAS"
    return _named(
        f"INPUT 224x224x3 - CONV 64 F11 S4 P2{end} - RELU - POOL 3 S2 - CONV 192 F5 P2{end} - RELU - POOL 3 S2"
        f" - CONV 384 F3 P1{end} - RELU - CONV 256 F3 P1{end} - RELU - CONV 256 F3 P1{end} - RELU - POOL 3 S2"
        f" - DROPOUT 0.5 - FC 4096{end} - RELU - DROPOUT 0.5 - FC 4096{end} - RELU - FC 1000{end}",
        "C1 P1 C2 P2 C3 C4 C5 P5 R1 R2 R3",
    )


def zfnet() -> Network:
    """ZFNet of 2013: AlexNet with smaller, denser filters in front. The padding gives the paper's sizes.

    Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV 2014, figure 3. Its contrast
    normalisation is written as LRN.
    """
    return _named(
        "INPUT 224x224x3 - CONV 96 F7 S2 P1 - RELU - POOL 3 S2 P1 - LRN"
        " - CONV 256 F5 S2 - RELU - POOL 3 S2 P1 - LRN"
        " - CONV 384 F3 P1 - RELU - CONV 384 F3 P1 - RELU - CONV 256 F3 P1 - RELU - POOL 3 S2"
        " - DROPOUT 0.5 - FC 4096 - RELU - DROPOUT 0.5 - FC 4096 - RELU - FC 1000",
        "C1 P1 C2 P2 C3 C4 C5 P5 R1 R2 R3",
    )


def vgg16() -> Network:
    """VGG-16, configuration D: 3 x 3 filters only, in five blocks.

    Simonyan, Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015.
    """
    blocks = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
    body = " - ".join(" - ".join([f"CONV {K} F3 P1 - RELU"] * depth + ["POOL 2"]) for K, depth in blocks)
    names = [
        [*(f"C{block}_{i}" for i in range(1, depth + 1)), f"P{block}"] for block, (_, depth) in enumerate(blocks, 1)
    ]
    return _named(
        f"INPUT 224x224x3 - {body} - FC 4096 - RELU - DROPOUT 0.5 - FC 4096 - RELU - DROPOUT 0.5 - FC 1000",
        " ".join([*sum(names, []), "FC6", "FC7", "FC8"]),
    )


def lenet5(year: int | None = None) -> Network:
    """LeNet-5 as it is taught now, 61,706 parameters; with year=1998 as it was, 60,000.

    In 1998 the pooling is trainable (S2 and S4 with 12 and 32 parameters), C3's filters see only some maps,
    and the last layer measures distances to fixed pictures of the digits, of which the smallest wins.
    LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, Proc. IEEE 1998.
    """
    if one_of("year", year, (None, 1998)):
        return _named(
            "INPUT 32x32x1 - CONV 6 F5 - SCALEDTANH - SUBSAMPLE 2 - SCALEDTANH"
            f" - CONV 16 F5 {LENET_TABLE} - SCALEDTANH - SUBSAMPLE 2 - SCALEDTANH"
            " - CONV 120 F5 - SCALEDTANH - FC 84 - SCALEDTANH - RBF 10",
            "C1 S2 C3 S4 C5 F6",
        )
    return _named(
        "INPUT 32x32x1 - CONV 6 F5 - TANH - POOL 2 MEAN - CONV 16 F5 - TANH - POOL 2 MEAN"
        " - CONV 120 F5 - TANH - FC 84 - TANH - FC 10",
        "C1 S2 C3 S4 C5 F6 F7",
    )


def cifar10_net() -> Network:
    """INPUT - CONV - RELU - POOL - FC for CIFAR-10, the smallest that has one layer of each kind.

    Stanford's course CS231n, "Convolutional Neural Networks": the example of its overview of architectures.
    """
    return parse("INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10")


def cifar10_convnetjs() -> Network:
    """The deeper CIFAR-10 network of Karpathy's ConvNetJS demonstration, 2014."""
    return parse(
        "INPUT 32x32x3 - CONV 16 F5 P2 - RELU - POOL 2 - CONV 20 F5 P2 - RELU - POOL 2"
        " - CONV 20 F5 P2 - RELU - POOL 2 - FC 10"
    )


def cifar10_trained(classes: int = 10) -> Network:
    """The network whose weights come with the course, 81,258 parameters for ten classes (see train_cifar10).

    3 x 3 filters two by two, as in VGG, on maps that halve and grow more. Made for this course.
    """
    return parse(
        "INPUT 32x32x3 - CONV 24 F3 P1 - RELU - POOL 2"
        " - CONV 40 F3 P1 - RELU - CONV 40 F3 P1 - RELU - POOL 2"
        f" - CONV 56 F3 P1 - RELU - CONV 56 F3 P1 - RELU - POOL 2 - FC {classes}"
    )


def digits_net() -> Network:
    """One layer of each kind for the 8 x 8 digits: 98 % after half a second of training. Made for this course."""
    return parse("INPUT 8x8x1 - CONV 12 F3 P1 - RELU - POOL 2 - FC 10")


def stride32_net(padded: bool = False, channels: Sequence[int] = (4, 6, 8, 8, 8), classes: int = 10) -> Network:
    """A small network with VGG's five pools, to run densely over a larger image: 224 -> 1, 384 -> 6 x 6.

    With padding, as in VGG, 224 becomes 7 x 7 before the first FC and 384 becomes 12 x 12; without, 5 x 5
    and 10 x 10, and then (only then) one pass gives just what the crops give. Made for this course.
    """
    pad = " P1" if padded else ""
    body = " - ".join(f"CONV {K} F3{pad} - RELU - POOL 2" for K in channels)
    return parse(f"INPUT 224x224x3 - {body} - FC 16 - RELU - FC {classes}")


PRESETS = {  # stable ids for menus and links
    "lenet5": lenet5,
    "lenet5-1998": lambda: lenet5(1998),
    "cifar10": cifar10_net,
    "convnetjs": cifar10_convnetjs,
    "alexnet": alexnet,
    "alexnet-one-tower": lambda: alexnet(groups=1),
    "alexnet-torchvision": alexnet_torchvision,
    "zfnet": zfnet,
    "vgg16": vgg16,
}
