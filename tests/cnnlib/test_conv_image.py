"""One image, one kernel: cross-correlation and the true convolution, against PyTorch."""

import numpy as np
import pytest
import torch
from conv_layers import SIDE, same
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops.conv import convolve2d, correlate2d

F = torch.nn.functional


@settings(max_examples=50)
@given(SIDE, SIDE, st.integers(0, 4), st.integers(0, 4), st.integers(0, 99))
def test_single_images(rows, columns, more_rows, more_columns, seed):
    rng = np.random.default_rng(seed)
    image = rng.standard_normal((rows + more_rows, columns + more_columns))
    kernel = rng.standard_normal((rows, columns))
    wanted = F.conv2d(torch.tensor(image)[None, None], torch.tensor(kernel)[None, None])[0, 0].numpy()
    same([correlate2d(image, kernel), convolve2d(image, kernel[::-1, ::-1])], [wanted, wanted])


def test_float32_stays():
    image = np.ones((5, 5), np.float32)
    assert correlate2d(image, image[:2, :2]).dtype == np.float32


X, W, B = np.zeros((2, 3, 6, 7)), np.zeros((3, 5, 3, 3)), np.zeros(5)


@pytest.mark.parametrize(
    "function, arguments, options, error, words",
    [
        (correlate2d, (X[0], W[0, 0]), {}, ValueError, r"image has shape \(3, 6, 7\)"),
        (correlate2d, (X[0, 0], B), {}, ValueError, r"kernel has shape \(5,\)"),
        (correlate2d, (X[0, 0], np.zeros((2, 8))), {}, ValueError, r"\(2, 8\), image has shape \(6, 7\)"),
        (convolve2d, (X[0, 0], [[1.0]]), {}, TypeError, r"kernel is a list"),
    ],
)
def test_bad_input_is_named(function, arguments, options, error, words):
    with pytest.raises(error, match=words):
        function(*arguments, **options)
