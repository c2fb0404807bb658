"""Gradients of the convolution layer against PyTorch, and the fast version against the plain one."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from test_conv2d import SIDE, layers

from cnnlib.ops.conv import col2im, conv2d_backward, conv2d_forward, im2col, im2col_backward, im2col_forward

CLOSE = {"rtol": 1e-9, "atol": 1e-10}


def gradients_by_torch(x, w, b, dout, function=torch.nn.functional.conv2d, **options):
    leaves = [torch.tensor(array, requires_grad=True) for array in (x, w, b)]
    out = function(*leaves, **options)
    return [g.numpy() for g in torch.autograd.grad(out, leaves, torch.tensor(np.ascontiguousarray(dout)))]


def upstream(out):
    return np.random.default_rng(1).standard_normal(out.shape).astype(out.dtype)


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=50, deadline=None)
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
def test_float32_stays_and_agrees(options):
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


@settings(max_examples=50, deadline=None)
@given(layers(options=("stride", "padding", "dilation")))
def test_col2im_is_the_adjoint_of_im2col(layer):
    """<im2col(x), rows> = <x, col2im(rows)>."""
    x, w, _, options = layer
    cols = im2col(x, w.shape[2:], **options)
    rows = upstream(cols)
    back = col2im(rows, x.shape, w.shape[2:], **options)
    assert back.shape == x.shape
    np.testing.assert_allclose(np.vdot(cols, rows), np.vdot(x, back), **CLOSE)


@settings(max_examples=25, deadline=None)
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


@settings(max_examples=25, deadline=None)
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


def test_col2im_names_rows_that_do_not_belong_to_the_images():
    with pytest.raises(ValueError, match=r"rows has shape \(4, 9\).*\(9, 4\)"):
        col2im(np.zeros((4, 9)), (1, 1, 4, 4), 2)
