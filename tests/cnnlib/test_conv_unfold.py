"""Windows stretched to rows, and back to where they came from."""

import numpy as np
import pytest
import torch
from conv_layers import CLOSE, layers, upstream
from hypothesis import given, settings

from cnnlib.ops.conv import col2im, im2col


@settings(max_examples=50)
@given(layers(options=("stride", "padding", "dilation")))
def test_rows_of_im2col_are_pytorchs_unfolded_windows(layer):
    x, w, _, options = layer
    unfolded = torch.nn.functional.unfold(torch.tensor(x), w.shape[2:], **options)  # (N, C kH kW, H' W')
    rows = unfolded.transpose(1, 2).reshape(-1, w[0].size).numpy()
    np.testing.assert_array_equal(im2col(x, w.shape[2:], **options), rows)


@settings(max_examples=50)
@given(layers(options=("stride", "padding", "dilation")))
def test_col2im_is_the_adjoint_of_im2col(layer):
    """<im2col(x), rows> = <x, col2im(rows)>."""
    x, w, _, options = layer
    cols = im2col(x, w.shape[2:], **options)
    rows = upstream(cols)
    back = col2im(rows, x.shape, w.shape[2:], **options)
    assert back.shape == x.shape
    np.testing.assert_allclose(np.vdot(cols, rows), np.vdot(x, back), **CLOSE)


def test_float32_stays():
    rows = im2col(np.ones((1, 2, 4, 4), np.float32), 3)
    assert rows.dtype == col2im(rows, (1, 2, 4, 4), 3).dtype == np.float32


def test_a_kernel_that_does_not_fit_is_named():
    with pytest.raises(ValueError, match="does not fit"):
        im2col(np.zeros((2, 4, 6, 7)), 8)


def test_col2im_names_rows_that_do_not_belong_to_the_images():
    with pytest.raises(ValueError, match=r"rows has shape \(4, 9\).*\(9, 4\)"):
        col2im(np.zeros((4, 9)), (1, 1, 4, 4), 2)
