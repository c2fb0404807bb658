"""The checks of one filter on one image: whole programs as students write them, named and accepted."""

import numpy as np
import pytest
import scipy.signal
import torch

from autograder import run_check
from autograder.checks.a2_convolution.edges import magnitude
from autograder.checks.a2_convolution.one_channel import product_by_product
from cnnlib.ops.conv import correlate2d


def test_the_oracles_agree_with_pytorch():
    rng = np.random.default_rng(0)
    image, kernel = rng.standard_normal((6, 7)), rng.standard_normal((3, 2))
    x, w = torch.tensor(image)[None, None], torch.tensor(kernel)[None, None]
    torchs = torch.nn.functional.conv2d(x, w)[0, 0].numpy()
    np.testing.assert_allclose(product_by_product(image, kernel), torchs, rtol=1e-12)
    step = torch.tensor([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]], dtype=torch.float64)
    both = torch.nn.functional.conv2d(x, torch.stack([step, step.T])[:, None])
    np.testing.assert_allclose(magnitude(image), both.norm(dim=1)[0].numpy(), rtol=1e-12)


RIGHT = {
    "a2.correlate2d": [
        lambda image, kernel: scipy.signal.correlate2d(image, kernel, "valid"),
        lambda image, kernel: np.array(
            [
                [np.vdot(image[i : i + len(kernel), j : j + len(kernel[0])], kernel) for j in range(width)]
                for width in [image.shape[1] - kernel.shape[1] + 1]
                for i in range(image.shape[0] - kernel.shape[0] + 1)
            ]
        ),
    ],
    "a2.convolve2d": [
        lambda image, kernel: scipy.signal.convolve2d(image, kernel, "valid"),
        lambda image, kernel: correlate2d(image, np.flip(kernel)),
        lambda image, kernel: correlate2d(image[::-1, ::-1], kernel)[::-1, ::-1],
    ],
    "a2.edges": [
        lambda image: np.hypot(*(correlate2d(image, f.astype(image.dtype)) for f in (-SOBEL, SOBEL.T))),
    ],
}
SOBEL = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])


@pytest.mark.parametrize("part", RIGHT)
@pytest.mark.parametrize("seed", range(3))
def test_right_programs_of_other_styles_are_accepted(part, seed):
    for program in RIGHT[part]:
        report = run_check(part, program, seed=seed)
        assert report.points == report.max_points, str(report)


PROGRAMS = """
last_window_missed
    for i in range(H - kH):
        for j in range(W - kW):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
size_one_short
    out = np.zeros((H - kH, W - kW), image.dtype)
    for i in range(H - kH):
        for j in range(W - kW):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
map_as_large_as_the_image
    out = np.zeros_like(image)
    for i in range(H):
        for j in range(W):
            if i + kH <= H and j + kW <= W:
                out[i, j] = (image[i:i+kH, j:j+kW] * kernel).sum()
windows_over_the_edge
    out = np.zeros_like(image)
    for i in range(H):
        for j in range(W):
            out[i, j] = (image[i:i+kH, j:j+kW] * kernel).sum()
index_over_the_edge
    out = np.zeros_like(image)
    for i in range(H):
        for j in range(W):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += image[i+u, j+v] * kernel[u, v]
zeros_below_and_right
    out = np.zeros_like(image)
    for i in range(H):
        for j in range(W):
            for u in range(kH):
                for v in range(kW):
                    if i + u < H and j + v < W:
                        out[i, j] += image[i+u, j+v] * kernel[u, v]
zeros_of_half_a_filter
    padded = np.pad(image, ((kH // 2, kH // 2), (kW // 2, kW // 2)))
    out = np.zeros((padded.shape[0] - kH + 1, padded.shape[1] - kW + 1), image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (padded[i:i+kH, j:j+kW] * kernel).sum()
kernel_flipped
    flipped = np.flip(kernel)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * flipped)
kernel_indices_exchanged
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += image[i+u, j+v] * kernel[v, u]
kernel_transposed_in_windows
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel.T)
kernel_height_for_both
    k = kernel.shape[0]
    out = np.zeros((H - k + 1, W - k + 1), image.dtype)
    for i in range(H - k + 1):
        for j in range(W - k + 1):
            for u in range(k):
                for v in range(k):
                    out[i, j] += image[i+u, j+v] * kernel[u, v]
kernel_width_for_both
    k = kernel.shape[1]
    out = np.zeros((H - k + 1, W - k + 1), image.dtype)
    for i in range(H - k + 1):
        for j in range(W - k + 1):
            for u in range(k):
                for v in range(k):
                    out[i, j] += image[i+u, j+v] * kernel[u, v]
square_windows_of_the_height
    k = len(kernel)
    out = np.zeros((H - k + 1, W - k + 1), image.dtype)
    for i in range(H - k + 1):
        for j in range(W - k + 1):
            out[i, j] = np.sum(image[i:i+k, j:j+k] * kernel)
square_windows_of_the_width
    k = kernel.shape[1]
    out = np.zeros((H - k + 1, W - k + 1), image.dtype)
    for i in range(H - k + 1):
        for j in range(W - k + 1):
            out[i, j] = np.sum(image[i:i+k, j:j+k] * kernel)
kernel_sides_exchanged
    kW, kH = kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
always_three
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+3, j:j+3] * kernel)
odd_filters_only
    for i in range(kH // 2, H - kH // 2):
        for j in range(kW // 2, W - kW // 2):
            window = image[i - kH // 2 : i + kH // 2 + 1, j - kW // 2 : j + kW // 2 + 1]
            out[i - kH // 2, j - kW // 2] = np.sum(window * kernel)
size_on_its_side
    out = np.zeros((W - kW + 1, H - kH + 1), image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
place_exchanged
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[j, i] = np.sum(image[i:i+kH, j:j+kW] * kernel)
window_of_the_column
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[j:j+kH, i:i+kW] * kernel)
height_for_both
    n = H - kH + 1
    out = np.zeros((n, n), image.dtype)
    for i in range(n):
        for j in range(n):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
height_for_both_in_the_loops
    for i in range(H - kH + 1):
        for j in range(H - kH + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
sum_forgotten
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = image[i:i+kH, j:j+kW] * kernel
averaged
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.mean(image[i:i+kH, j:j+kW] * kernel)
matrix_product
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] @ kernel)
matrix_product_transposed
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.dot(image[i:i+kH, j:j+kW], kernel.T).sum()
last_product_only
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] = image[i+u, j+v] * kernel[u, v]
last_row_only
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                total = 0
                for v in range(kW):
                    total += image[i+u, j+v] * kernel[u, v]
            out[i, j] = total
sum_never_reset
    total = 0
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    total += image[i+u, j+v] * kernel[u, v]
            out[i, j] = total
index_of_the_column
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += image[j+v, i+u] * kernel[u, v]
windows_side_by_side
    out = np.zeros((len(range(0, H - kH + 1, kH)), len(range(0, W - kW + 1, kW))), image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i*kH:(i+1)*kH, j*kW:(j+1)*kW] * kernel)
sum_times_sum
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW]) * np.sum(kernel)
image_or_filter_changed
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            image[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    out = image[: H - kH + 1, : W - kW + 1].copy()
first_place_returned
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += image[i+u, j+v] * kernel[u, v]
            return out
first_row_returned
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
        return out
always_float64
    out = np.zeros((H - kH + 1, W - kW + 1))
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
laid_upwards
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += image[i-u, j-v] * kernel[u, v]
"""
FRAME = """
def correlate2d(image, kernel):
    (H, W), (kH, kW) = image.shape, kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), image.dtype)
{body}    return out
"""


def whole_programs():
    name, body = "", ""
    for line in [*PROGRAMS.strip().splitlines(), "end"]:
        if line.startswith(" "):
            body += line + "\n"
            continue
        if name:
            made = {"np": np}
            exec(FRAME.format(body=body), made)
            yield pytest.param(made["correlate2d"], name, id=name)
        name, body = line, ""


@pytest.mark.parametrize("program, name", list(whole_programs()))
def test_a_whole_wrong_program_is_named(program, name):
    """Written from the exercise's text, not around a right function."""
    for seed in (1, 2):
        report = run_check("a2.correlate2d", program, seed=seed)
        assert (report.mistake, report.points < report.max_points) == (name, True)


BACKWARDS = """
def convolve2d(image, kernel):
    (H, W), (kH, kW) = image.shape, kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), image.dtype)
    {first}
    for i, j in np.ndindex(*out.shape):
        for u, v in np.ndindex(*kernel.shape):
            out[i, j] += {product}
    return out
"""


@pytest.mark.parametrize(
    "product, first, name",
    [
        ("image[i + u, j + v] * kernel[-u - 1, -v - 1]", "", None),
        ("image[i + u, j + v] * kernel[u, v]", "", "not_flipped"),
        ("image[i + u, j + v] * kernel[-u, -v]", "", "counted_from_minus_zero"),
        ("image[i + u, j + v] * kernel[kH - u, kW - v]", "", "index_one_too_far"),
        ("image[i + kH - u, j + kW - v] * kernel[u, v]", "", "index_one_too_far"),
        ("image[i - u, j - v] * kernel[u, v]", "", "image_around_the_corner"),
        ("image[i + u, j + v] * kernel[kH - 1 - u, v]", "", "flipped_top_to_bottom_only"),
        ("image[i + u, j + v] * np.fliplr(kernel)[u, v]", "", "flipped_left_to_right_only"),
        ("image[i + u, j + v] * kernel[v, u]", "", "transposed_in_the_index"),
        ("image[i + u, j + v] * kernel[u, v]", "image = image[::-1, ::-1]", "map_flipped_too"),
        (
            "image[i + u, j + v] * kernel[u, v]",
            "kernel[:] = np.flip(kernel.copy())",
            "image_or_filter_changed",
        ),
    ],
)
def test_a_filter_flipped_otherwise_is_named(product, first, name):
    made = {"np": np}
    exec(BACKWARDS.format(product=product, first=first), made)
    report = run_check("a2.convolve2d", made["convolve2d"])
    assert (report.mistake, report.points < report.max_points) == (name, name is not None)


def through(**wrong):
    """Sobel's magnitude as a student puts it together, with one thing done otherwise."""

    def sobel_magnitude(image):
        down = np.array(wrong.get("filter", SOBEL), image.dtype)
        gx, gy = correlate2d(image, down.T), correlate2d(image, down)
        return wrong.get("join", lambda gx, gy: np.sqrt(gx**2 + gy**2))(gx, gy)

    return sobel_magnitude


@pytest.mark.parametrize(
    "program, name",
    [
        (through(join=lambda gx, gy: abs(gx) + abs(gy)), "absolute_values_added"),
        (through(join=lambda gx, gy: np.sqrt(gx**2) + np.sqrt(gy**2)), "absolute_values_added"),
        (through(join=lambda gx, gy: gx**2 + gy**2), "root_forgotten"),
        (through(join=lambda gx, gy: np.sqrt((gx + gy) ** 2)), "added_before_squaring"),
        (through(join=lambda gx, gy: np.sqrt(gx**2 + gx**2)), "steps_to_the_right_twice"),
        (through(join=lambda gx, gy: np.sqrt(gx**2 + gy**2) / 8), "divided_by_eight"),
        (through(filter=[[1, 1, 1], [0, 0, 0], [-1, -1, -1]]), "weights_one_one_one"),
        (through(filter=[[1, 2, 1], [0, 0, 0], [1, 2, 1]]), "minus_forgotten"),
        (through(filter=SOBEL / 4), "divided_by_four"),
        (lambda image: np.hypot(correlate2d(image, SOBEL + 0.0), correlate2d(image, SOBEL.T + 0.0)), None),
    ],
)
def test_wrong_edges_are_named(program, name):
    report = run_check("a2.edges", program)
    assert report.mistake == name and (name is None or report.points < report.max_points)
