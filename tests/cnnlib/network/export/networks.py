"""The networks whose written source is run beside them: small ones with every layer that a line can say."""

from cnnlib.network.network import parse
from cnnlib.network.zoo import PRESETS

LINES = {
    "least": "INPUT 12x9x3 - CONV 4 F3 - POOL 3 S1 P1 MIN - POOL 2 MEDIAN - FC 5",
    "norms": "INPUT 12x9x3 - CONV 4 F3 - POOL 2 S1 L2 - POOL 2 L3 P1 - FC 5",
    "padded pools": "INPUT 12x10x3 - CONV 4 F3 - POOL 3 S2 P1 - POOL 3 S1 P1 MEAN - FC 5",
    "no fc": "INPUT 8x8x2 - CONV 4 F3 - SOFTMAX",
    "table": "INPUT 8x8x3 - CONV 3 F3 S2 T[01 2 012] - TANH - CONV 2 F1 T[0 12] NOBIAS - FC 4",
    "vector": "INPUT 9 - FC 5 - TANH - FC 3",
}
SMALL = ("lenet5", "lenet5-1998", "cifar10", "convnetjs")
NETWORKS = {name: parse(line) for name, line in LINES.items()} | {name: PRESETS[name]() for name in SMALL}
