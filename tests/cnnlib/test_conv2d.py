"""The convolution layer against PyTorch, forward and backward, and the fast version against the plain one."""

import numpy as np
import pytest
from conv_layers import CLOSE, SIDE, by_torch, gradients_by_torch, layers, upstream
from hypothesis import given, settings

from cnnlib.ops.conv import conv2d_backward, conv2d_forward, im2col_backward, im2col_forward


@settings(max_examples=100)
@given(layers())
def test_forward_is_pytorchs(layer):
    x, w, b, options = layer
    before = [array.copy() for array in (x, w, b)]
    out, _ = conv2d_forward(x, w, b, **options)
    np.testing.assert_allclose(out, by_torch(x, w, b, **options), rtol=1e-10, atol=1e-12)
    for array, copy in zip((x, w, b), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_float32_stays_and_agrees():
    rng = np.random.default_rng(0)
    x, w, b = (rng.standard_normal(shape) for shape in ((2, 3, 8, 9), (4, 3, 3, 3), 4))
    single = [array.astype(np.float32) for array in (x, w, b)]
    out = conv2d_forward(*single, padding=1)[0]
    assert out.dtype == np.float32
    np.testing.assert_allclose(out, conv2d_forward(x, w, b, padding=1)[0], rtol=1e-4, atol=1e-4)


@settings(max_examples=100)
@given(layers())
@pytest.mark.parametrize(
    "forward, backward", [(conv2d_forward, conv2d_backward), (im2col_forward, im2col_backward)]
)
def test_gradients_are_pytorchs(forward, backward, layer):
    x, w, b, options = layer
    before = [array.copy() for array in (x, w, b)]
    out, cache = forward(x, w, b, **options)
    dout = upstream(out)
    sent = dout.copy()
    found = backward(dout, cache)
    for gradient, expected in zip(found, gradients_by_torch(x, w, b, dout, **options), strict=True):
        np.testing.assert_allclose(gradient, expected, **CLOSE)
    for array, copy in zip((x, w, b, dout), (*before, sent), strict=True):
        np.testing.assert_array_equal(array, copy)


@settings(max_examples=50)
@given(layers())
def test_the_fast_version_is_the_plain_one(layer):
    x, w, b, options = layer
    plain, plain_cache = im2col_forward(x, w, b, **options)
    out, cache = conv2d_forward(x, w, b, **options)
    dout = upstream(out)
    expected = (plain, *im2col_backward(dout, plain_cache))
    for array, same in zip((out, *conv2d_backward(dout, cache)), expected, strict=True):
        np.testing.assert_allclose(array, same, **CLOSE)


LAYOUTS = {
    "batch last": lambda a: np.ascontiguousarray(a.transpose(1, 2, 3, 0)).transpose(3, 0, 1, 2),
    "channels last": lambda a: np.ascontiguousarray(a.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2),
    "Fortran": np.asfortranarray,
    "every second": lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("options", [{"padding": 1}, {"stride": 2}, {}, {"padding": 2, "groups": 2}])
def test_layout_of_memory_changes_nothing_and_nothing_is_written_to(layout, options):
    rng = np.random.default_rng(0)
    x, w, b = (
        rng.standard_normal(shape) for shape in ((3, 4, 6, 5), (6, 4 // options.get("groups", 1), 3, 3), 6)
    )
    out, cache = conv2d_forward(x, w, b, **options)
    dout = upstream(out)
    expected = (out, *conv2d_backward(dout, cache))
    x, w, dout = (LAYOUTS[layout](array) for array in (x, w, dout))
    for array in (x, w, b, dout):
        array.flags.writeable = False
    out, cache = conv2d_forward(x, w, b, **options)
    for array, same in zip((out, *conv2d_backward(dout, cache)), expected, strict=True):
        np.testing.assert_allclose(array, same, **CLOSE)
        assert array.flags.writeable
        assert not any(np.shares_memory(array, own) for own in (x, w, b, dout))


@pytest.mark.parametrize("options", [{"padding": 1}, {"stride": (2, 3)}, {"groups": 4}, {"dilation": 2}])
def test_gradients_in_float32_stay_and_agree(options):
    rng = np.random.default_rng(0)
    x, w, b = (
        rng.standard_normal(shape) for shape in ((2, 4, 9, 8), (8, 4 // options.get("groups", 1), 3, 3), 8)
    )
    out, cache = conv2d_forward(x, w, b, **options)
    dout = upstream(out)
    single, single_cache = conv2d_forward(*(array.astype(np.float32) for array in (x, w, b)), **options)
    pairs = zip(
        conv2d_backward(dout.astype(np.float32), single_cache), conv2d_backward(dout, cache), strict=True
    )
    for gradient, expected in pairs:
        assert gradient.dtype == np.float32
        np.testing.assert_allclose(gradient, expected, rtol=1e-4, atol=1e-4)
    assert single.dtype == np.float32


def test_gradients_keep_the_dtype_of_their_array():
    x, w, b = np.ones((1, 1, 3, 3), np.float32), np.ones((1, 1, 2, 2)), np.zeros(1)
    out, cache = conv2d_forward(x, w, b)
    assert out.dtype == np.float32
    for forward, backward in ((conv2d_forward, conv2d_backward), (im2col_forward, im2col_backward)):
        out, cache = forward(x, w, b)
        assert [gradient.dtype for gradient in backward(np.ones(out.shape), cache)] == ["f4", "f8", "f8"]


@settings(max_examples=25)
@given(layers(), SIDE)
def test_gradients_are_differences_of_the_loss(layer, seed):
    """The layer is linear in each argument: a central difference is exact up to rounding."""
    x, w, b, options = layer
    out, cache = conv2d_forward(x, w, b, **options)
    dout = upstream(out)
    rng = np.random.default_rng(seed)
    for at, gradient in enumerate(conv2d_backward(dout, cache)):
        arguments = [x, w, b]
        step = rng.standard_normal(arguments[at].shape)
        losses = []
        for sign in (1, -1):
            moved = arguments.copy()
            moved[at] = arguments[at] + sign * step
            losses.append(np.vdot(conv2d_forward(*moved, **options)[0], dout))
        np.testing.assert_allclose(np.vdot(gradient, step), (losses[0] - losses[1]) / 2, rtol=1e-8, atol=1e-8)


@settings(max_examples=25)
@given(layers())
def test_without_dx_the_others_are_the_same(layer):
    x, w, b, options = layer
    out, cache = conv2d_forward(x, w, b, **options)
    dx, *others = conv2d_backward(upstream(out), cache, needs_dx=False)
    assert dx is None
    for array, same in zip(others, conv2d_backward(upstream(out), cache)[1:], strict=True):
        np.testing.assert_array_equal(array, same)


def test_an_empty_batch_gives_zero_gradients():
    x, w, b = np.zeros((0, 2, 5, 5)), np.ones((3, 2, 3, 3)), np.zeros(3)
    out, cache = conv2d_forward(x, w, b, padding=1)
    assert out.shape == (0, 3, 5, 5)
    dx, dw, db = conv2d_backward(out, cache)
    assert (dx.shape, dw.shape) == (x.shape, w.shape)
    assert not dw.any() and not db.any()


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


@pytest.mark.parametrize(
    "forward, backward", [(conv2d_forward, conv2d_backward), (im2col_forward, im2col_backward)]
)
@pytest.mark.parametrize(
    "change, error, words",
    [
        (lambda d: d[:1], ValueError, r"dout has shape \(1, 3, 5, 6\).*\(2, 3, 5, 6\)"),
        (lambda d: d[..., :1], ValueError, r"dout has shape \(2, 3, 5, 1\).*\(2, 3, 5, 6\)"),
        (lambda d: d.astype(int), TypeError, r"dout has dtype int64"),
        (lambda d: 1.0, TypeError, r"dout is a float"),
    ],
)
def test_a_wrong_dout_is_named(forward, backward, change, error, words):
    out, cache = forward(np.zeros((2, 2, 5, 6)), np.zeros((3, 2, 3, 3)), np.zeros(3), padding=1)
    with pytest.raises(error, match=words):
        backward(change(out), cache)
