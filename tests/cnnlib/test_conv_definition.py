"""The convolution's definition in loops, and the zeros around the images, against PyTorch."""

import numpy as np
import pytest
import torch
from conv_layers import by_torch, layers
from hypothesis import given, settings

from cnnlib.ops.conv import conv2d_forward, conv2d_naive, zero_pad


@settings(max_examples=50)
@given(layers(options=("stride", "padding")))
def test_loops_are_pytorchs(layer):
    x, w, b, options = layer
    np.testing.assert_allclose(
        conv2d_naive(x, w, b, **options), by_torch(x, w, b, **options), rtol=1e-10, atol=1e-12
    )


def test_float32_stays_and_agrees():
    rng = np.random.default_rng(0)
    x, w, b = (rng.standard_normal(shape) for shape in ((2, 3, 8, 9), (4, 3, 3, 3), 4))
    single = [array.astype(np.float32) for array in (x, w, b)]
    out = conv2d_naive(*single, padding=1)
    assert out.dtype == np.float32
    np.testing.assert_allclose(out, conv2d_naive(x, w, b, padding=1), rtol=1e-4, atol=1e-4)
    assert zero_pad(single[0], 1).dtype == np.float32


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


def test_bad_input_is_refused():
    x, w, b = np.zeros((2, 4, 6, 7)), np.zeros((6, 4, 3, 3)), np.zeros(6)
    with pytest.raises(ValueError, match="b has shape"):
        conv2d_naive(x, w, b[:2])
    with pytest.raises(ValueError, match="four axes"):
        zero_pad(x[0], 1)
