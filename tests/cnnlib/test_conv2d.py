"""cnnlib.ops.conv against PyTorch, and what it says about bad input."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops.conv import conv2d_forward, conv2d_naive, im2col, zero_pad

SIDE = st.integers(1, 3)


@st.composite
def layers(draw, options=("stride", "padding", "dilation", "groups")):
    """Arguments of a convolution that fits: x, w, b and a dict of options."""

    def pair(low, high):
        both = st.integers(low, high)
        return draw(both | st.tuples(both, both))

    given_options = {
        "stride": pair(1, 3),
        "padding": pair(0, 2),
        "dilation": pair(1, 3),
        "groups": draw(SIDE),
    }
    chosen = {name: given_options[name] for name in options}
    groups, dilation = chosen.get("groups", 1), np.broadcast_to(chosen.get("dilation", 1), 2)
    kernel = draw(SIDE), draw(SIDE)
    size = [int(d * (k - 1) + 1 + draw(st.integers(0, 4))) for d, k in zip(dilation, kernel, strict=True)]
    channels, filters = draw(SIDE), draw(SIDE)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    x = rng.standard_normal((draw(SIDE), groups * channels, *size))
    w = rng.standard_normal((groups * filters, channels, *kernel))
    return x, w, rng.standard_normal(len(w)), chosen


def by_torch(x, w, b, **options):
    return torch.nn.functional.conv2d(*map(torch.tensor, (x, w, b)), **options).numpy()


@settings(max_examples=100, deadline=None)
@given(layers())
def test_forward_is_pytorchs(layer):
    x, w, b, options = layer
    before = [array.copy() for array in (x, w, b)]
    out, _ = conv2d_forward(x, w, b, **options)
    np.testing.assert_allclose(out, by_torch(x, w, b, **options), rtol=1e-10, atol=1e-12)
    for array, copy in zip((x, w, b), before, strict=True):
        np.testing.assert_array_equal(array, copy)


@settings(max_examples=50, deadline=None)
@given(layers(options=("stride", "padding")))
def test_loops_are_pytorchs(layer):
    x, w, b, options = layer
    np.testing.assert_allclose(
        conv2d_naive(x, w, b, **options), by_torch(x, w, b, **options), rtol=1e-10, atol=1e-12
    )


@settings(max_examples=50, deadline=None)
@given(layers(options=("stride", "padding", "dilation")))
def test_rows_of_im2col_are_pytorchs_unfolded_windows(layer):
    x, w, _, options = layer
    unfolded = torch.nn.functional.unfold(torch.tensor(x), w.shape[2:], **options)  # (N, C kH kW, H' W')
    rows = unfolded.transpose(1, 2).reshape(-1, w[0].size).numpy()
    np.testing.assert_array_equal(im2col(x, w.shape[2:], **options), rows)


def test_float32_stays_and_agrees():
    rng = np.random.default_rng(0)
    x, w, b = (rng.standard_normal(shape) for shape in ((2, 3, 8, 9), (4, 3, 3, 3), 4))
    single = [array.astype(np.float32) for array in (x, w, b)]
    for function in (lambda *a: conv2d_forward(*a, padding=1)[0], lambda *a: conv2d_naive(*a, padding=1)):
        out = function(*single)
        assert out.dtype == np.float32
        np.testing.assert_allclose(out, function(x, w, b), rtol=1e-4, atol=1e-4)
    assert zero_pad(single[0], 1).dtype == im2col(single[0], 3).dtype == np.float32


@pytest.mark.parametrize("padding", [0, 1, (0, 2), (2, 0), (1, 3)])
def test_zero_pad_is_pytorchs(padding):
    rows, columns = np.broadcast_to(padding, 2)
    x = np.random.default_rng(0).standard_normal((2, 3, 4, 5))
    sides = (int(columns), int(columns), int(rows), int(rows))
    padded = zero_pad(x, padding)
    np.testing.assert_array_equal(padded, torch.nn.functional.pad(torch.tensor(x), sides).numpy())
    assert not np.shares_memory(padded, x)


def test_the_published_example():
    """The 3 x 3 filter 101/010/101 on the 5 x 5 image gives 434/243/234."""
    rows = ["11100", "01110", "00111", "00110", "01100"]
    image = np.array([[float(digit) for digit in row] for row in rows])[None, None]
    kernel = np.array([[1.0, 0, 1], [0, 1, 0], [1, 0, 1]])[None, None]
    expected = [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
    assert conv2d_naive(image, kernel, np.zeros(1))[0, 0].tolist() == expected
    assert conv2d_forward(image, kernel, np.zeros(1))[0][0, 0].tolist() == expected


X, W, B = np.zeros((2, 4, 6, 7)), np.zeros((6, 4, 3, 3)), np.zeros(6)


@pytest.mark.parametrize(
    "x, w, b, options, error, words",
    [
        (X[0], W, B, {}, ValueError, r"x has shape \(4, 6, 7\).*x\[None\]"),
        (X[0, 0], W, B, {}, ValueError, r"x has shape \(6, 7\).*x\[None, None\]"),
        (X.astype(int), W, B, {}, TypeError, r"x has dtype int64.*x\.astype"),
        (X.tolist(), W, B, {}, TypeError, r"x is a list.*np\.asarray\(x"),
        (X, W.astype(int), B, {}, TypeError, r"w has dtype int64"),
        (X, W, B.tolist(), {}, TypeError, r"b is a list"),
        (X, W[0], B, {}, ValueError, r"w has shape \(4, 3, 3\): expected \(C_out"),
        (
            X,
            W[:, :3],
            B,
            {},
            ValueError,
            r"x has shape \(2, 4, 6, 7\), w has shape \(6, 3, 3, 3\).*4 channels",
        ),
        (X, W, B, {"groups": 2}, ValueError, r"groups=2 a filter needs C_in / groups = 2 channels, found 4"),
        (X, W, B, {"groups": 3}, ValueError, r"groups=3 does not divide C_in=4"),
        (X, W[:, :1], B, {"groups": 4}, ValueError, r"groups=4 does not divide C_out=6"),
        (X, W, B, {"groups": 0}, ValueError, r"groups is 0"),
        (X, W, B[:5], {}, ValueError, r"b has shape \(5,\), w has shape \(6, 4, 3, 3\).*\(6,\)"),
        (X, W, B[:, None], {}, ValueError, r"b has shape \(6, 1\)"),
        (X, W, B, {"padding": -1}, ValueError, r"padding is -1"),
        (X, W, B, {"stride": 0}, ValueError, r"stride is 0"),
        (X, W, B, {"stride": 1.0}, TypeError, r"stride is 1\.0"),
        (X, W, B, {"stride": (1, 2, 3)}, ValueError, r"stride is \(1, 2, 3\).*pair"),
        (
            X,
            W,
            B,
            {"dilation": 4},
            ValueError,
            r"kernel \(3, 3\) with dilation=\(4, 4\) does not fit.*\(6, 7\)",
        ),
    ],
)
def test_bad_input_is_named(x, w, b, options, error, words):
    with pytest.raises(error, match=words):
        conv2d_forward(x, w, b, **options)


def test_loops_and_im2col_refuse_bad_input_too():
    with pytest.raises(ValueError, match="b has shape"):
        conv2d_naive(X, W, B[:2])
    with pytest.raises(ValueError, match="does not fit"):
        im2col(X, 8)
    with pytest.raises(ValueError, match="four axes"):
        zero_pad(X[0], 1)
