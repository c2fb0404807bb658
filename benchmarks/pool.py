"""2x2 max pooling against PyTorch's: forward and backward, float32, one thread.

Ours is timed on both orders of memory that occur: the rows of one channel after the other, as in
PyTorch's default layout, and the channels of one place side by side, as our convolution leaves them.
PyTorch has its default layout. `ratio` is the larger of the two geometric means.
"""

from __future__ import annotations

import numpy as np

from benchmarks.timing import in_turns, mean_of, milliseconds, print_table, ratio, run
from cnnlib.ops import pool

Array = np.ndarray
LIMIT = 0.6
# the two pools of the lecture's LeNet-5, then maps as larger nets have them: (N, C, H, W)
SHAPES = [(128, 20, 28, 28), (128, 50, 14, 14), (64, 64, 32, 32), (8, 64, 56, 56), (64, 128, 16, 16)]


def channels_last(x: Array) -> Array:
    """The same (N, C, H, W) with the channels side by side in memory."""
    return x.transpose(0, 2, 3, 1).copy().transpose(0, 3, 1, 2)


def ours(x: Array, dout: Array) -> tuple[Array, Array]:
    out, cache = pool.max_pool2d_forward(x, 2)
    return out, pool.max_pool2d_backward(dout, cache)


def compare(shape: tuple[int, int, int, int], rounds: int) -> dict:
    """One row of the table."""
    import torch

    rng = np.random.default_rng(0)
    x = rng.standard_normal(shape, np.float32)
    dout = rng.standard_normal((*shape[:2], shape[2] // 2, shape[3] // 2), np.float32)
    x_torch, dout_torch = torch.tensor(x, requires_grad=True), torch.tensor(dout)

    def theirs():
        x_torch.grad = None
        out = torch.nn.functional.max_pool2d(x_torch, 2)
        out.backward(dout_torch)
        return out.detach(), x_torch.grad

    last = channels_last(x), channels_last(dout)
    for found in (ours(x, dout), ours(*last)):
        for array, tensor in zip(found, theirs(), strict=True):
            np.testing.assert_array_equal(array, tensor.numpy())
    works = {"torch": theirs, "default": lambda: ours(x, dout), "channels_last": lambda: ours(*last)}
    seconds = in_turns(works, rounds)
    return {
        "N, C, H, W": ", ".join(map(str, shape)),
        "ours_ms": milliseconds(seconds["default"]),
        "torch_ms": milliseconds(seconds["torch"]),
        "default_ratio": ratio(seconds["default"], seconds["torch"]),
        "channels_last_ratio": ratio(seconds["channels_last"], seconds["torch"]),
    }


def measure(rounds: int) -> dict[str, float]:
    rows = [compare(shape, rounds) for shape in SHAPES]
    means = {name: mean_of(rows, f"{name}_ratio") for name in ("default", "channels_last")}
    largest = max(means.values())
    print_table(rows)
    print(f"ratio, the larger of two geometric means: {largest:.2f} (aim: at most {LIMIT})")
    return {"ratio": largest, **means}


if __name__ == "__main__":
    run(__doc__.splitlines()[0], measure, rounds=31)
