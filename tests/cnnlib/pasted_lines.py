"""Lines as people paste them: of courses and papers, in PyTorch's words, in Keras', in their own; right and wrong.

A line here that begins with two spaces goes on with the line before it.
"""

PASTED = (
    """
INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10
[INPUT 32x32x3] - [CONV 12 F3 P1] - [RELU] - [POOL 2] - [FC 10]
INPUT -> CONV -> RELU -> FC
INPUT 32x32x3 -> [CONV 8 P1 -> RELU -> POOL 2]*2 -> FC 10
INPUT 28x28x1 - CONV 6 F5 P2 - TANH - POOL 2 MEAN - CONV 16 F5 - TANH - POOL 2 MEAN - FC 120 - TANH - FC 84 -
  TANH - FC 10
INPUT 32x32x1 - CONV 6 F5 - SCALEDTANH - SUBSAMPLE 2 - CONV 16 F5 - SCALEDTANH - SUBSAMPLE 2 - CONV 120 F5 -
  FC 84 - RBF 10
INPUT 227x227x3 - CONV 96 F11 S4 - RELU - LRN - POOL 3 S2 - CONV 256 F5 P2 G2 - RELU - LRN N5 - POOL 3 S2 -
  CONV 384 F3 P1
INPUT 224x224x3 - CONV 64 F11 S4 P2 - RELU - MAXPOOL 3 S2 - CONV 192 F5 P2 - RELU - MAXPOOL 3 S2 - DROPOUT -
  FC 4096
INPUT 224x224x3 - conv3-64 - conv3-64 - maxpool - conv3-128 - conv3-128 - maxpool - FC-4096 - FC-4096 -
  FC-1000 - soft-max
INPUT 224x224x3 - CONV 64 3x3 P1 - RELU - CONV 64 3x3 P1 - RELU - POOL 2x2 - FC-4096 - RELU - FC-1000 -
  SOFTMAX
INPUT 224x224x3, 7x7 conv, 64, /2, 3x3 maxpool, /2
INPUT 224x224x3 - Conv2d 16
INPUT 3x224x224 - CONV 8
INPUT 32x32x3 - Conv2d(3, 6, 5) - ReLU() - MaxPool2d(2, 2) - Conv2d(6, 16, 5) - ReLU() - MaxPool2d(2, 2) -
  Flatten() - Linear(400, 120)
INPUT 32x32x3 - Conv2d(3, 6, 5) - Linear(400, 120)
INPUT 28x28x1, Conv2d(1, 10, kernel_size=5), MaxPool2d(2), ReLU, Conv2d(10, 20, kernel_size=5), MaxPool2d(2),
  ReLU, Linear(320, 50)
INPUT 224x224x3 - Conv2d(3, 64, kernel_size=11, stride=4, padding=2) - ReLU(inplace=True) -
  MaxPool2d(kernel_size=3, stride=2)
INPUT 224x224x3 - Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False) -
  BatchNorm2d(64) - ReLU
INPUT 32x32x3 - Conv2d(in_channels=3, out_channels=32, kernel_size=3, padding=1) - ReLU - Conv2d(32, 32, 3,
  groups=32, padding=1)
INPUT 32x32x3 - Conv2d(3, 16, 3, 2, 1) - Conv2d(16, 16, 3, 1, 2, 2) - AvgPool2d(2) - Dropout2d(0.25) -
  Linear(16, 10)
INPUT 32x32x3 - Conv2D(32, (3, 3), activation='relu') - MaxPooling2D((2, 2)) - Conv2D(64, (3, 3),
  activation='relu') - Flatten()
Input 28x28x1 - Conv2D(32, kernel_size=(3, 3)) - Activation('relu') - MaxPooling2D(pool_size=(2, 2)) - Flatten
  - Dropout(0.5) - Dense(10)
INPUT 28x28x1 - Conv2D(6, 5, padding='same') - AveragePooling2D - Conv2D(16, 5) - AveragePooling2D(2, 2) -
  Flatten() - Dense(120)
INPUT 32x32x3 - Conv2D(filters=32, kernel_size=3, strides=2, dilation_rate=1, use_bias=False) -
  Dense(units=10, activation="softmax")
INPUT 32x32x3 - Conv2D(8, 3, 2, padding="valid") - GlobalAveragePooling2D() - Dense(10)
INPUT 224x224x3 - SeparableConv2D(32, 3) - DepthwiseConv2D(3) - BatchNormalization - LeakyReLU
INPUT (28, 28, 1) - Conv2D(16, 3) - Dense(10)
INPUT 28 28 1 - CONV 8 - FC 10
INPUT 784 - FC 300 - RELU - FC 100 - RELU - FC 10 - SOFTMAX
input 32x32x3-conv 12 f5 p2-relu-pool 2-fc 10
INPUT 32x32x3 CONV 8 stride 2 RELU CONV 8 kernel=3 padding=1 POOL 2 FC 10
INPUT 32x32x3 - CONV 8 BIAS - CONV 8 SAME - CONV 32 F3x5
INPUT 32x32x3 - TCONV 8 - GLOBALAVGPOOL - FC ten
INPUT 32x32x3 - CONV1D 8 - CONV3D 8 - MaxPool1d 2 - PReLU - GELU
输入：32×32×3，卷积 12，Ｆ５，Ｐ２，激活，最大池化 2，展平，全连接 １０。
输入 28x28x1 → 卷积 6 5x5 → 平均池化 2 → 全连接 10
INPUT 32x32x3 - KONV 8 - RLEU - POLL 2 - SOFTMAXX
INPUT 32x32x3 - CONV 4 5 - POOL 3 2 - LRN 5 0.0001 0.75 2 - DROPOUT 0,5
INPUT 32x32x3 - CONV 16 filters 5x5 - RELU6 - FC 10 neurons
INPUT 32x32x4 - CONV 4 F1 T[01 12 23 03] - CONV 8 F3 P1 D1 G2 NOBIAS - POOL 2 L2 - POOL 2 L3 - FC 10 NOBIAS
C1 6@28x28 - S2 6@14x14 - C3 16@10x10
""".strip()
    .replace("\n  ", " ")
    .split("\n")
)
