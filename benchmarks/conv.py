"""The convolution layer against PyTorch's: forward and backward, float32, one thread, nine layers.

`ratio` is our time divided by PyTorch's. PyTorch has its default layout. Our layer gets x in C order and
dout in the layout of its own output, as the next layer hands it back; `ratio_c_order` gives it both in C
order. `memory_ratio` is the most that either pass holds at once beyond its arguments, results included, divided
by the size of input plus output.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.timing import in_turns, mean_of, milliseconds, peak_bytes, print_table, ratio, run
from cnnlib.ops import conv


class Layer(NamedTuple):
    """A convolution layer on square images."""

    c_in: int
    c_out: int
    kernel: int
    stride: int
    padding: int
    size: int
    batch: int
    dilation: int = 1

    def __str__(self) -> str:
        name = f"{self.c_in} -> {self.c_out}, {self.kernel}x{self.kernel}, {self.batch} x {self.size}x{self.size}"
        options = {"stride": self.stride, "dilation": self.dilation}
        return name + "".join(f", {key} {value}" for key, value in options.items() if value > 1)


LAYERS = [
    Layer(3, 32, 5, 1, 2, 32, 64),
    Layer(32, 64, 3, 1, 1, 16, 64),
    Layer(64, 128, 3, 1, 1, 8, 64),
    Layer(1, 6, 5, 1, 2, 28, 128),
    Layer(6, 16, 5, 1, 0, 14, 128),
    Layer(64, 64, 3, 1, 1, 56, 8),
    Layer(64, 128, 1, 1, 0, 28, 16),
    Layer(64, 128, 3, 2, 1, 56, 8),
    Layer(32, 32, 3, 1, 2, 32, 16, dilation=2),
]


def compare(layer: Layer, rounds: int) -> dict:
    """One row of the table."""
    import torch

    rng = np.random.default_rng(0)
    x = rng.standard_normal((layer.batch, layer.c_in, layer.size, layer.size), np.float32)
    w = rng.standard_normal((layer.c_out, layer.c_in, layer.kernel, layer.kernel), np.float32)
    b = rng.standard_normal(layer.c_out, np.float32)
    options = {"stride": layer.stride, "padding": layer.padding, "dilation": layer.dilation}
    out, _ = conv.conv2d_forward(x, w, b, **options)
    c_order = rng.standard_normal(out.shape, np.float32)
    as_out = np.empty_like(out)  # the same layout in memory
    as_out[...] = c_order
    leaves = [torch.tensor(array, requires_grad=True) for array in (x, w, b)]
    upstream = torch.tensor(c_order)

    def ours(dout):
        return conv.conv2d_backward(dout, conv.conv2d_forward(x, w, b, **options)[1])

    def theirs():
        return torch.autograd.grad(torch.nn.functional.conv2d(*leaves, **options), leaves, upstream)

    for found, expected in zip(ours(as_out), theirs(), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-3 * np.abs(expected.numpy()).max())
    works = {"ours": lambda: ours(as_out), "torch": theirs, "c_order": lambda: ours(c_order)}
    seconds = in_turns(works, rounds)
    return {
        "layer": str(layer),
        "ours_ms": milliseconds(seconds["ours"]),
        "torch_ms": milliseconds(seconds["torch"]),
        "ratio": ratio(seconds["ours"], seconds["torch"]),
        "ratio_c_order": ratio(seconds["c_order"], seconds["torch"]),
        "memory_ratio": peak_bytes(lambda: ours(as_out)) / (x.nbytes + out.nbytes),
    }


def measure(rounds: int) -> dict:
    rows = [compare(layer, rounds) for layer in LAYERS]
    print_table(rows)
    figures = {
        "geometric_mean": mean_of(rows, "ratio"),
        "geometric_mean_c_order": mean_of(rows, "ratio_c_order"),
        "worst": max(row["ratio"] for row in rows),
        "memory_ratio": max(row["memory_ratio"] for row in rows),
    }
    for name, value in figures.items():
        print(f"{name.replace('_', ' ')}: {value:.2f}")
    return {**figures, "layers": rows}


def main() -> None:
    run("Convolution, forward and backward, against PyTorch.", measure, rounds=15)


if __name__ == "__main__":
    main()
