"""The checks of conv1x1, conv1d and compose_kernels: their oracles, and whole programs as students write them."""

import numpy as np
import pytest
import torch

from autograder import run_check
from autograder.checks.a2_convolution import compose_kernels, conv1d, conv1x1
from cnnlib.ops.conv import conv2d_forward

RNG = np.random.default_rng(0)


def tensors(*arrays):
    return [torch.tensor(np.ascontiguousarray(array)) for array in arrays]


def test_the_oracles_agree_with_pytorch():
    x, w, b = RNG.standard_normal((2, 3, 4, 5)), RNG.standard_normal((4, 3)), RNG.standard_normal(4)
    pixels = torch.nn.functional.conv2d(*tensors(x, w[:, :, None, None], b)).numpy()
    np.testing.assert_allclose(conv1x1.pixel_by_pixel(x, w, b), pixels, rtol=1e-12)

    x, w = RNG.standard_normal((2, 3, 11)), RNG.standard_normal((4, 3, 4))
    signals = torch.nn.functional.conv1d(*tensors(x, w, b), stride=3, padding=2).numpy()
    np.testing.assert_allclose(conv1d.product_by_product(x, w, b, 3, 2), signals, rtol=1e-12)

    first, second = RNG.standard_normal((3, 2, 3, 2)), RNG.standard_normal((4, 3, 2, 4))
    image = RNG.standard_normal((2, 2, 8, 9))
    one = tensors(compose_kernels.product_by_product(first, second))[0]
    in_two = torch.nn.functional.conv2d(
        torch.nn.functional.conv2d(*tensors(image, first)), tensors(second)[0]
    )
    at_once = torch.nn.functional.conv2d(*tensors(image), one)
    np.testing.assert_allclose(at_once.numpy(), in_two.numpy(), rtol=1e-10)


def by_the_layer_1x1(x, w, b):
    return conv2d_forward(x, w.reshape(*w.shape, 1, 1), b)[0]


def by_the_layer_1d(x, w, b, stride=1, padding=0):
    return conv2d_forward(x[:, :, None], w[:, :, None], b, (1, stride), (0, padding))[0][:, :, 0]


def by_the_layer_composed(first, second):
    """The filters of the first layer as a batch of images, swapped to one image a channel."""
    pad = second.shape[2] - 1, second.shape[3] - 1
    turned = np.ascontiguousarray(second[:, :, ::-1, ::-1])
    zeros = np.zeros(len(second), first.dtype)
    return conv2d_forward(first.swapaxes(0, 1), turned, zeros, padding=pad)[0].swapaxes(0, 1)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "part, program",
    [
        ("a2.conv1x1", by_the_layer_1x1),
        ("a2.conv1d", by_the_layer_1d),
        ("a2.compose_kernels", by_the_layer_composed),
    ],
)
def test_the_students_own_layer_may_do_it(part, program, seed):
    report = run_check(part, program, seed=seed)
    assert report.points == report.max_points, str(report)


WRONG = """
conv1x1 along_the_rows
    return w @ x + b[:, None, None]
conv1x1 weights_transposed_in_einsum
    return np.einsum("cf,nchw->nfhw", w, x) + b[:, None, None]
conv1x1 reshaped_without_transposing
    N, C, H, W = x.shape
    out = x.transpose(0, 2, 3, 1).reshape(-1, C) @ w.T + b
    return out.reshape(N, len(w), H, W)
conv1x1 pixels_not_brought_together_nor_taken_apart
    N, C, H, W = x.shape
    out = x.reshape(-1, C) @ w.T + b
    return out.reshape(N, len(w), H, W)
conv1x1 channels_last
    return x.transpose(0, 2, 3, 1) @ w.T + b
conv1x1 first_image_only
    out = np.zeros((len(x), len(w), *x.shape[2:]), x.dtype)
    for f in range(len(w)):
        for c in range(x.shape[1]):
            out[0, f] += w[f, c] * x[0, c]
        out[0, f] += b[f]
    return out
conv1d kernel_flipped
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    n = (x.shape[2] - w.shape[2]) // stride + 1
    out = np.zeros((len(x), len(w), n), x.dtype)
    for k in range(len(x)):
        for f in range(len(w)):
            full = sum(np.convolve(x[k, c], w[f, c], mode="valid") for c in range(x.shape[1]))
            out[k, f] = full[::stride] + b[f]
    return out
conv1d stride_in_size_only
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    n = (x.shape[2] - w.shape[2]) // stride + 1
    out = np.zeros((len(x), len(w), n), x.dtype)
    for i in range(n):
        out[:, :, i] = np.einsum("nck,fck->nf", x[:, :, i : i + w.shape[2]], w) + b
    return out
conv1d last_window_missed_before_the_bias
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    out = np.zeros((len(x), len(w), (x.shape[2] - w.shape[2]) // stride + 1), x.dtype)
    for i, t in enumerate(range(0, x.shape[2] - w.shape[2], stride)):
        out[:, :, i] = np.einsum("nck,fck->nf", x[:, :, t : t + w.shape[2]], w)
    return out + b[:, None]
conv1d slice_up_to_minus_zero
    padded = np.zeros((len(x), x.shape[1], x.shape[2] + 2 * padding), x.dtype)
    padded[:, :, padding:-padding] = x
    out = np.zeros((len(x), len(w), (padded.shape[2] - w.shape[2]) // stride + 1), x.dtype)
    for i in range(out.shape[2]):
        out[:, :, i] = np.einsum("nck,fck->nf", padded[:, :, i * stride : i * stride + w.shape[2]], w) + b
    return out
compose_kernels second_turned_round
    kh, kw = second.shape[2:]
    framed = np.pad(first, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(framed, (kh, kw), axis=(2, 3))
    return np.einsum("mcijuv,fmuv->fcij", windows, second)
compose_kernels products_overwritten
    (M, C, H, W), (F, M, h, w) = first.shape, second.shape
    out = np.zeros((F, C, H + h - 1, W + w - 1), first.dtype)
    for u in range(h):
        for v in range(w):
            out[:, :, u : u + H, v : v + W] = np.einsum("fm,mcst->fcst", second[:, :, u, v], first)
    return out
compose_kernels last_middle_map_only
    (M, C, H, W), (F, M, h, w) = first.shape, second.shape
    out = np.zeros((F, C, H + h - 1, W + w - 1), first.dtype)
    for f in range(F):
        for c in range(C):
            for m in range(M):
                total = np.zeros(out.shape[2:], first.dtype)
                for u in range(h):
                    for v in range(w):
                        total[u : u + H, v : v + W] += second[f, m, u, v] * first[m, c]
                out[f, c] = total
    return out
compose_kernels sizes_added
    (M, C, H, W), (F, M, h, w) = first.shape, second.shape
    out = np.zeros((F, C, H + h, W + w), first.dtype)
    for u in range(h):
        for v in range(w):
            out[:, :, u : u + H, v : v + W] += np.einsum("fm,mcst->fcst", second[:, :, u, v], first)
    return out
"""
PARAMETERS = {
    "conv1x1": "x, w, b",
    "conv1d": "x, w, b, stride=1, padding=0",
    "compose_kernels": "first, second",
}


def whole_programs():
    head, body = "", ""
    for line in [*WRONG.strip().splitlines(), "end of"]:
        if line.startswith(" "):
            body += line + "\n"
            continue
        if head:
            function, name = head.split()
            made = {"np": np}
            exec(f"def {function}({PARAMETERS[function]}):\n{body}", made)
            yield pytest.param(f"a2.{function}", made[function], name, id=f"{function}-{name}")
        head, body = line, ""


@pytest.mark.parametrize("part, program, name", list(whole_programs()))
def test_a_whole_wrong_program_is_named(part, program, name):
    """Written from the exercise's text, not around a right function."""
    for seed in (1, 2):
        report = run_check(part, program, seed=seed)
        assert (report.mistake, report.points < report.max_points) == (name, True)
