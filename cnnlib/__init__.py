"""CNN Unfolded's calculations: convolutional networks in numpy, each formula written once and readable.

The names for a notebook, in the order of learning. Arrays are (N, D, H, W); where chance enters, a seed or a
`numpy.random.Generator` is an argument; what cannot be raises `InvalidSetting`, which carries a key, the values and
settings that would work.

    output_size         how many places a filter has along one axis
    receptive_field     how much of the image a unit of each layer sees
    conv2d              a convolution                           conv2d_backward     its gradients
    pool2d              max, mean, median or p-norm pooling     pool2d_backward     its gradient

    parse               a network from a line: INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10
    Network             a row of layers: forward, trace, backward
    alexnet             vgg16, lenet5 and cifar10_net: well-known ones
    summarize           what each layer costs: parameters, multiply-adds, values

    fc_to_conv          a fully connected layer as a convolution
    conv_matrix         a convolution as one sparse matrix
    dense_scores        a network over a larger image in one pass
    shift_and_stitch    the same on shifted copies, for a finer grid of scores

    Schedule            samples, batches, iterations, epochs
    train               a training as a generator, one record a step and one an epoch
    MISTAKES            the wrong formulas seen in the wild, by name

    occlusion           how far a score falls where a patch covers the image
    grad_cam            which places of a layer's maps speak for a class

The rooms behind them stand on one another: `formulas`, `ops`, `network`, then `training` and `explain`; `data` stands
beside. docs/cnnlib.md tells what lies where.
"""

from cnnlib.errors import InvalidSetting
from cnnlib.explain.as_conv import fc_to_conv
from cnnlib.explain.grad_cam import grad_cam
from cnnlib.explain.occlusion import occlusion
from cnnlib.explain.sliding import dense_scores, shift_and_stitch
from cnnlib.explain.sparse import conv_matrix
from cnnlib.formulas.mistakes import MISTAKES
from cnnlib.formulas.receptive_fields import receptive_field
from cnnlib.formulas.sizes import output_size
from cnnlib.network.cost import summarize
from cnnlib.network.network import Network, parse
from cnnlib.network.zoo import alexnet, cifar10_net, lenet5, vgg16
from cnnlib.ops.conv import conv2d, conv2d_backward
from cnnlib.ops.pool import pool2d, pool2d_backward
from cnnlib.training.loop import train
from cnnlib.training.schedule import Schedule

__all__ = [
    "MISTAKES",
    "InvalidSetting",
    "Network",
    "Schedule",
    "alexnet",
    "cifar10_net",
    "conv2d",
    "conv2d_backward",
    "conv_matrix",
    "dense_scores",
    "fc_to_conv",
    "grad_cam",
    "lenet5",
    "occlusion",
    "output_size",
    "parse",
    "pool2d",
    "pool2d_backward",
    "receptive_field",
    "shift_and_stitch",
    "summarize",
    "train",
    "vgg16",
]
