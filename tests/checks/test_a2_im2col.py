"""The check of a2.im2col: whole programs as students write them, named and accepted."""

import numpy as np
import pytest
import torch

from autograder import run_check
from autograder.checks.a2_convolution.im2col import pixel_by_pixel
from cnnlib.ops.conv import conv2d_forward


def with_torch(x, kernel, stride=1, padding=0, dilation=1):
    kernel = (kernel, kernel) if isinstance(kernel, int) else kernel
    columns = torch.nn.functional.unfold(torch.tensor(x.copy()), kernel, dilation, padding, stride)
    return columns.transpose(1, 2).reshape(-1, columns.shape[1]).numpy()


def with_a_convolution(x, kernel, stride=1, padding=0, dilation=1):
    """Filters of a single 1 each pick one pixel of every window."""
    kernel = (kernel, kernel) if isinstance(kernel, int) else kernel
    size = x.shape[1] * kernel[0] * kernel[1]
    w = np.eye(size, dtype=x.dtype).reshape(size, x.shape[1], *kernel)
    out, _ = conv2d_forward(x, w, np.zeros(size, x.dtype), stride, padding, dilation)
    return out.transpose(0, 2, 3, 1).reshape(-1, size)


def test_the_oracle_agrees_with_pytorch():
    x = np.random.default_rng(0).standard_normal((2, 3, 8, 9))
    options = {"stride": (2, 3), "padding": (1, 2), "dilation": (2, 1)}
    np.testing.assert_array_equal(pixel_by_pixel(x, (3, 2), **options), with_torch(x, (3, 2), **options))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("program", [with_torch, with_a_convolution])
def test_right_programs_of_other_styles_are_accepted(program, seed):
    report = run_check("a2.im2col", program, seed=seed)
    assert report.points == report.max_points, str(report)


PROGRAMS = """
stride_in_size_only
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                window = p[n, :, i : i + dh * (kh - 1) + 1 : dh, j : j + dw * (kw - 1) + 1 : dw]
                rows.append(window.ravel())
    return np.array(rows)
windows_column_by_column
    for n in range(N):
        for i in range(0, H2 * sh, sh):
            for j in range(0, W2 * sw, sw):
                rows.append([p[n, c, i + u * dh, j + v * dw] for c in range(C) for v in range(kw) for u in range(kh)])
    return np.array(rows)
columns_channels_last
    out = np.zeros((N, H2, W2, kh, kw, C), x.dtype)
    for u in range(kh):
        for v in range(kw):
            seen = p[:, :, u * dh : u * dh + sh * H2 : sh, v * dw : v * dw + sw * W2 : sw]
            out[:, :, :, u, v] = seen[:, :, :H2, :W2].transpose(0, 2, 3, 1)
    return out.reshape(N * H2 * W2, -1)
places_reshaped_as_they_are
    out = np.zeros((N, C, kh, kw, H2, W2), x.dtype)
    for u in range(kh):
        for v in range(kw):
            out[:, :, u, v] = p[:, :, u * dh :: sh, v * dw :: sw][:, :, :H2, :W2]
    return out.reshape(N * H2 * W2, C * kh * kw)
images_mixed_into_columns
    out = np.zeros((N, C, kh, kw, H2, W2), x.dtype)
    for u in range(kh):
        for v in range(kw):
            out[:, :, u, v] = p[:, :, u * dh :: sh, v * dw :: sw][:, :, :H2, :W2]
    return out.reshape(C * kh * kw, N * H2 * W2).T
windows_reshaped_as_they_are
    view = np.lib.stride_tricks.sliding_window_view(p, (dh * (kh - 1) + 1, dw * (kw - 1) + 1), axis=(2, 3))
    return view[:, :, ::sh, ::sw, ::dh, ::dw].reshape(N * H2 * W2, C * kh * kw)
rows_images_last
    for i in range(H2):
        for j in range(W2):
            for n in range(N):
                t, l = i * sh, j * sw
                rows.append(p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel())
    return np.array(rows)
rows_place_by_place_downwards
    for n in range(N):
        for j in range(W2):
            for i in range(H2):
                t, l = i * sh, j * sw
                rows.append(p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel())
    return np.array(rows)
rows_of_each_channel_of_an_image
    for n in range(N):
        for c in range(C):
            for i in range(H2):
                for j in range(W2):
                    t, l = i * sh, j * sw
                    rows.append(p[n, c, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel())
    return np.array(rows)
images_over_one_another
    out = np.zeros((N * H2 * W2, C * kh * kw), x.dtype)
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                t, l = i * sh, j * sw
                out[i * W2 + j] = p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel()
    return out
rows_counted_with_the_height
    out = np.zeros((N * H2 * W2, C * kh * kw), x.dtype)
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                t, l = i * sh, j * sw
                window = p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw]
                out[n * H2 * W2 + i * H2 + j] = window.ravel()
    return out
kernel_times_dilation
    H2, W2 = (p.shape[2] - kh * dh) // sh + 1, (p.shape[3] - kw * dw) // sw + 1
    out = np.zeros((N * H2 * W2, C * kh * kw), x.dtype)
    r = 0
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                t, l = i * sh, j * sw
                out[r] = p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel()
                r += 1
    return out
dilation_missing_in_the_size
    H2, W2 = (p.shape[2] - kh) // sh + 1, (p.shape[3] - kw) // sw + 1
    out = np.zeros((N * H2 * W2, C * kh * kw), x.dtype)
    r = 0
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                t, l = i * sh, j * sw
                out[r] = p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel()
                r += 1
    return out
last_windows_missed
    for n in range(N):
        for t in range(0, p.shape[2] - dh * (kh - 1) - 1, sh):
            for l in range(0, p.shape[3] - dw * (kw - 1) - 1, sw):
                rows.append(p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel())
    return np.array(rows)
windows_in_columns
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                t, l = i * sh, j * sw
                rows.append(p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel())
    return np.array(rows).T
dilation_thins_the_image
    p = p[:, :, ::dh, ::dw]
    for n in range(N):
        for t in range(0, p.shape[2] - kh + 1, sh):
            for l in range(0, p.shape[3] - kw + 1, sw):
                rows.append(p[n, :, t : t + kh, l : l + kw].ravel())
    return np.array(rows)
always_float64
    out = np.zeros((N * H2 * W2, C * kh * kw))
    r = 0
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                t, l = i * sh, j * sw
                out[r] = p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel()
                r += 1
    return out
last_window_only
    out = np.zeros((N * H2 * W2, C * kh * kw), x.dtype)
    for n in range(N):
        r = 0
        for i in range(H2):
            for j in range(W2):
                t, l = i * sh, j * sw
                out[0] = p[n, :, t : t + dh * (kh - 1) + 1 : dh, l : l + dw * (kw - 1) + 1 : dw].ravel()
    return out
"""
FRAME = """
def im2col(x, kernel, stride=1, padding=0, dilation=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C, H, W = x.shape
    p = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    H2 = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    W2 = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    rows = []
{body}"""


def whole_programs():
    name, body = "", ""
    for line in [*PROGRAMS.strip().splitlines(), "end"]:
        if line.startswith(" "):
            body += line + "\n"
            continue
        if name:
            made = {"np": np}
            exec(FRAME.format(body=body), made)
            yield pytest.param(made["im2col"], name, id=name)
        name, body = line, ""


@pytest.mark.parametrize("program, name", list(whole_programs()))
def test_a_whole_wrong_program_is_named(program, name):
    """Written from the exercise's text, not around a right function."""
    for seed in (1, 2):
        report = run_check("a2.im2col", program, seed=seed)
        assert (report.mistake, report.points < report.max_points) == (name, True)
