"""The same by plain loops, written from the definition: the oracle of the fast versions."""

from __future__ import annotations

import math

import numpy as np


def conv_loop(x, w, b=None, *, stride=(1, 1), padding=(0, 0), dilation=(1, 1), groups=1):
    """Output (N, K, h, w), one product at a time."""
    (N, _, H, W), (K, channels, fh, fw) = x.shape, w.shape
    out_h = (H + 2 * padding[0] - (dilation[0] * (fh - 1) + 1)) // stride[0] + 1
    out_w = (W + 2 * padding[1] - (dilation[1] * (fw - 1) + 1)) // stride[1] + 1
    out = np.zeros((N, K, out_h, out_w))
    for n, k, i, j in np.ndindex(out.shape):
        total = 0.0 if b is None else float(b[k])
        for c, a, e in np.ndindex(channels, fh, fw):
            y = i * stride[0] + a * dilation[0] - padding[0]
            z = j * stride[1] + e * dilation[1] - padding[1]
            if 0 <= y < H and 0 <= z < W:
                total += float(w[k, c, a, e]) * float(x[n, k // (K // groups) * channels + c, y, z])
        out[n, k, i, j] = total
    return out


def pool_loop(x, size, stride, padding, how):
    """Output (N, C, h, w), one window at a time; `how` is max, min, mean, median or the p of a norm."""
    N, C, H, W = x.shape
    out_h = (H + 2 * padding[0] - size[0]) // stride[0] + 1
    out_w = (W + 2 * padding[1] - size[1]) // stride[1] + 1
    out = np.zeros((N, C, out_h, out_w))
    for n, c, i, j in np.ndindex(out.shape):
        inside, zeros = [], 0
        for a, e in np.ndindex(*size):
            y, z = i * stride[0] + a - padding[0], j * stride[1] + e - padding[1]
            if 0 <= y < H and 0 <= z < W:
                inside.append(float(x[n, c, y, z]))
            else:
                zeros += 1
        if how in ("max", "min"):
            out[n, c, i, j] = {"max": max, "min": min}[how](inside)
        elif how == "mean":
            out[n, c, i, j] = sum(inside) / (size[0] * size[1])
        elif how == "median":
            cells = sorted(inside + [0.0] * zeros)
            out[n, c, i, j] = (cells[(len(cells) - 1) // 2] + cells[len(cells) // 2]) / 2
        else:
            out[n, c, i, j] = sum(abs(v) ** how for v in inside) ** (1 / how)
    return out


def slope(f, x, grad, h=1e-6):
    """The gradient of sum(f(x) * grad) by x, by central differences (float64)."""
    found = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        found[place] = ((f(up) - f(down)) * grad).sum() / (2 * h)
    return found


def crop_scores(network, params, image, step=None):
    """Scores (K, rows, columns) of every crop of an image (D, H, W), each run by itself, `step` pixels apart: by the
    product of the network's strides unless said."""
    side = network.input_shape[1]
    step = step or math.prod(
        layer.window(before)[1] for layer, before in zip(network.layers[1:], network.shapes, strict=False)
    )
    rows, columns = (range(0, length - side + 1, step) for length in image.shape[1:])
    scores = [[network.forward(params, image[None, :, y : y + side, x : x + side])[0] for x in columns] for y in rows]
    return np.array(scores).reshape(len(rows), len(columns), -1).transpose(2, 0, 1)


def filled_matrix(sparse):
    """A SparseMatrix with its zeros written out."""
    full = np.zeros(sparse.shape, sparse.values.dtype)
    for row, column, value in zip(sparse.rows, sparse.cols, sparse.values, strict=True):
        full[row, column] = value
    return full
