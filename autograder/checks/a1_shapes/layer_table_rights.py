"""Right variants of a1.layer_table beside its reference."""

import math

import numpy as np

from autograder.checks.a1_shapes.nets import field_of, windows
from autograder.checks.a1_shapes.tables import table_row


def one_class(input_shape, layers):
    class Net:
        def __init__(self):
            self.shape, self.field, self.jump, self.counts = list(input_shape), 1, 1, {}

        def window(self, kernel, stride, padding=0):
            self.shape[1:] = [(n + 2 * padding - kernel) // stride + 1 for n in self.shape[1:]]
            self.field, self.jump = self.field + (kernel - 1) * self.jump, self.jump * stride

        def conv(self, channels, kernel, stride, padding):
            self.window(kernel, stride, padding)
            weights, self.shape[0] = self.shape[0] * kernel**2 * channels, channels
            return weights + channels, weights * self.shape[1] * self.shape[2]

        def pool(self, kernel, stride):
            return self.window(kernel, stride) or (0, 0)

        def relu(self):
            return 0, 0

        def flatten(self):
            self.shape = [int(np.prod(self.shape))]
            return 0, 0

        def linear(self, features):
            work, self.shape = self.shape[0] * features, [features]
            return work + features, work

    net, table = Net(), []
    for kind, *sizes in layers:
        parameters, work = getattr(net, kind)(*sizes)
        net.counts[kind] = net.counts.get(kind, 0) + 1
        name, field = f"{kind}{net.counts[kind]}", net.field if len(net.shape) == 3 else None
        table.append(table_row(name, list(net.shape), parameters, work, field))
    return tuple(table)


def recursive(input_shape, layers):
    if not layers:
        return []
    rows = recursive(input_shape, layers[:-1])
    kind, *sizes = layers[-1]
    before = rows[-1]["shape"] if rows else tuple(input_shape)
    after, weights, biases = apply(kind, before, *sizes)
    name = kind + str(1 + len([r for r in rows if r["name"].startswith(kind)]))
    work = weights * math.prod(after[1:])
    field = field_of(windows(layers)) if len(after) == 3 else None
    return [*rows, table_row(name, after, weights + biases, work, field)]


def apply(kind, before, *sizes):
    """Shape after a layer, its weights and its biases."""
    match kind:
        case "conv":
            channels, kernel, stride, padding = sizes
            _, height, width = apply("pool", [n + 2 * padding for n in before], kernel, stride)[0]
            return (channels, height, width), before[0] * channels * kernel * kernel, channels
        case "pool":
            kernel, stride = sizes
            return (before[0], *(1 + (n - kernel) // stride for n in before[1:])), 0, 0
        case "flatten":
            return (math.prod(before),), 0, 0
        case "linear":
            return tuple(sizes), before[0] * sizes[0], sizes[0]
    return before, 0, 0


def shapes_of_arrays(input_shape, layers):
    x, table, names, field, jump = np.broadcast_to(0.0, input_shape), [], [], np.int64(1), 1
    for kind, *sizes in layers:
        arrays, work = [], 0
        if kind in ("conv", "pool"):
            kernel, stride, pad = (*sizes, 0) if kind == "pool" else sizes[1:]
            padded = np.broadcast_to(0.0, (x.shape[0], x.shape[1] + 2 * pad, x.shape[2] + 2 * pad))
            x = np.lib.stride_tricks.sliding_window_view(padded, (kernel, kernel), (1, 2))
            x = x[:, ::stride, ::stride, 0, 0]
            field, jump = field + (kernel - 1) * jump, jump * stride
        if kind == "conv":
            arrays = [(sizes[0], x.shape[0], kernel, kernel), (sizes[0],)]
            x = np.broadcast_to(0.0, (sizes[0], *x.shape[1:]))
            work = math.prod(arrays[0]) * x[0].size
        elif kind == "flatten":
            x = np.broadcast_to(0.0, x.size)
        elif kind == "linear":
            arrays = [(sizes[0], x.size), (sizes[0],)]
            x, work = np.broadcast_to(0.0, sizes), math.prod(arrays[0])
        names.append(kind)
        parameters = sum(math.prod(shape) for shape in arrays)
        seen = field if x.ndim == 3 else None
        table.append(table_row(f"{kind}{names.count(kind)}", x.shape, parameters, work, seen))
    return table
